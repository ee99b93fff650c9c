// Snapshots: what goes in comes out, another program can read them, and nothing of one is accepted that is not whole.
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { portableDigest } from '#vault/digest.ts';
import type { AppendHandle } from '#vault/files.ts';
import { attachmentName, encodeManifest, parseManifest } from '#vault/manifest.ts';
import { openSnapshot } from '#vault/openSnapshot.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { directoryRecord, end64Records, endRecord } from '#vault/zip.ts';
import { parseDirectory, parseEnd } from '#vault/zipReading.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { contentOf, each, expectedOf, madeUp, readBack } from './snapshotOf.ts';

const name = 'a.zip';

describe('a snapshot', () => {
  it('[S1] gives back every record, unknown fields included, and every attachment', async () => {
    await fc.assert(
      fc.asyncProperty(madeUp, async (made) => {
        const files = new MemoryFiles();
        const written = await writeSnapshot(files, name, contentOf(made));
        expect(written).toMatchObject({ kind: 'kept', sizeBytes: files.bytes(name).length });
        expect(await verifySnapshot(files, name)).toMatchObject({ kind: 'verified' });
        expect(await readBack(files, name)).toEqual(expectedOf(made));
        expect(files.names()).toEqual([name]);
      }),
    );
  });

  it('[S2] is a zip that another program unpacks to the same, the manifest at its end', async () => {
    await fc.assert(
      fc.asyncProperty(madeUp, async (made) => {
        const files = new MemoryFiles();
        const written = await writeSnapshot(files, name, contentOf(made));
        if (written.kind !== 'kept') throw new Error(written.kind);
        const unpacked = unzipSync(files.bytes(name));
        for (const entry of written.manifest.entries) {
          const bytes = unpacked[entry.name] ?? new Uint8Array();
          expect([bytes.length, sha256Hex(bytes)]).toEqual([entry.bytes, entry.sha256]);
        }
        expect(Object.keys(unpacked)).toEqual([
          ...written.manifest.entries.map((each) => each.name),
          'manifest.json',
        ]);
        const manifest = JSON.parse(new TextDecoder().decode(unpacked['manifest.json'])) as object;
        expect(manifest).toMatchObject({ format: 'Commonplace snapshot', version: 1, lastSeq: made.lastSeq });
        expect(parseManifest(encodeManifest(written.manifest))).toEqual({
          kind: 'read',
          manifest: written.manifest,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('[S3] counts its records by kind', async () => {
    const files = new MemoryFiles();
    const records = [
      { kind: 'note', lines: ['{"a":1}', '{"b":2}'] },
      { kind: 'note', lines: ['{"c":3}'] },
      { kind: 'setting', lines: [] },
    ];
    await writeSnapshot(files, name, contentOf({ lastSeq: 7, records, attachments: [new Uint8Array(3)] }));
    const opened = await openSnapshot(files, name);
    expect(opened).toMatchObject({
      snapshot: { manifest: { counts: { note: 3, setting: 0 }, attachments: 1, lastSeq: 7 } },
    });
  });

  it('[S4] is never held in memory: neither written nor read much further than what was done with it', async () => {
    const files = new CountingFiles();
    const chunks = 100;
    let given = 0;
    let mostAhead = 0;
    async function* noise() {
      for (let at = 0; at < chunks; at += 1) {
        mostAhead = Math.max(mostAhead, given - files.written);
        const chunk = crypto.getRandomValues(new Uint8Array(65_536));
        hash.update(chunk);
        given += chunk.length;
        yield await Promise.resolve(chunk);
      }
    }
    const hash = portableDigest();
    const kept = await writeSnapshot(files, name, {
      ...contentOf({ lastSeq: 1, records: [], attachments: [] }),
      records: each([]),
      // The name is not the hash: what was written is then read back, and refused.
      attachments: each([{ sha256: sha256Hex('another'), bytes: noise }]),
    });
    expect(kept).toMatchObject({ kind: 'refused', fault: { kind: 'wrong hash' } });
    expect(given).toBe(chunks * 65_536);
    expect(mostAhead).toBeLessThan(2 ** 21);
    expect(files.mostRead).toBeLessThanOrEqual(2 ** 20);
    expect(files.names()).toEqual([]);
  });

  it('[S5] may have more entries than an old zip can count, and be larger than one can say', () => {
    const count = 66_000;
    const entries = Array.from({ length: count }, (_, at) => {
      const name = attachmentName(at.toString(16).padStart(64, '0'));
      return { name, crc32: at, packedBytes: 5, bytes: 3, at: at * 200 };
    });
    const large = { name: 'README.txt', crc32: 7, packedBytes: 2 ** 33, bytes: 2 ** 40, at: 2 ** 34 };
    const all = [...entries, large];
    const directory = Buffer.concat(all.map(directoryRecord));
    expect(parseDirectory(directory, all.length)).toEqual(all);
    const end = {
      entries: all.length,
      directoryAt: 2 ** 35,
      directoryBytes: directory.length,
      seal: sha256Hex(''),
    };
    const tail = Buffer.concat([end64Records(end), endRecord(end)]);
    expect(parseEnd(tail, end.directoryAt + directory.length + tail.length)).toEqual(end);
  });
});

/** Files that know how much was written to them, and how much was read at once. */
class CountingFiles extends MemoryFiles {
  written = 0;
  mostRead = 0;

  override async openAppend(file: string): Promise<AppendHandle> {
    const handle = await super.openAppend(file);
    return {
      ...handle,
      write: async (bytes) => {
        await handle.write(bytes);
        this.written += bytes.length;
      },
    };
  }

  override read(file: string, start: number, maxBytes: number): Promise<Uint8Array> {
    this.mostRead = Math.max(this.mostRead, maxBytes);
    return super.read(file, start, maxBytes);
  }
}
