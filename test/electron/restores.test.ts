// Reading backups in the main process, on a real disk: what the window may name, and what is sent to it.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Base } from '#vault/identity.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { partsIn, type StreamPart } from '#vault/snapshotStream.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { nodeDigest } from '../../electron/main/nodeDigest.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { rehearsalFile, setupRestores, waitingFolder, waitingName } from '../../electron/main/restores.ts';
import { openSnapshotPlace } from '../../electron/main/snapshotPlace.ts';
import { backupReading, rehearsalDone } from '../../src/desktop/backups.ts';
import { contentOf } from '../vault/snapshotOf.ts';

const name = 'commonplace-2026-11-24T10-00-00-000Z.zip';
const attached = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7) & 0xff);
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'restores-'));
  for (const folder of ['profile', 'vault', 'backups']) mkdirSync(join(root, folder));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

async function writeBackup(folder: string, lastSeq = 10, as = name): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const records = [{ kind: 'note', lines: Array.from({ length: 900 }, (_, at) => JSON.stringify({ at })) }];
  const content = contentOf({ lastSeq, records, attachments: [attached] });
  const { about } = content;
  const own = { ...content, about: { ...about, notebookId: 'ours' } };
  await writeSnapshot(nodeFiles(folder), as, own, { newDigest: nodeDigest });
}

function start(chosen: string | null = null) {
  const streams = new Map<string, () => AsyncIterable<Uint8Array>>();
  const set: { base: Base; database: string }[] = [];
  let held = 0;
  const found: (readonly [string, string | null])[] = [];
  const calls = setupRestores({
    hands: {
      offerStream(open) {
        streams.set(`/hand/${streams.size}`, open);
        return `/hand/${streams.size - 1}`;
      },
    },
    notebook: {
      identity: () => ({ notebookId: 'ours', database: 'x', lastSeq: 10, everHadData: true, base: null }),
      setBase: (base, database) => {
        set.push({ base, database });
        return Promise.resolve();
      },
      journalBytes: () => 77,
    },
    place: openSnapshotPlace(join(root, 'profile'), join(root, 'backups')),
    filesAt: nodeFiles,
    vault: nodeFiles(join(root, 'vault')),
    memory: rehearsalFile(join(root, 'profile')),
    found: (known, fault) => {
      found.push([known, fault?.kind ?? null]);
      return Promise.resolve();
    },
    holdFiles: () => {
      held += 1;
      return Promise.resolve();
    },
    now: () => new Date('2026-11-24T12:00:00.000Z'),
    chooseFile: () => Promise.resolve(chosen),
  });
  function stream(address: string): AsyncGenerator<StreamPart> {
    const open = streams.get(address);
    if (open === undefined) throw new Error('no such address');
    return partsIn(open());
  }
  async function read(reading: Parameters<typeof calls.readBackup>[0]): Promise<readonly StreamPart[]> {
    const { address } = await calls.readBackup(reading);
    const parts: StreamPart[] = [];
    for await (const part of stream(address)) parts.push(part);
    return parts;
  }
  return { calls, read, stream, set, found, held: () => held };
}

describe('what the window may name', () => {
  it('[M1] is a backup of the folder by its name, a number, or the base: never a path', () => {
    const good = { from: { kind: 'known', name }, part: 'whole', want: 'records' };
    expect(backupReading(good)).toEqual(good);
    for (const from of [
      { kind: 'known', name: '../IDENTITY.a.json' },
      { kind: 'known', name: 'commonplace-../x.zip' },
      { kind: 'known', name: `${name}/..` },
      { kind: 'known', name, path: '/etc' },
      { kind: 'file', file: '/etc/passwd' },
      { kind: 'file', file: -1 },
      { kind: 'base', name: 'x' },
      { kind: 'path' },
      null,
    ])
      expect(() => backupReading({ ...good, from })).toThrow('Refused');
    expect(() => backupReading({ ...good, want: 'all' })).toThrow('Refused');
    expect(() => rehearsalDone({ backup: 'x', records: -1, different: 0 })).toThrow('Refused');
  });

  it('[M2] and is not there, is absent: a number that was never given, a base that there is none of', async () => {
    const { read } = start();
    for (const from of [{ kind: 'file', file: 0 }, { kind: 'base' }, { kind: 'known', name }] as const)
      expect(await read({ from, part: 'whole', want: 'records' })).toEqual([
        { kind: 'refused', fault: { kind: 'absent' }, healthy: null },
      ]);
  });
});

