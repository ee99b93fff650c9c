// The bases: a snapshot put beside the journal is there whole and verified, or not at all.
import { beforeAll, describe, expect, it } from 'vitest';
import { baseFile, keepAsBase, type KeepingOptions, listBases } from '#vault/base.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { contentOf, type MadeUp, nodeDigest } from './snapshotOf.ts';

const name = 'commonplace-2026-11-23T10-00-00-000Z.zip';
const timeMs = 1_790_000_000_000;
const options: KeepingOptions = { notebookId: 'a notebook', timeMs, newDigest: nodeDigest };
const made: MadeUp = {
  lastSeq: 9,
  records: [{ kind: 'note', lines: [JSON.stringify({ title: 'one' })] }],
  attachments: Array.from({ length: 5 }, () => crypto.getRandomValues(new Uint8Array(60_000))),
};
let bytes: Uint8Array;

beforeAll(async () => {
  const files = new MemoryFiles();
  await writeSnapshot(files, name, contentOf(made), { newDigest: nodeDigest });
  bytes = files.bytes(name);
});

function shelf(): MemoryFiles {
  const files = new MemoryFiles();
  files.put(name, bytes);
  return files;
}

describe('a snapshot put among the bases', () => {
  it('[B1] is the same bytes, verified, and stands for the last entry that is in it unless said otherwise', async () => {
    const files = new MemoryFiles();
    const kept = await keepAsBase(files, shelf(), name, options);
    const turned = await keepAsBase(files, shelf(), name, { ...options, seq: 40 });
    if (kept.kind !== 'kept' || turned.kind !== 'kept') throw new Error('not kept');
    expect([kept.base.seq, turned.base.seq]).toEqual([9, 40]);
    expect(kept.manifest.lastSeq).toBe(9);
    for (const { base } of [kept, turned]) expect(files.bytes(baseFile(base))).toEqual(bytes);
  });

  it('[B2] never takes the place of another', async () => {
    const files = new MemoryFiles();
    const first = await keepAsBase(files, shelf(), name, options);
    const second = await keepAsBase(files, shelf(), name, options);
    if (first.kind !== 'kept' || second.kind !== 'kept') throw new Error('not kept');
    expect(first.base.snapshot).not.toBe(second.base.snapshot);
    expect(files.names()).toHaveLength(2);
  });

  it('[B3] says by its name which notebook begins with it, and after which entry', async () => {
    const files = new MemoryFiles();
    for (const seq of [40, 9, 12_345_678_901])
      await keepAsBase(files, shelf(), name, { ...options, seq, notebookId: 'ä/b c-1' });
    files.put('base/holiday.zip', new Uint8Array(3));
    files.put('base/0000000009-1-a.zip.part', new Uint8Array(3));
    const found = await listBases(files);
    expect(found.map(({ seq, notebookId }) => ({ seq, notebookId }))).toEqual(
      [9, 40, 12_345_678_901].map((seq) => ({ seq, notebookId: 'ä/b c-1' })),
    );
  });

  it('[B4] is refused when a single bit of it is wrong, and nothing is left', async () => {
    for (const at of [0, 30, bytes.length >> 1, bytes.length - 100, bytes.length - 1]) {
      const from = shelf();
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      from.put(name, damaged);
      const files = new MemoryFiles();
      expect(await keepAsBase(files, from, name, options)).toMatchObject({ kind: 'refused' });
      expect(files.names()).toEqual([]);
    }
    expect(await keepAsBase(new MemoryFiles(), new MemoryFiles(), name, options)).toEqual({
      kind: 'refused',
      fault: { kind: 'absent' },
    });
  });

  it('[B5] is whole or not there, whichever operation fails and whenever the power goes', async () => {
    const count = new MemoryFiles();
    await keepAsBase(count, shelf(), name, options);
    for (const code of ['EIO', 'ENOSPC', 'EPERM', 'EBUSY'])
      for (let failing = 0; failing < count.operations.length; failing += 1) {
        const files = new MemoryFiles();
        files.failAt(failing, code, 100_000);
        const kept = await keepAsBase(files, shelf(), name, options);
        expect(kept.kind).not.toBe('kept');
        for (const names of ['old', 'new'] as const) {
          const disk = files.crash({ changes: 1, share: 0.5, beginning: 'written', names });
          for (const base of await listBases(disk))
            expect(await verifySnapshot(disk, baseFile(base))).toMatchObject({ kind: 'verified' });
        }
      }
  });

  it('[B6] outlives a power cut right after it was kept; on a disk that does not sync it does not', async () => {
    for (const honoursSync of [true, false]) {
      const files = new MemoryFiles({ honoursSync });
      const kept = await keepAsBase(files, shelf(), name, options);
      if (kept.kind !== 'kept') throw new Error('not kept');
      for (const names of ['old', 'new'] as const) {
        const disk = files.crash({ changes: 0, share: 0, beginning: 'written', names });
        const verified = await verifySnapshot(disk, baseFile(kept.base));
        expect(verified.kind).toBe(honoursSync ? 'verified' : 'refused');
      }
    }
  });

  it('[B7] is not begun where it would leave too little room, and leaves nothing when it is stopped', async () => {
    const files = new MemoryFiles();
    files.free = bytes.length + 99;
    expect(await keepAsBase(files, shelf(), name, { ...options, reserveBytes: 100 })).toEqual({
      kind: 'failed',
      why: 'disk full',
    });
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(keepAsBase(files, shelf(), name, { ...options, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(files.names()).toEqual([]);
  });
});
