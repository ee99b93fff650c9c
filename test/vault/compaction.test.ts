// Compaction: a notebook that begins with a base is the same notebook, whatever stops the removal of what came before.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseFile, keepAsBase, listBases } from '#vault/base.ts';
import { decodeFrames } from '#vault/frame.ts';
import { identityNames } from '#vault/identity.ts';
import { segmentName } from '#vault/segments.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { contentOf, nodeDigest } from './snapshotOf.ts';

const name = 'commonplace-2026-11-23T10-00-00-000Z.zip';
const reading = { newDigest: nodeDigest };
const from = new MemoryFiles();
let nowMs = 1_790_000_000_000;

beforeAll(async () => {
  const made = { lastSeq: 0, records: [{ kind: 'note', lines: ['{}'] }], attachments: [] };
  await writeSnapshot(from, name, contentOf(made), reading);
});

function open(files: MemoryFiles, segmentBytes = 140): Promise<Vault> {
  return openVault(files, { newNotebookId: 'new', clock: () => (nowMs += 1), segmentBytes, reading });
}

async function entriesAfter(vault: Vault, afterSeq: number): Promise<readonly string[]> {
  const bytes: number[] = [];
  for await (const chunk of vault.journal.read(afterSeq)) bytes.push(...chunk);
  return decodeFrames(Uint8Array.from(bytes)).map((found) => {
    if (found.kind !== 'frame') throw new Error(`the journal handed out ${found.kind} bytes`);
    return `${found.frame.seq} ${new TextDecoder().decode(found.frame.payload)}`;
  });
}

