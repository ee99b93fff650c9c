// Snapshots on a real disk: what the window gives is written to the folder, and the folder can be moved.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotBegun } from '#desktop/snapshots.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { openBackupMemory } from '../../electron/main/backupMemory.ts';
import { openIntake } from '../../electron/main/intake.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { openSnapshotPlace } from '../../electron/main/snapshotPlace.ts';
import { openSnapshots, type SnapshotParts } from '../../electron/main/snapshots.ts';
import { snapshotLines, snapshotRequest } from '../../src/desktop/snapshots.ts';

let root: string;
let usual: string;
let nowMs: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapshots-'));
  usual = join(root, 'profile-backups');
  nowMs = Date.UTC(2026, 10, 24, 10);
  mkdirSync(join(root, 'profile'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function start(different: Partial<SnapshotParts> = {}) {
  const snapshots = openSnapshots({
    place: openSnapshotPlace(join(root, 'profile'), usual),
    filesAt: nodeFiles,
    memory: openBackupMemory(join(root, 'profile')),
    vault: nodeFiles(join(root, 'profile')),
    identity: () => ({ notebookId: 'ours', database: 'x', lastSeq: 10, everHadData: true, base: null }),
    isTemporary: false,
    program: '0.1.0',
    now: () => new Date((nowMs += 1000)),
    chooseFolder: () => Promise.resolve(null),
    showFolder: () => Promise.resolve(),
    kept: () => undefined,
    ...different,
  });
  return { ...snapshots.handlers, close: snapshots.close };
}

function numberOf(begun: SnapshotBegun): number {
  if (begun.kind !== 'begun') throw new Error(begun.why);
  return begun.snapshot;
}

async function take(main: ReturnType<typeof start>, notes: number, lastSeq = 10) {
  const snapshot = numberOf(await main.beginSnapshot({ reason: 'asked', lastSeq }));
  const lines = Array.from({ length: notes }, (_, at) => `{"id":${at}}\n`).join('');
  expect(await main.addToSnapshot({ snapshot, kind: 'note', lines })).toEqual({ kind: 'taken' });
  return main.finishSnapshot(snapshot);
}

describe('snapshots in the main process', () => {
  it('[N1] hold what the window gave, in a folder outside the profile', async () => {
    const main = start();
    expect(existsSync(usual)).toBe(false);
    const kept = await take(main, 3);
    expect(kept).toMatchObject({ kind: 'kept', records: 3, shrunk: null });
    const [name = ''] = readdirSync(usual);
    const entries = unzipSync(readFileSync(join(usual, name)));
    const text = (entry: string) => new TextDecoder().decode(entries[entry]);
    expect(text('records/note.ndjson')).toBe('{"id":0}\n{"id":1}\n{"id":2}\n');
    expect(JSON.parse(text('manifest.json'))).toMatchObject({
      notebookId: 'ours',
      lastSeq: 10,
      reason: 'asked',
    });
    expect(await main.snapshots(undefined)).toMatchObject({
      folder: usual,
      trouble: null,
      snapshots: [{ name, records: 3, own: true, reason: 'asked' }],
      unusable: [],
    });
  });

  it('[N2] hold the attached files too, and nothing else that lies beside them', async () => {
    const bytes = new TextEncoder().encode('a file');
    const sha256 = sha256Hex(bytes);
    const folder = join(root, 'profile', 'attachments', sha256.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, sha256), bytes);
    writeFileSync(join(folder, `${sha256}.tmp`), bytes);
    await take(start(), 1);
    const [name = ''] = readdirSync(usual);
    const entries = unzipSync(readFileSync(join(usual, name)));
    expect(Object.keys(entries).filter((entry) => entry.startsWith('attachments'))).toEqual([
      `attachments/${sha256.slice(0, 2)}/${sha256}`,
    ]);
  });

  it('[N3] are refused when they say they hold more than was saved, and for a temporary notebook', async () => {
    const ahead = { reason: 'asked', lastSeq: 11 } as const;
    expect(await start().beginSnapshot(ahead)).toEqual({ kind: 'refused', why: 'ahead of the journal' });
    const temporary = start({ isTemporary: true });
    expect(await temporary.beginSnapshot({ ...ahead, lastSeq: 1 })).toEqual({
      kind: 'refused',
      why: 'temporary notebook',
    });
  });

  it('[N4] that are dropped, or follow another that was not finished, leave nothing half-made', async () => {
    const main = start();
    const request = { reason: 'schedule', lastSeq: 1 } as const;
    const first = numberOf(await main.beginSnapshot(request));
    await main.addToSnapshot({ snapshot: first, kind: 'note', lines: '{}\n' });
    const second = numberOf(await main.beginSnapshot(request));
    expect(await main.addToSnapshot({ snapshot: first, kind: 'note', lines: '{}\n' })).toEqual({
      kind: 'ended',
    });
    expect(await main.finishSnapshot(first)).toEqual({ kind: 'stopped' });
    await main.addToSnapshot({ snapshot: second, kind: 'note', lines: '{}\n' });
    await main.dropSnapshot(second);
    expect(await main.finishSnapshot(second)).toEqual({ kind: 'stopped' });
    const third = numberOf(await main.beginSnapshot(request));
    await main.addToSnapshot({ snapshot: third, kind: 'note', lines: '{}\n' });
    await main.close();
    expect(readdirSync(usual)).toEqual([]);
  });

  it('[N5] that fell over with the program are swept away at the next start', async () => {
    mkdirSync(usual);
    writeFileSync(join(usual, 'commonplace-2026-11-23T10-00-00-000Z.zip.part'), 'half');
    writeFileSync(join(usual, 'mine.part'), 'whole');
    await start().snapshots(undefined);
    expect(readdirSync(usual)).toEqual(['mine.part']);
  });

  it('[N6] are told what is wrong with their form, and the disk is not blamed', async () => {
    const main = start();
    const snapshot = numberOf(await main.beginSnapshot({ reason: 'asked', lastSeq: 1 }));
    for (const kind of ['note', 'source', 'note'])
      await main.addToSnapshot({ snapshot, kind, lines: '{}\n' });
    expect(await main.finishSnapshot(snapshot)).toMatchObject({ kind: 'refused', entry: null });
    expect(readdirSync(usual)).toEqual([]);
  });

  it('[N7] say when there are far fewer records than before', async () => {
    const main = start();
    await take(main, 100);
    expect(await take(main, 80)).toMatchObject({ shrunk: null });
    expect(await take(main, 60)).toMatchObject({ shrunk: { from: 80, to: 60 } });
  });

  it('[N8] go to the chosen folder from then on, also after the next start', async () => {
    const other = join(root, 'other');
    mkdirSync(other);
    const main = start({ chooseFolder: () => Promise.resolve(other) });
    expect(await main.chooseSnapshotFolder(undefined)).toMatchObject({ folder: other });
    await take(main, 1);
    await take(start(), 1);
    expect(readdirSync(other)).toHaveLength(2);
    expect(existsSync(usual)).toBe(false);
  });

  it('[N9] do not make a chosen folder that is not there, nor go elsewhere', async () => {
    const other = join(root, 'disk', 'backups');
    await start({ chooseFolder: () => Promise.resolve(other) }).chooseSnapshotFolder(undefined);
    const main = start();
    const snapshot = numberOf(await main.beginSnapshot({ reason: 'asked', lastSeq: 1 }));
    await main.addToSnapshot({ snapshot, kind: 'note', lines: '{}\n' });
    expect(await main.finishSnapshot(snapshot)).toEqual({ kind: 'failed', why: 'folder missing' });
    expect(await main.snapshots(undefined)).toMatchObject({ folder: other, trouble: 'folder missing' });
    expect(existsSync(join(root, 'disk'))).toBe(false);
    expect(existsSync(usual)).toBe(false);
  });

  it('[N14] pin the one before a loss until the person lets go of it, also after the next start', async () => {
    const main = start();
    const before = await take(main, 100);
    await take(main, 10);
    const { pinned } = await main.snapshots(undefined);
    expect(pinned).toMatchObject([{ older: before.kind === 'kept' ? before.name : '', from: 100, to: 10 }]);
    expect(await main.letGoOfSnapshot(pinned[0]?.older ?? '')).toMatchObject({ pinned: [] });
    expect(await start().snapshots(undefined)).toMatchObject({ pinned: [] });
    // It is among the newest three: what is let go of ages like the others, and is not removed at once.
    expect(readdirSync(usual)).toHaveLength(2);
  });

  it('[N15] remember the last good one and since when none is, also while the folder is not there', async () => {
    const good = await take(start(), 3, 7);
    const last = { createdAt: good.kind === 'kept' ? good.createdAt : '', lastSeq: 7 };
    expect((await start().snapshots(undefined)).remembered).toEqual({ last, failingSince: null });
    const other = join(root, 'other');
    await start({ chooseFolder: () => Promise.resolve(other) }).chooseSnapshotFolder(undefined);
    const failed = async () => {
      const main = start();
      const snapshot = numberOf(await main.beginSnapshot({ reason: 'asked', lastSeq: 1 }));
      expect(await main.finishSnapshot(snapshot)).toMatchObject({ kind: 'failed' });
      return (await main.snapshots(undefined)).remembered;
    };
    const { failingSince } = await failed();
    expect(failingSince).not.toBeNull();
    expect(await failed()).toEqual({ last, failingSince });
    mkdirSync(other);
    await take(start(), 3, 9);
    expect((await start().snapshots(undefined)).remembered).toMatchObject({
      last: { lastSeq: 9 },
      failingSince: null,
    });
  });

  it('[N10] go to the usual folder when what was remembered cannot be understood', () => {
    for (const text of ['', '{', '{"folder":3}', '{"folder":"relative"}', 'null']) {
      writeFileSync(join(root, 'profile', 'snapshots.json'), text);
      expect(openSnapshotPlace(join(root, 'profile'), usual).folder()).toBe(usual);
    }
  });
});

describe('the calls about snapshots', () => {
  it('[N11] are parsed: a kind is a plain word, lines are whole, a reason is one of those agreed', () => {
    const good = { snapshot: 1, kind: 'note', lines: '{}\n' };
    expect(snapshotLines(good)).toEqual(good);
    for (const wrong of [
      { ...good, kind: '../note' },
      { ...good, kind: '' },
      { ...good, lines: '{}' },
      { ...good, snapshot: -1 },
      { ...good, path: '/etc' },
      null,
    ])
      expect(() => snapshotLines(wrong)).toThrow('Refused');
    expect(() => snapshotRequest({ reason: 'whim', lastSeq: 1 })).toThrow('Refused');
    expect(() => snapshotRequest({ reason: 'asked', lastSeq: 1.5 })).toThrow('Refused');
  });
});

describe('the intake', () => {
  it('[N12] takes the next batch only when the one before was used', async () => {
    const intake = openIntake();
    const answered: number[] = [];
    const given = [1, 2, 3].map((at) =>
      intake.give({ kind: 'note', lines: [String(at)] }).then(() => answered.push(at)),
    );
    const batches = intake.batches[Symbol.asyncIterator]();
    expect((await batches.next()).value).toMatchObject({ lines: ['1'] });
    expect(answered).toEqual([]);
    expect((await batches.next()).value).toMatchObject({ lines: ['2'] });
    await given[0];
    expect(answered).toEqual([1]);
    intake.end();
    await batches.next();
    expect(await batches.next()).toEqual({ done: true, value: undefined });
    await Promise.all(given);
  });

  it('[N13] that is closed early does not pass for complete', async () => {
    const intake = openIntake();
    const batches = intake.batches[Symbol.asyncIterator]();
    const waiting = batches.next();
    intake.close();
    await expect(waiting).rejects.toThrow('not given to their end');
    expect(await intake.give({ kind: 'note', lines: [] })).toBe(false);
  });
});
