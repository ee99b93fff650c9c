// Every operation of a snapshot fails once, and from there on for good: the one before it can always be read, and the
// next start leaves nothing half-made behind.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Files } from '#vault/files.ts';
import { openShelf, type SnapshotTaken } from '#vault/shelf.ts';
import type { SnapshotContent } from '#vault/writeSnapshot.ts';
import { nodeDigest } from '../../electron/main/nodeDigest.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { each } from '../vault/snapshotOf.ts';
import type { Battery } from './battery.ts';
import { payloadOf } from './entry.ts';
import { failing } from './failingFiles.ts';

const codes = ['EIO', 'ENOSPC', 'EPERM', 'EBUSY'];
const options = { reserveBytes: 0, newDigest: nodeDigest };

function content(hour: number, lines: number): SnapshotContent {
  const records = Array.from({ length: lines }, (_, at) => JSON.stringify({ text: payloadOf(at + 1) }));
  return {
    about: {
      notebookId: 'tortured',
      createdAt: `2026-11-24T${hour}:00:00.000Z`,
      lastSeq: hour,
      reason: 'test',
      program: '0.1.0',
    },
    records: each([{ kind: 'note', lines: records }]),
    attachments: each([]),
  };
}

async function take(files: Files, hour: number, lines: number): Promise<SnapshotTaken> {
  return (await openShelf(files, options)).take(content(hour, lines));
}

export const failures: Battery = {
  name: 'failures',
  async run(size) {
    const lines = size === 'long' ? 3000 : 300;
    const root = await mkdtemp(join(tmpdir(), 'failures-'));
    const files = nodeFiles(root);
    const older = await take(files, 10, lines);
    if (older.kind !== 'kept') throw new Error('the first snapshot could not be taken');
    let points = 0;
    let unreadable = 0;
    let left = 0;
    let falselyKept = 0;
    try {
      for (const code of codes)
        for (const lasting of [1, Infinity])
          for (let at = 0; ; at += 1) {
            const broken = failing(files, at, code, lasting);
            const taken = await take(broken.files, 11, lines).catch((error: unknown) => error);
            const isKept =
              typeof taken === 'object' && taken !== null && 'kind' in taken && taken.kind === 'kept';
            const shelf = await openShelf(files, options); // the next start
            const names = await readdir(root);
            if (names.some((name) => !name.endsWith('.zip'))) left += 1;
            if ((await shelf.verify(older.name)).kind !== 'verified') unreadable += 1;
            for (const name of names.filter((each) => each !== older.name)) {
              if ((await shelf.verify(name)).kind !== 'verified') unreadable += 1;
              await rm(join(root, name), { force: true });
            }
            if (isKept && names.length < 2) falselyKept += 1;
            if (broken.count() <= at) break;
            points += 1;
          }
    } finally {
      await rm(root, { recursive: true });
    }
    return [
      {
        name: 'operations failed, each with four codes, once and for good',
        figure: points,
        isGood: points > 100,
      },
      { name: 'snapshots that could not be read afterwards', figure: unreadable, isGood: unreadable === 0 },
      { name: 'starts that left a temporary file', figure: left, isGood: left === 0 },
      { name: 'snapshots said to be kept that were not', figure: falselyKept, isGood: falselyKept === 0 },
    ];
  },
};
