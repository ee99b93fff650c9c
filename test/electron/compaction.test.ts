// When the journal is made shorter: only when it is large, and only what three verified snapshots hold.
import { describe, expect, it } from 'vitest';
import { keepAsBase, listBases } from '#vault/base.ts';
import { segmentName } from '#vault/segments.ts';
import { openShelf, type Shelf } from '#vault/shelf.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { type Compaction, type CompactionParts, openCompaction } from '../../electron/main/compaction.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';
import { contentOf, nodeDigest } from '../vault/snapshotOf.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 10, 24, 10);

interface Setting {
  readonly files: MemoryFiles;
  readonly folder: MemoryFiles;
  readonly shelf: Shelf;
  readonly vault: Vault;
  readonly compaction: Compaction;
  readonly take: (lastSeq: number, records?: number, notebookId?: string) => Promise<void>;
  readonly wait: (ms: number) => void;
}

/** A notebook of twelve entries, one to a segment, of which 49 bytes each may be superfluous as said. */
async function setting(different: Partial<CompactionParts> = {}): Promise<Setting> {
  let nowMs = startMs;
  const files = new MemoryFiles();
  const folder = new MemoryFiles();
  const reading = { newDigest: nodeDigest };
  const vault = await openVault(files, {
    newNotebookId: 'ours',
    clock: () => (nowMs += 1),
    segmentBytes: 1,
    reading,
  });
  for (let seq = 1; seq <= 12; seq += 1) await vault.journal.append('entry');
  const shelf = await openShelf(folder, { reserveBytes: 0, newDigest: nodeDigest });
  const now = () => nowMs;
  const given = { vault, files, now, mostBytes: 49 * 6, reserveBytes: 0, ...different };
  return {
    files,
    folder,
    shelf,
    vault,
    compaction: openCompaction(given),
    wait: (ms) => {
      nowMs += ms;
    },
    async take(lastSeq, records = 10, notebookId = 'ours') {
      const lines = Array.from({ length: records }, () => '{}');
      const content = contentOf({ lastSeq, records: [{ kind: 'note', lines }], attachments: [] });
      const createdAt = new Date((nowMs += 60_000)).toISOString();
      const taken = await shelf.take({ ...content, about: { ...content.about, notebookId, createdAt } });
      expect(taken.kind).toBe('kept');
    },
  };
}

function firstSegment(files: MemoryFiles): string | undefined {
  return files.names().find((name) => name.startsWith('journal/'));
}

