// Snapshots on disks that fail and machines that lose power: the one before is always there, and nothing half-made stays.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openShelf } from '#vault/shelf.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { type SnapshotWritten, writeSnapshot } from '#vault/writeSnapshot.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { contentOf, type MadeUp, nodeDigest } from './snapshotOf.ts';

const older = 'commonplace-2026-11-23T10-00-00-000Z.zip';
const newer = 'commonplace-2026-11-24T10-00-00-000Z.zip';
const options = { reserveBytes: 0, newDigest: nodeDigest };
const codes = ['EIO', 'ENOSPC', 'EPERM', 'EBUSY'] as const;

const made: MadeUp = {
  lastSeq: 9,
  // More than is written at once: a write may fail between others.
  records: [{ kind: 'note', lines: [JSON.stringify({ title: 'one' })] }],
  attachments: Array.from({ length: 5 }, () => crypto.getRandomValues(new Uint8Array(60_000))),
};

const small: MadeUp = { ...made, attachments: [] };
let olderBytes: Uint8Array;

beforeAll(async () => {
  const files = new MemoryFiles();
  await writeSnapshot(files, older, contentOf(small));
  olderBytes = files.bytes(older);
});

function withOlder(disk?: { readonly honoursSync: boolean }): MemoryFiles {
  const files = new MemoryFiles(disk);
  files.put(older, olderBytes);
  return files;
}

/** How many operations a snapshot needs that nothing hinders. */
async function operationsOf(work: (files: MemoryFiles) => Promise<unknown>): Promise<number> {
  const files = withOlder();
  await work(files);
  return files.operations.length;
}

const write = (files: MemoryFiles): Promise<SnapshotWritten> =>
  writeSnapshot(files, newer, contentOf(made), options);

describe('a snapshot on a disk that fails', () => {
  it.each(codes)(
    '[K1] leaves the one before it, whichever operation fails with %s, once or for good',
    async (code) => {
      const count = await operationsOf(write);
      expect(count).toBeGreaterThan(10);
      for (const lasting of [1, 100_000])
        for (let failing = 0; failing < count; failing += 1) {
          const files = withOlder();
          files.failAt(failing, code, lasting);
          const written = await write(files);
          const isKept = written.kind === 'kept';
          if (written.kind === 'failed')
            expect(written.why).toBe(code === 'ENOSPC' ? 'disk full' : 'disk error');
          files.heal();
          const shelf = await openShelf(files, options);
          expect(files.names().filter((name) => name.endsWith('.part'))).toEqual([]);
          expect(await shelf.verify(older)).toMatchObject({ kind: 'verified' });
          const present = files.names().includes(newer);
          if (isKept || present) expect(await shelf.verify(newer)).toMatchObject({ kind: 'verified' });
          expect(isKept && lasting > 1).toBe(false);
        }
    },
  );

  it('[K2] is answered with what is wrong, not an exception, also by the shelf', async () => {
    const take = async (files: MemoryFiles) => (await openShelf(files, options)).take(contentOf(made));
    const count = await operationsOf(take);
    for (let failing = 0; failing < count; failing += 1) {
      const files = withOlder();
      files.failAt(failing, 'EIO');
      const taken = await take(files);
      expect(['kept', 'failed', 'refused']).toContain(taken.kind);
      if (taken.kind === 'kept')
        expect(await verifySnapshot(files, taken.name)).toMatchObject({ kind: 'verified' });
    }
  });

  it('[K3] leaves nothing behind when what it is made of cannot be read, or it is stopped', async () => {
    const files = withOlder();
    const broken = { ...contentOf(made), records: failing() };
    await expect(writeSnapshot(files, newer, broken)).rejects.toThrow('the window is gone');
    const stop = new AbortController();
    const stopping = { ...contentOf(made), records: stoppingWith(stop) };
    await expect(writeSnapshot(files, newer, stopping, { signal: stop.signal })).rejects.toThrow('enough');
    expect(files.names()).toEqual([older]);
  });

  it('[K4] is not begun where there is no room for it', async () => {
    const files = withOlder();
    const shelf = await openShelf(files, { ...options, reserveBytes: 1000 });
    files.free = files.bytes(older).length;
    expect(await shelf.take(contentOf(small))).toEqual({ kind: 'failed', why: 'disk full' });
    files.free = files.bytes(older).length * 2 + 1000;
    expect(await shelf.take(contentOf(small))).toMatchObject({ kind: 'kept' });
  });
});

async function* failing() {
  yield await Promise.resolve({ kind: 'note', lines: ['{}'] });
  throw new Error('the window is gone');
}

async function* stoppingWith(stop: AbortController) {
  yield await Promise.resolve({ kind: 'note', lines: ['{}'] });
  stop.abort(new Error('enough'));
  yield { kind: 'note', lines: ['{}'] };
}

/** Loses power at an operation, or after the last; then looks at what the next start finds. Throws where it is wrong. */
async function losePower(
  honoursSync: boolean,
  at: number,
  cut: Parameters<MemoryFiles['crash']>[0],
): Promise<void> {
  const files = withOlder({ honoursSync });
  files.failAt(at, 'EIO', 100_000);
  const written = await write(files);
  const disk = files.crash(cut);
  const shelf = await openShelf(disk, options);
  expect(disk.names().filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await shelf.verify(older)).toMatchObject({ kind: 'verified' });
  if (written.kind === 'kept') expect(disk.names()).toContain(newer);
  // A file with its final name is whole: nothing else ever gets that name.
  if (disk.names().includes(newer)) expect(await shelf.verify(newer)).toMatchObject({ kind: 'verified' });
}

