// The journal alone, and with its compaction: a process that saves without end is killed at random moments, and its last
// frames are cut at every byte. What was acknowledged comes back, exactly.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { baseFile } from '#vault/base.ts';
import { decodeFrames } from '#vault/frame.ts';
import { openJournal } from '#vault/journal.ts';
import { segmentName } from '#vault/segments.ts';
import { openVault } from '#vault/vault.ts';
import { verifySnapshot } from '#vault/verifySnapshot.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { type Battery, type Check, dice } from './battery.ts';
import { countWhole, payloadOf } from './entry.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const killsPerFolder = 25;
const atOnce = 2;

/** The process is begun thousands of times: it is built once, so that each begins at once. */
async function buildAppender(outDir: string): Promise<string> {
  await build({
    configFile: false,
    root: join(here, '..', '..'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(here, 'appender.ts'), outDir, target: 'node20', minify: false, copyPublicDir: false },
  });
  return join(outDir, 'appender.js');
}

interface Life {
  readonly acknowledged: number;
  readonly error: string;
}

/** Lets it save for a while and kills it. Answers with the last number that it said was acknowledged. */
async function liveAndDie(options: readonly string[], lifeMs: number): Promise<Life> {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let error = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await pause(lifeMs);
  child.kill('SIGKILL');
  await closed;
  const lines = said.split('\n').slice(0, -1);
  const begins = Number(/^begins (\d+)$/.exec(lines[0] ?? '')?.[1] ?? 0);
  const numbers = lines.slice(1).map(Number);
  // Acknowledgements follow the order of the entries: none may be left out.
  const isInOrder = numbers.every((seq, at) => seq === begins + at);
  return {
    acknowledged: begins - 1 + numbers.length,
    error: isInOrder ? error : 'acknowledged out of order',
  };
}

interface Sum {
  kills: number;
  acknowledged: number;
  lost: number;
  beyond: number;
  compactions: number;
  /** At most so long does the next one live, after it began to save. */
  lifeMs: number;
  readonly failures: string[];
}

interface Deed {
  readonly program: string;
  readonly kills: number;
  /** At most this long after it began to save; longer where a machine is so slow that nothing is made shorter meanwhile. */
  readonly longestLifeMs: number;
  readonly compacts: boolean;
}

async function killInFolder(deed: Deed, folder: string, seed: number, sum: Sum): Promise<void> {
  const { program, longestLifeMs, compacts } = deed;
  const roll = dice(seed);
  const backups = `${folder}-backups`;
  for (const each of [folder, backups]) await mkdir(each);
  const files = nodeFiles(folder);
  let before = 0;
  let beganAt = 0;
  for (let count = 0; count < killsPerFolder; count += 1) {
    const options = [program, folder, String(seed + count), ...(compacts ? [backups] : [])];
    const life = await liveAndDie(options, roll(Math.round(sum.lifeMs)));
    if (life.error !== '') sum.failures.push(life.error);
    try {
      const vault = await openVault(files, { newNotebookId: 'another', clock: Date.now });
      const { base } = vault.identity();
      const found = await countWhole(vault.journal, base?.seq);
      if (base !== null && (await verifySnapshot(files, baseFile(base))).kind !== 'verified')
        sum.failures.push('the base is not sound');
      if ((base?.seq ?? 0) < beganAt) sum.failures.push('the notebook begins earlier again');
      const beginsLater = (base?.seq ?? 0) > beganAt;
      if (beginsLater) sum.compactions += 1;
      if (compacts) sum.lifeMs = Math.max(longestLifeMs, sum.lifeMs * (beginsLater ? 0.85 : 1.1));
      beganAt = base?.seq ?? 0;
      if (vault.identity().notebookId !== 'tortured') sum.failures.push('the identity is another');
      await vault.journal.close();
      sum.lost += Math.max(0, life.acknowledged - found);
      // Kept, and killed before it could say so.
      sum.beyond += Math.max(0, found - life.acknowledged);
      sum.acknowledged += Math.max(0, life.acknowledged - before);
      before = found;
    } catch (error) {
      sum.failures.push(String(error));
      return;
    }
    sum.kills += 1;
  }
  for (const each of [folder, backups]) await rm(each, { recursive: true });
}

