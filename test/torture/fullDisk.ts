// The disk is filled to its last byte while entries are saved: nothing that was acknowledged is lost, the ballast lets
// some more be kept, and saving goes on once there is room.
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '#vault/files.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { type Battery, dice } from './battery.ts';
import { BoundedFiles } from './boundedFiles.ts';
import { countWhole, payloadOf } from './entry.ts';
import { mountSmallDisk } from './smallDisk.ts';

const diskBytes = 12 * 2 ** 20;
const ballastBytes = 2 ** 20;

/** One disk, and how something else fills it up and goes away again. */
interface Place {
  readonly files: Files;
  readonly fillUp: (leaveBytes: number) => Promise<void>;
  readonly makeRoom: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** Writes a file until the disk is full, then gives some of it back. */
export async function fillUp(filler: string, leaveBytes: number): Promise<void> {
  const handle = await open(filler, 'w');
  let written = 0;
  try {
    for (let chunk = 2 ** 20; chunk >= 512;) {
      const done = await handle.write(new Uint8Array(chunk)).catch(() => null);
      written += done?.bytesWritten ?? 0;
      if (done?.bytesWritten !== chunk) chunk >>= 1;
    }
    await handle.truncate(Math.max(0, written - leaveBytes));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function mountedPlace(folder: string, count: number): Place {
  const vault = join(folder, `vault-${count}`);
  const filler = join(folder, 'filler');
  return {
    files: nodeFiles(vault),
    fillUp: (leaveBytes) => fillUp(filler, leaveBytes),
    makeRoom: () => rm(filler, { force: true }),
    clear: () => rm(vault, { recursive: true }),
  };
}

function shimPlace(): Place {
  const files = new BoundedFiles(diskBytes);
  return {
    files,
    fillUp: (leaveBytes) => {
      files.room = files.names().reduce((sum, name) => sum + files.bytes(name).length, 0) + leaveBytes;
      return Promise.resolve();
    },
    makeRoom: () => {
      files.room = diskBytes;
      return Promise.resolve();
    },
    clear: () => Promise.resolve(),
  };
}

interface Point {
  readonly acknowledged: number;
  readonly afterFull: number;
  readonly lost: number;
  readonly refusals: number;
  readonly wrong: string | null;
}

function openHere(files: Files): Promise<Vault> {
  const clock = Date.now;
  return openVault(files, { newNotebookId: 'tortured', clock, segmentBytes: 64 * 1024, ballastBytes });
}

async function fillAt(place: Place, seed: number): Promise<Point> {
  const roll = dice(seed);
  const vault = await openHere(place.files);
  let acknowledged = 0;
  const append = async (most: number): Promise<boolean> => {
    for (let count = 0; count < most; count += 1) {
      const answer = await vault.journal.append(payloadOf(acknowledged + 1));
      if (answer.kind === 'failed') return false;
      acknowledged = answer.seq;
    }
    return true;
  };
  let wrong: string | null = null;
  if (!(await vault.ballast.takeUp())) wrong = 'no ballast';
  await append(roll(300));
  await place.fillUp(roll(60_000));
  const before = acknowledged;
  if (await append(1_000_000)) wrong = 'never full';
  const afterFull = acknowledged - before;
  let refusals = 0;
  for (let again = 0; again < 20; again += 1) if (!(await append(1))) refusals += 1;
  // Killed here, or going on: either way the next start finds it all.
  const isKilled = roll(2) === 0;
  if (!isKilled) {
    await place.makeRoom();
    if (!(await append(50))) wrong = 'did not go on';
  }
  await vault.journal.close();
  await place.makeRoom();
  const again = await openHere(place.files);
  const found = await countWhole(again.journal).catch((error: unknown) => {
    wrong = String(error);
    return 0;
  });
  if (again.identity().notebookId !== 'tortured') wrong = 'the identity is another';
  const next = await again.journal.append(payloadOf(found + 1));
  if (next.kind !== 'kept') wrong = 'did not go on after the start';
  await again.journal.close();
  return { acknowledged, afterFull, lost: Math.max(0, acknowledged - found), refusals, wrong };
}

export const fullDisk: Battery = {
  name: 'full-disk',
  async run(size) {
    const points = size === 'long' ? 20 : 5;
    const disk = await mountSmallDisk(diskBytes);
    const found: Point[] = [];
    try {
      for (let count = 1; count <= points; count += 1) {
        if (disk !== null) await mkdir(join(disk.folder, `vault-${count}`));
        const place = disk === null ? shimPlace() : mountedPlace(disk.folder, count);
        found.push(await fillAt(place, count));
        await place.clear();
      }
    } finally {
      await disk?.unmount();
    }
    const sum = (of: (point: Point) => number): number => found.reduce((total, each) => total + of(each), 0);
    const wrong = found.flatMap((each) => each.wrong ?? []);
    const lost = sum((each) => each.lost);
    const least = Math.min(...found.map((each) => each.afterFull));
    return [
      { name: 'disk', figure: disk?.kind ?? 'the shim in memory: nothing may be mounted here' },
      { name: 'times filled', figure: found.length, isGood: found.length === points },
      { name: 'entries acknowledged', figure: sum((each) => each.acknowledged) },
      { name: 'acknowledged entries lost', figure: lost, isGood: lost === 0 },
      {
        name: 'entries refused',
        figure: sum((each) => each.refusals),
        isGood: sum((each) => each.refusals) > 0,
      },
      { name: 'least entries kept on the ballast', figure: least, isGood: least > 100 },
      { name: 'wrong', figure: [wrong.length, ...new Set(wrong)].join(', '), isGood: wrong.length === 0 },
    ];
  },
};