describe('a backup that is read', () => {
  it('[M3] is verified before any of it is sent, and sent to its end', async () => {
    await writeBackup(join(root, 'backups'));
    const { read } = start();
    const parts = await read({ from: { kind: 'known', name }, part: 'whole', want: 'records' });
    expect(parts.map(({ kind }) => kind).filter((kind) => kind !== 'bytes')).toEqual([
      'verified',
      'attached',
      'records',
      'end',
    ]);
    expect(parts[0]).toMatchObject({ contents: { counts: { note: 900 }, attachments: 1 }, leftOut: [] });
    const bytes = parts.flatMap((part) => (part.kind === 'bytes' ? [...part.bytes] : []));
    expect(new TextDecoder().decode(Uint8Array.from(bytes)).split('\n')).toHaveLength(901);
    expect(readdirSync(join(root, 'vault'))).toEqual([]);
  });

  it('[M4] puts its attached files into the notebook when it is restored, and not over those that are there', async () => {
    await writeBackup(join(root, 'elsewhere'), 10, 'mine.zip');
    const { calls, read, held } = start(join(root, 'elsewhere', 'mine.zip'));
    const chosen = await calls.chooseBackup(undefined);
    expect(chosen).toEqual({ file: 0, name: 'mine.zip' });
    const from = { kind: 'file', file: 0 } as const;
    expect((await read({ from, part: 'whole', want: 'records' })).at(-1)).toEqual({ kind: 'end' });
    expect(held()).toBe(0);
    const parts = await read({ from, part: 'whole', want: 'everything' });
    expect(held()).toBe(1); // from here on no file is removed
    expect(parts.at(-1)).toEqual({ kind: 'end' });
    const sha256 = sha256Hex(attached);
    expect(readdirSync(join(root, 'vault', 'attachments', sha256.slice(0, 2)))).toEqual([sha256]);
    expect((await read({ from, part: 'whole', want: 'everything' })).at(-1)).toEqual({ kind: 'end' });
  });

  it('[M5] that nobody wants any more is read no further', async () => {
    await writeBackup(join(root, 'backups'));
    const { calls, stream } = start();
    const { address } = await calls.readBackup({
      from: { kind: 'known', name },
      part: 'whole',
      want: 'everything',
    });
    for await (const part of stream(address)) if (part.kind === 'verified') break;
    expect(readdirSync(join(root, 'vault'))).toEqual([]);
  });
});

describe('where the notebook begins', () => {
  it('[M6] is the snapshot that waits, once it was read back, and nothing is left waiting', async () => {
    await writeBackup(join(root, 'vault', waitingFolder), 10, waitingName);
    const { calls, set } = start();
    expect(await calls.setBase('another')).toEqual({ kind: 'set' });
    expect(set).toMatchObject([{ base: { seq: 10 }, database: 'another' }]);
    expect(readdirSync(join(root, 'vault', waitingFolder))).toEqual([]);
    expect(readdirSync(join(root, 'vault', 'base'))).toHaveLength(1);
  });

  it('[M7] stays where it was when something was saved since, the snapshot is damaged, or there is none', async () => {
    const { calls, set } = start();
    expect(await calls.setBase('another')).toEqual({ kind: 'refused', why: 'absent' });
    await writeBackup(join(root, 'vault', waitingFolder), 9, waitingName);
    expect(await calls.setBase('another')).toEqual({ kind: 'refused', why: 'something was saved since' });
    writeFileSync(join(root, 'vault', waitingFolder, waitingName), 'nonsense');
    expect(await calls.setBase('another')).toMatchObject({ kind: 'refused' });
    expect(set).toEqual([]);
  });
});

describe('what is known of safety', () => {
  it('[M8] is remembered from one run to the next; nonsense is not', async () => {
    expect(await start().calls.safety(undefined)).toMatchObject({ journalBytes: 77, rehearsal: null });
    await start().calls.rememberRehearsal({ backup: name, records: 5, different: 0 });
    expect(await start().calls.safety(undefined)).toMatchObject({
      rehearsal: { at: '2026-11-24T12:00:00.000Z', backup: name, records: 5, different: 0 },
    });
    writeFileSync(rehearsalFile(join(root, 'profile')), '{"at":3}');
    expect(await start().calls.safety(undefined)).toMatchObject({ rehearsal: null });
  });
});