/** Cuts the journal's file at every byte of its last three frames. */
async function cutEverywhere(root: string): Promise<readonly Check[]> {
  const whole = join(root, 'whole');
  await mkdir(whole);
  const entries = 12;
  const writer = await openJournal(nodeFiles(whole), { clock: Date.now });
  for (let seq = 1; seq <= entries; seq += 1) await writer.append(payloadOf(seq));
  await writer.close();
  const name = segmentName(1);
  const files = nodeFiles(whole);
  const sizeBytes = (await files.sizeOf(name)) ?? 0;
  const starts = decodeFrames(await files.read(name, 0, sizeBytes)).map(({ at }) => at);
  let cuts = 0;
  let wrong = 0;
  for (let size = starts[entries - 3] ?? 0; size <= sizeBytes; size += 1) {
    const folder = join(root, 'cut');
    await cp(whole, folder, { recursive: true });
    await truncate(join(folder, ...name.split('/')), size);
    const expected = [...starts.slice(1), sizeBytes].filter((end) => end <= size).length;
    const journal = await openJournal(nodeFiles(folder), { clock: Date.now });
    const found = await countWhole(journal);
    const next = await journal.append(payloadOf(expected + 1));
    const isRight = found === expected && next.kind === 'kept' && next.seq === expected + 1;
    if (!isRight || (await countWhole(journal)) !== expected + 1) wrong += 1;
    await journal.close();
    await rm(folder, { recursive: true });
    cuts += 1;
  }
  return [
    { name: 'cuts, one at every byte of three frames', figure: cuts },
    { name: 'cuts after which another prefix came back', figure: wrong, isGood: wrong === 0 && cuts > 100 },
  ];
}

async function killIn(root: string, deed: Omit<Deed, 'program'>): Promise<Sum> {
  const program = await buildAppender(join(root, 'program'));
  const sum: Sum = {
    ...{ kills: 0, acknowledged: 0, lost: 0, beyond: 0, compactions: 0, failures: [] },
    lifeMs: deed.longestLifeMs,
  };
  let folders = 0;
  const lane = async (): Promise<void> => {
    while (folders < deed.kills / killsPerFolder) {
      folders += 1;
      await killInFolder({ ...deed, program }, join(root, `vault-${folders}`), folders * 1000, sum);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return sum;
}

function checksOf(sum: Sum, kills: number): readonly Check[] {
  return [
    { name: 'kills', figure: sum.kills, isGood: sum.kills === kills },
    { name: 'entries acknowledged', figure: sum.acknowledged, isGood: sum.acknowledged > kills },
    { name: 'acknowledged entries lost', figure: sum.lost, isGood: sum.lost === 0 },
    { name: 'entries kept and not acknowledged in time', figure: sum.beyond },
    {
      name: 'starts that failed, entries torn or out of order',
      figure: [sum.failures.length, ...new Set(sum.failures)].slice(0, 4).join(', '),
      isGood: sum.failures.length === 0,
    },
  ];
}

async function inFolder<T>(work: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'kills-'));
  try {
    return await work(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

export const killing: Battery = {
  name: 'kills',
  run: (size) =>
    inFolder(async (root) => {
      const kills = size === 'long' ? 2000 : 200;
      const sum = await killIn(root, { kills, longestLifeMs: 40, compacts: false });
      return [...checksOf(sum, kills), ...(await cutEverywhere(root))];
    }),
};

/** The same while the journal is made shorter over and over: where most could go wrong, for entries are removed. */
export const killingCompaction: Battery = {
  name: 'compaction-kills',
  run: (size) =>
    inFolder(async (root) => {
      const kills = size === 'long' ? 500 : 50;
      const sum = await killIn(root, { kills, longestLifeMs: 300, compacts: true });
      const { compactions } = sum;
      return [
        ...checksOf(sum, kills),
        { name: 'starts with a later beginning', figure: compactions, isGood: compactions > kills / 5 },
      ];
    }),
};