describe('the compaction of the journal', () => {
  it('[CP1] begins at the oldest of the newest three snapshots, and says how much it freed', async () => {
    const { compaction, take, shelf, folder, files, vault } = await setting();
    for (const seq of [3, 6, 8, 11]) await take(seq);
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'compacted', seq: 6, bytes: 49 * 6 });
    expect(firstSegment(files)).toBe(segmentName(7));
    expect(vault.identity().base?.seq).toBe(6);
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'nothing to do', why: 'small' });
  });

  it('[CP2] waits until the journal is large and there are three snapshots of its own', async () => {
    const { compaction, take, shelf, folder, files } = await setting();
    await take(9);
    await take(10);
    await take(12, 10, 'theirs');
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'nothing to do', why: 'too few snapshots' });
    const small = await setting();
    for (const seq of [4, 5, 6]) await small.take(seq);
    expect(await small.compaction.run(small.shelf, small.folder)).toEqual({
      kind: 'nothing to do',
      why: 'small',
    });
    expect([firstSegment(files), firstSegment(small.files)]).toEqual([segmentName(1), segmentName(1)]);
  });

  it('[CP3] does not trust a snapshot that holds far less than another, nor one that is damaged', async () => {
    const shrunk = await setting();
    await shrunk.take(6, 100);
    for (const seq of [8, 10, 11]) await shrunk.take(seq, 79);
    expect(await shrunk.compaction.run(shrunk.shelf, shrunk.folder)).toEqual({
      kind: 'nothing to do',
      why: 'shrunk',
    });
    for (const which of [0, 1, 2]) {
      const { compaction, take, shelf, folder, files } = await setting();
      for (const seq of [8, 10, 11]) await take(seq);
      const name = folder.names()[which] ?? '';
      const bytes = folder.bytes(name).slice();
      bytes[80] = (bytes[80] ?? 0) ^ 1;
      folder.put(name, bytes);
      expect(await compaction.run(shelf, folder)).toMatchObject({ kind: 'refused' });
      expect(firstSegment(files)).toBe(segmentName(1));
      expect(await listBases(files)).toEqual([]);
    }
  });

  it('[CP4] leaves the way back behind a restore open for thirty days, also when the clock is set back', async () => {
    const { compaction, take, shelf, folder, files, vault, wait } = await setting();
    await take(2);
    const from = folder.names()[0] ?? '';
    const kept = await keepAsBase(files, folder, from, {
      notebookId: 'ours',
      seq: 8,
      timeMs: startMs + 120_000,
    });
    if (kept.kind !== 'kept') throw new Error('not kept');
    await vault.setBase(kept.base, 'restored');
    for (const seq of [9, 10, 11]) await take(seq);
    const lately = { kind: 'nothing to do', why: 'restored lately' };
    expect(await compaction.run(shelf, folder)).toEqual(lately);
    wait(-60 * dayMs);
    expect(await compaction.run(shelf, folder)).toEqual(lately);
    wait(89 * dayMs);
    expect(await compaction.run(shelf, folder)).toEqual(lately);
    expect(firstSegment(files)).toBe(segmentName(1));
    wait(2 * dayMs);
    // What the restore superseded goes; what is left is small.
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'nothing to do', why: 'small' });
    expect(firstSegment(files)).toBe(segmentName(9));
    expect(vault.identity()).toMatchObject({ base: kept.base, database: 'restored' });
  });

  it('[CP5] finishes what an earlier run could not remove', async () => {
    const { compaction, take, shelf, folder, files } = await setting();
    for (const seq of [8, 10, 11]) await take(seq);
    const removing = files.remove.bind(files);
    files.remove = (name) =>
      name === segmentName(4)
        ? Promise.reject(Object.assign(new Error('held'), { code: 'EBUSY' }))
        : removing(name);
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'failed', why: 'disk error' });
    expect(firstSegment(files)).toBe(segmentName(4));
    files.remove = removing;
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'nothing to do', why: 'small' });
    expect(firstSegment(files)).toBe(segmentName(9));
  });

  it('[CP6] stops when the program closes, and begins nothing more', async () => {
    const { compaction, take, shelf, folder, files } = await setting();
    for (const seq of [8, 10, 11]) await take(seq);
    const running = compaction.run(shelf, folder);
    await compaction.close();
    expect(await running).toEqual({ kind: 'stopped' });
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'stopped' });
    expect(firstSegment(files)).toBe(segmentName(1));
  });

  it('[CP7] does not undo a restore that happens meanwhile', async () => {
    const { compaction, take, shelf, folder, files, vault } = await setting();
    for (const seq of [8, 10, 11]) await take(seq);
    const from = folder.names()[0] ?? '';
    const reading = folder.read.bind(folder);
    let turned = false;
    folder.read = async (...asked) => {
      if (!turned) {
        turned = true;
        const kept = await keepAsBase(files, folder, from, { notebookId: 'ours', seq: 12, timeMs: startMs });
        if (kept.kind === 'kept') await vault.setBase(kept.base, 'restored');
      }
      return reading(...asked);
    };
    expect(await compaction.run(shelf, folder)).toEqual({ kind: 'nothing to do', why: 'restored lately' });
    expect(vault.identity()).toMatchObject({ database: 'restored', base: { seq: 12 } });
    expect(await listBases(files)).toHaveLength(1);
  });
});
