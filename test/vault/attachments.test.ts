// Attached files: under the hash of their bytes, whole or not at all, and never written over.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentHashes, keepAttachment, lookAtAttachment, sweepAttachments } from '#vault/attachments.ts';
import { attachmentName } from '#vault/manifest.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { each, nodeDigest } from './snapshotOf.ts';

const options = { newDigest: nodeDigest };
const bytes = Uint8Array.from({ length: 700_000 }, (_, at) => (at * 31) % 251);
const sha256 = sha256Hex(bytes);
const name = attachmentName(sha256);
const parts = () => each([bytes.subarray(0, 300_000), bytes.subarray(300_000)]);

async function hashesIn(files: MemoryFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const hash of attachmentHashes(files)) found.push(hash);
  return found;
}

describe('an attached file', () => {
  it('[AT1] is kept under its hash, once, however often it comes, and found again in the order of the hashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }), async (all) => {
        const files = new MemoryFiles();
        for (const one of all)
          expect(await keepAttachment(files, sha256Hex(one), each([one]), options)).toEqual({
            kind: 'kept',
            sizeBytes: one.length,
          });
        const hashes = [...new Set(all.map((one) => sha256Hex(one)))].toSorted();
        expect(await hashesIn(files)).toEqual(hashes);
        expect(files.names()).toEqual(hashes.map(attachmentName));
        for (const one of all) expect(files.bytes(attachmentName(sha256Hex(one)))).toEqual(one);
      }),
    );
  });

  it('[AT2] is refused, and nothing is left, when it is other bytes than announced, or too many', async () => {
    const files = new MemoryFiles();
    const other = each([bytes.subarray(1)]);
    expect(await keepAttachment(files, sha256, other, options)).toEqual({
      kind: 'refused',
      why: 'other bytes',
    });
    const mostBytes = bytes.length - 1;
    expect(await keepAttachment(files, sha256, parts(), { ...options, mostBytes })).toEqual({
      kind: 'refused',
      why: 'too large',
    });
    expect(files.names()).toEqual([]);
  });

  it('[AT3] is whole or not there, whichever operation fails and whenever the power goes', async () => {
    const whole = new MemoryFiles();
    await keepAttachment(whole, sha256, parts(), options);
    for (const code of ['EIO', 'ENOSPC'])
      for (let failing = 0; failing < whole.operations.length; failing += 1)
        for (const names of ['old', 'new'] as const) {
          const files = new MemoryFiles();
          files.failAt(failing, code, 100_000);
          const kept = await keepAttachment(files, sha256, parts(), options);
          expect(kept).toEqual({ kind: 'failed', why: code === 'ENOSPC' ? 'disk full' : 'disk error' });
          const disk = files.crash({ changes: 1, share: 0.5, beginning: 'hole', names });
          await sweepAttachments(disk);
          expect(['absent', 'sound']).toContain(await lookAtAttachment(disk, sha256, nodeDigest));
          expect(disk.names().filter((each) => each !== name)).toEqual([]);
        }
  });

  it('[AT4] outlives a power cut once it is kept; without sync it would not', async () => {
    for (const honoursSync of [true, false]) {
      const files = new MemoryFiles({ honoursSync });
      await keepAttachment(files, sha256, parts(), options);
      const disk = files.crash();
      expect(await lookAtAttachment(disk, sha256, nodeDigest)).toBe(honoursSync ? 'sound' : 'absent');
    }
  });

  it('[AT5] that was damaged is put aside, not written over, and kept anew when it comes again', async () => {
    const files = new MemoryFiles();
    await keepAttachment(files, sha256, parts(), options);
    const damaged = bytes.slice();
    damaged[5] = 255;
    files.put(name, damaged);
    expect(await lookAtAttachment(files, sha256, nodeDigest)).toBe('damaged');
    await keepAttachment(files, sha256, parts(), options);
    expect(await lookAtAttachment(files, sha256, nodeDigest)).toBe('sound');
    expect(files.bytes(`${name}.damaged-1`)).toEqual(damaged);
    expect(await hashesIn(files)).toEqual([sha256]);
  });

  it('[AT6] leaves nothing when whatever it comes from fails', async () => {
    const files = new MemoryFiles();
    async function* broken() {
      yield await Promise.resolve(bytes);
      throw new Error('gone');
    }
    await expect(keepAttachment(files, sha256, broken(), options)).rejects.toThrow('gone');
    expect(files.names()).toEqual([]);
  });
});