function expectedFrom(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index} entry`);
}

/** A notebook of so many entries, three to a segment. */
async function withEntries(count: number, files = new MemoryFiles()): Promise<MemoryFiles> {
  const vault = await open(files);
  for (let seq = 1; seq <= count; seq += 1) await vault.journal.append('entry');
  await vault.journal.close();
  return files;
}

async function begin(files: MemoryFiles, vault: Vault, seq: number): Promise<void> {
  const { notebookId, database } = vault.identity();
  const kept = await keepAsBase(files, from, name, { notebookId, seq, timeMs: (nowMs += 1), ...reading });
  if (kept.kind !== 'kept') throw Object.assign(new Error('not kept'), { kept });
  await vault.setBase(kept.base, database);
}

function segmentsIn(files: MemoryFiles): readonly string[] {
  return files.names().filter((each) => each.startsWith('journal/'));
}

function damage(files: MemoryFiles, file: string, at = 3): void {
  const bytes = files.bytes(file).slice();
  bytes[at] = (bytes[at] ?? 0) ^ 0x04;
  files.put(file, bytes);
}

/** Begins at entry 7 of 10, with or without the removal of what came before. */
async function compacted(removes = true): Promise<MemoryFiles> {
  const files = await withEntries(10);
  const vault = await open(files);
  await begin(files, vault, 7);
  if (removes) expect(await vault.dropSuperseded()).toMatchObject({ kind: 'dropped' });
  return files;
}

describe('a notebook that begins with a base', () => {
  it('[C1] keeps every entry after it, at any place and with segments of any size, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.nat(12),
        fc.integer({ min: 40, max: 400 }),
        async (one, other, size) => {
          const [seq, last] = one < other ? [one, other] : [other, one];
          const files = await withEntries(0);
          const vault = await open(files, size);
          for (let each = 1; each <= last; each += 1) await vault.journal.append('entry');
          await begin(files, vault, seq);
          const before = vault.journal.sizeBytes;
          const freed = vault.journal.bytesThrough(seq);
          expect(await vault.dropSuperseded()).toEqual({ kind: 'dropped', bytes: freed });
          expect(vault.journal.sizeBytes).toBe(before - freed);
          expect(await entriesAfter(vault, seq)).toEqual(expectedFrom(seq + 1, last));
          expect(await vault.journal.append('entry')).toEqual({ kind: 'kept', seq: last + 1 });
          await vault.journal.close();
          const again = await open(files, size);
          expect(await entriesAfter(again, seq)).toEqual(expectedFrom(seq + 1, last + 1));
          expect(again.identity()).toEqual(vault.identity());
        },
      ),
    );
  });

  it('[C2] loses the segments that lie wholly before it, and never the last', async () => {
    const files = await compacted();
    expect(segmentsIn(files)).toEqual([7, 10].map(segmentName));
    const vault = await open(files);
    await begin(files, vault, 10);
    await vault.dropSuperseded();
    expect(segmentsIn(files)).toEqual([segmentName(10)]);
    expect(await listBases(files)).toHaveLength(1);
  });

  it('[C3] does not give out entries as if they were the first', async () => {
    const vault = await open(await compacted());
    await expect(entriesAfter(vault, 2)).rejects.toMatchObject({ trouble: { kind: 'missing', after: 2 } });
  });

  it.each(['EIO', 'ENOSPC', 'EPERM', 'EBUSY'])(
    '[C4] is whole whichever operation fails with %s, once or for good, and whenever the power goes',
    async (code) => {
      for (const lasting of [1, 100_000])
        for (const names of ['old', 'new'] as const)
          for (let failing = 0; ; failing += 1) {
            const files = await withEntries(10);
            const vault = await open(files);
            const first = files.operations.length;
            files.failAt(first + failing, code, lasting);
            await begin(files, vault, 7)
              .then(() => vault.dropSuperseded())
              .catch(() => undefined);
            if (files.operations.length <= first + failing) break;
            const disk = files.crash({ changes: 1, share: 0.5, beginning: 'zeros', names });
            const again = await open(disk);
            const { base, notebookId, lastSeq } = again.identity();
            expect({ notebookId, lastSeq }).toEqual({ notebookId: 'new', lastSeq: 10 });
            expect(await entriesAfter(again, base?.seq ?? 0)).toEqual(expectedFrom((base?.seq ?? 0) + 1, 10));
            if (base !== null)
              expect(await verifySnapshot(disk, baseFile(base), reading)).toMatchObject({ kind: 'verified' });
            expect(disk.names().filter((each) => each.endsWith('.part'))).toEqual([]);
          }
    },
  );

  it('[C5] is found again, with its name, when both copies of the identity are lost', async () => {
    for (const removes of [true, false])
      for (const isThere of [true, false]) {
        const files = await compacted(removes);
        const before = (await open(files)).identity();
        for (const copy of identityNames) {
          if (isThere) damage(files, copy);
          else files.drop(copy);
        }
        const found = (
          await openVault(files, { newNotebookId: 'other', clock: () => 5, reading })
        ).identity();
        expect(found).toEqual({ ...before, database: 'notebook-new-5' });
      }
  });

  it('[C6] is refused rather than begun wrongly when the identity is lost and the base is damaged', async () => {
    const files = await compacted();
    const [base] = await listBases(files);
    if (base === undefined) throw new Error('no base');
    for (const copy of identityNames) damage(files, copy);
    damage(files, baseFile(base), 60);
    await expect(open(files)).rejects.toMatchObject({ trouble: { kind: 'damaged', file: baseFile(base) } });
  });

  it('[C7] is refused when the base is gone and with it the only copy of the first entries', async () => {
    for (const removes of [true, false]) {
      const files = await compacted(removes);
      const [base] = await listBases(files);
      files.drop(baseFile(base ?? { snapshot: '' }));
      const opening = open(files);
      if (removes) await expect(opening).rejects.toMatchObject({ trouble: { kind: 'no beginning' } });
      else expect((await opening).identity().lastSeq).toBe(10);
    }
  });

  it('[C8] is refused when an entry after the base is missing, and when there is no base to stand for the first', async () => {
    const files = await compacted();
    const gap = files.copy();
    gap.drop(segmentName(7));
    await expect(open(gap)).rejects.toMatchObject({ trouble: { kind: 'missing', after: 7, next: 10 } });
    const headless = await withEntries(10);
    headless.drop(segmentName(1));
    await expect(open(headless)).rejects.toMatchObject({ trouble: { kind: 'missing', after: 0, next: 4 } });
  });

  it('[C9] does not care about segments that it supersedes, and does about the others', async () => {
    const files = await compacted(false);
    damage(files, segmentName(1), 60);
    files.drop(segmentName(4));
    expect(await entriesAfter(await open(files), 7)).toEqual(expectedFrom(8, 10));
    damage(files, segmentName(7), 60);
    await expect(open(files)).rejects.toMatchObject({ trouble: { kind: 'damaged' } });
  });

  it('[C10] never gives a number twice, also where the journal ends before the base', async () => {
    for (const kept of [[], [1], [1, 4], [1, 4, 7]]) {
      const files = await withEntries(10);
      await begin(files, await open(files), 10);
      for (const first of [1, 4, 7, 10]) if (!kept.includes(first)) files.drop(segmentName(first));
      const vault = await open(files);
      expect(await vault.journal.append('entry')).toEqual({ kind: 'kept', seq: 11 });
      await vault.journal.close();
      expect(await entriesAfter(await open(files), 10)).toEqual(['11 entry']);
    }
  });
});

describe('what a base supersedes', () => {
  it('[C11] is never removed at a start, and what was never begun with is', async () => {
    const files = await compacted(false);
    const vault = await open(files);
    await begin(files, vault, 9);
    const before = files.names();
    await keepAsBase(files, from, name, { notebookId: 'new', seq: 9, timeMs: 1, ...reading });
    files.put('base/0000000012-7-new.zip.part', new Uint8Array(4));
    files.put('base/holiday.zip', new Uint8Array(4));
    await open(files);
    expect(files.names()).toEqual([...before, 'base/holiday.zip'].toSorted());
  });

  it('[C12] is not judged by an identity of which a copy is lost', async () => {
    const files = await withEntries(10);
    const older = files.bytes(identityNames[1]);
    await begin(files, await open(files), 7);
    damage(files, identityNames[0]);
    files.put(identityNames[1], older);
    await open(files);
    expect(await listBases(files)).toHaveLength(1);
  });

  it('[C13] stays while only one copy of the identity names the base', async () => {
    const files = await compacted(false);
    const vault = await open(files);
    const before = segmentsIn(files);
    const older = (await withEntries(1)).bytes(identityNames[1]);
    const stale = files.copy();
    damage(stale, identityNames[1]);
    files.put(identityNames[1], stale.bytes(identityNames[1]));
    expect(await vault.dropSuperseded()).toEqual({ kind: 'unsettled' });
    expect(segmentsIn(files)).toEqual(before);
    files.put(identityNames[1], older);
    expect(await vault.dropSuperseded()).toMatchObject({ kind: 'dropped' });
    expect(files.bytes(identityNames[1])).toEqual(files.bytes(identityNames[0]));
  });

  it('[C14] stays when the base is not sound', async () => {
    const files = await compacted(false);
    const before = segmentsIn(files);
    const [base] = await listBases(files);
    damage(files, baseFile(base ?? { snapshot: '' }), 60);
    expect(await (await open(files)).dropSuperseded()).toMatchObject({ kind: 'refused' });
    expect(segmentsIn(files)).toEqual(before);
  });

  it('[C15] is nothing without a base', async () => {
    const files = await withEntries(10);
    expect(await (await open(files)).dropSuperseded()).toBeNull();
    expect(segmentsIn(files)).toHaveLength(4);
  });
});