const cuts = fc.record({
  changes: fc.nat(4),
  share: fc.constantFrom(0, 0.5, 1),
  beginning: fc.constantFrom('written' as const, 'zeros' as const, 'hole' as const),
  names: fc.constantFrom('old' as const, 'new' as const),
});

describe('a power cut', () => {
  it('[K5] at any operation leaves the one before, and the new one whole or not at all', async () => {
    const count = await operationsOf(write);
    await fc.assert(
      fc.asyncProperty(fc.nat(count), cuts, (at, cut) => losePower(true, at, cut)),
      { numRuns: 100 },
    );
    for (const names of ['old', 'new'] as const)
      await losePower(true, count, { changes: 0, share: 0, beginning: 'written', names });
  });

  it('[K6] would lose snapshots if nothing were synced: the same test then fails', async () => {
    const lost = { changes: 0, share: 0, beginning: 'written' } as const;
    const count = await operationsOf(write);
    await expect(losePower(false, count, { ...lost, names: 'old' })).rejects.toThrow();
    await expect(losePower(false, count, { ...lost, names: 'new' })).rejects.toThrow();
  });
});

describe('the shelf', () => {
  it('[K7] sweeps away only what a snapshot left, never what somebody else put there', async () => {
    const files = withOlder();
    const others = ['holiday.part', 'thesis.zip', 'commonplace-notes.zip.part', `${newer}.part.txt`];
    for (const name of [...others, `${newer}.part`]) files.put(name, new Uint8Array(3));
    await openShelf(files, options);
    expect(files.names()).toEqual([...others, older].toSorted());
  });

  it('[K8] lists snapshots in the order of the journal, and what cannot be used with the reason', async () => {
    const files = new MemoryFiles();
    const shelf = await openShelf(files, options);
    const take = (lastSeq: number, createdAt: string) => {
      const content = contentOf({ ...small, lastSeq });
      return shelf.take({ ...content, about: { ...content.about, createdAt } });
    };
    await take(5, '2026-11-23T10:00:00.000Z');
    await take(9, '2020-01-01T10:00:00.000Z'); // the clock was wrong
    await take(7, '2026-11-23T10:00:00.000Z'); // in the same millisecond: under another name
    files.put(newer, new Uint8Array(50));
    const listed = await shelf.list();
    expect(
      listed.map((found) => (found.kind === 'snapshot' ? found.manifest.lastSeq : found.fault.kind)),
    ).toEqual([9, 7, 5, 'not a snapshot']);
    expect(await shelf.list()).toEqual(listed);
  });

  it('[K9] thins out its own notebook only, and leaves what it cannot use', async () => {
    const files = new MemoryFiles();
    const shelf = await openShelf(files, options);
    const take = async (lastSeq: number, notebookId: string) => {
      const content = contentOf({ ...small, lastSeq });
      const createdAt = `2026-11-23T10:00:${String(lastSeq).padStart(2, '0')}.000Z`;
      const taken = await shelf.take({ ...content, about: { ...content.about, notebookId, createdAt } });
      return taken.kind === 'kept' ? taken.name : '';
    };
    const own: string[] = [];
    for (let seq = 1; seq <= 6; seq += 1) own.push(await take(seq, 'ours'));
    const other = await take(7, 'theirs');
    files.put(newer, new Uint8Array(50));
    expect(await shelf.thin('ours')).toEqual({ dropped: own.slice(0, 3).toReversed(), left: [], shrunk: [] });
    expect(files.names()).toEqual([...own.slice(3), other, newer].toSorted());
  });

  it('[K11] does not count one that was found damaged among the newest three, and keeps an older one for it', async () => {
    const files = new MemoryFiles();
    const shelf = await openShelf(files, options);
    const names: string[] = [];
    for (let lastSeq = 1; lastSeq <= 4; lastSeq += 1) {
      const taken = await shelf.take(contentOf({ ...small, lastSeq }));
      if (taken.kind === 'kept') names.push(taken.name);
    }
    const [first = '', , third = ''] = names;
    const bytes = files.bytes(third).slice();
    // In the middle of an entry: directory and manifest are as they were.
    bytes[80] = (bytes[80] ?? 0) ^ 1;
    files.put(third, bytes);
    expect((await shelf.verify(third)).kind).toBe('refused');
    expect((await shelf.list()).filter(({ kind }) => kind === 'unusable').map(({ name }) => name)).toEqual([
      third,
    ]);
    expect((await shelf.thin('a notebook')).dropped).toEqual([]);
    files.put(
      third,
      files.bytes(third).map((byte, at) => (at === 80 ? byte ^ 1 : byte)),
    );
    expect((await shelf.verify(third)).kind).toBe('verified');
    expect((await shelf.thin('a notebook')).dropped).toEqual([first]);
  });

  it('[K10] says what it could not remove', async () => {
    const files = new MemoryFiles();
    const shelf = await openShelf(files, options);
    for (let lastSeq = 1; lastSeq <= 4; lastSeq += 1)
      await shelf.take(contentOf({ ...small, records: [], lastSeq }));
    const listed = await shelf.list();
    files.failAt(files.operations.length + 1 + listed.length, 'EBUSY', 1);
    const oldest = listed.at(-1)?.name;
    expect(await shelf.thin('a notebook')).toEqual({ dropped: [], left: [oldest], shrunk: [] });
    expect(await shelf.thin('a notebook')).toEqual({ dropped: [oldest], left: [], shrunk: [] });
  });
});
