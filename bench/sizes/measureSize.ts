// Measures one size: builds every engine in turn, stores and loads it, then asks all of them the same questions, a few
// at a time and by turns, so that a busy moment of the machine is everybody's.
import { tell } from '../../scripts/places.mjs';
import { spreadOf } from '../line.ts';
import { depth, textsFor, type Asking } from './asking.ts';
import { isOwn, scan, type Contestant, type Opened } from './contestants.ts';
import type { Engine, Kept } from './engine.ts';
import { own, rowOf, type Row } from './figures.ts';
import { unpackGiven, type Unpacked } from './given.ts';
import type { Hall } from './hall.ts';
import { growthOf, type Memory } from './memory.ts';
import type { Source } from './source.ts';
import { measures } from './targets.ts';
import { openSteps, type Step, type Steps } from './timeLeft.ts';

/** Install scripts fetch what is not needed; SQLite alone has something to build. */
const notInstalled =
  'not installed: npm ci --prefix bench/peers --ignore-scripts && npm rebuild --prefix bench/peers better-sqlite3';

/** Who takes longer to build is left out. */
const mostBuildingMs = 180_000;
/** Who took longer for one kind of question is not asked more of it. */
const mostAskingMs = 20_000;
const mostOwnAskingMs = 30_000;
/** Asked at a time, before the next one's turn. */
const groupSize = 10;
const documentsAtOnce = 500;
const changes = 100;
/** So many questions are checked for their ten nearest. */
const checkedQuestions = 100;

/** An engine that is built and waits for questions. */
interface Ready extends Opened {
  readonly contestant: Contestant;
}

interface Task {
  readonly source: Source;
  readonly size: number;
  readonly hall: Hall;
  /** Who is measured. */
  readonly those: readonly Contestant[];
}

export async function measureSize({ source, size, hall, those }: Task): Promise<readonly Row[]> {
  const unpacked = unpackGiven(source.given, source.packed);
  const isReal = size <= source.realPassages;
  const data = isReal ? 'real' : 'made';
  const vectors = isReal && source.hasRealVectors ? 'real' : 'made';
  const steps = openSteps(stepsOf(size, those), tell, () => performance.now());
  const rows: Row[] = [];
  const ready: Ready[] = [];
  try {
    for (const contestant of those) {
      steps.begin(`building ${contestant.name}`);
      const built = await build(contestant, { hall, unpacked, size, data });
      rows.push(...built.rows);
      if (built.ready) ready.push(built.ready);
    }
    for (const asking of ['whole', 'three', 'prefix', 'found', 'meaning', 'fused'] as const)
      rows.push(
        ...(await askAll(asking, ready, unpacked, {
          steps,
          data: asking === 'meaning' || asking === 'fused' ? vectors : data,
        })),
      );
    rows.push(...(await recallRows(ready, vectors)), ...(await changeRows(ready, data)));
  } finally {
    for (const { close } of ready) await close();
  }
  return rows;
}

function stepsOf(size: number, those: readonly Contestant[]): readonly Step[] {
  return [
    ...those.map(({ name, buildMs }) => ({
      name: `building ${name}`,
      // Making texts, storing and loading take their time too.
      expectedMs: Math.min(2 * mostBuildingMs, size * (1.4 * buildMs + 0.15) + 2_000),
    })),
    ...(['whole', 'three', 'prefix', 'found', 'meaning', 'fused'] as const).map((asking) => ({
      name: `asking ${asking}`,
      expectedMs: Math.min(100_000, 3_000 + size * (asking === 'whole' ? 1.2 : 0.5)),
    })),
  ];
}

interface Building {
  readonly hall: Hall;
  readonly unpacked: Unpacked;
  readonly size: number;
  readonly data: Row['data'];
}

async function build(
  contestant: Contestant,
  { hall, unpacked, size, data }: Building,
): Promise<{ readonly rows: readonly Row[]; readonly ready: Ready | null }> {
  const { name, asked, isMemoryRead } = contestant;
  const skipped = (note: string) => ({
    ready: null,
    rows: [rowOf({ measure: measures.build, by: name, data, unit: 's', p50: null, note })],
  });
  let opened: Opened | null = null;
  try {
    opened = await contestant.open(hall, unpacked, size);
    if (opened === null) return skipped(notInstalled);
    const { engine, guest } = opened;
    const memoryNow = async (): Promise<Memory> =>
      (isMemoryRead ? await guest()?.memory() : null) ?? new Map<number, number>();
    const before = await memoryNow();
    const end = unpacked.corpus.documentsFor(size, asked.includes('meaning') ? 'vectors' : 'passages');
    let buildMs = 0;
    for (let from = 0; from < end; from += documentsAtOnce) {
      buildMs += await engine.add(from, Math.min(end, from + documentsAtOnce));
      if (buildMs > mostBuildingMs && name !== own) {
        await opened.close();
        return skipped(`not built within ${mostBuildingMs / 1_000} s`);
      }
    }
    const after = await memoryNow();
    const kept = name === own ? await engine.keep() : await keepOf(engine);
    if (name === own && kept.diskBytes === 0) throw new Error('nothing was kept of the index');
    const builtBytes = growthOf(before, after);
    const note = (await guest()?.note()) ?? '';
    const row = (measure: string, unit: Row['unit'], p50: number | null): readonly Row[] =>
      p50 === null ? [] : [rowOf({ measure, by: name, data, unit, p50 })];
    return {
      ready: { ...opened, contestant },
      rows: [
        rowOf({ measure: measures.build, by: name, data, unit: 's', p50: buildMs / 1_000, note }),
        ...row(measures.disk, 'MB', megabytes(kept.diskBytes)),
        ...row(measures.load, 'ms', kept.loadMs),
        ...row(measures.memory, 'MB', megabytes(kept.memoryBytes ?? builtBytes)),
      ],
    };
  } catch (error) {
    await opened?.close();
    if (name === own) throw error;
    return skipped(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1e6;
}

/** Some cannot store so much: they answer all the same. */
async function keepOf(engine: Engine): Promise<Kept> {
  try {
    return await engine.keep();
  } catch {
    return { diskBytes: null, loadMs: null };
  }
}

async function askAll(
  asking: Asking,
  ready: readonly Ready[],
  unpacked: Unpacked,
  { steps, data }: { readonly steps: Steps; readonly data: Row['data'] },
): Promise<readonly Row[]> {
  const asked = ready
    .filter(({ contestant }) => contestant.asked.includes(asking))
    .map((each) => ({ ...each, times: [] as number[], spentMs: 0, fault: '' }));
  const count = textsFor(asking, unpacked.questions).length;
  steps.begin(`asking ${asking}`);
  // Once for nothing: engines of browsers and processors warm up.
  for (const { engine, contestant } of asked)
    if (isOwn(contestant.name)) await engine.ask(asking, range(0, groupSize));
  for (let from = 0; from < count; from += groupSize)
    for (const each of asked) {
      const most = isOwn(each.contestant.name) ? mostOwnAskingMs : mostAskingMs;
      if (each.spentMs > most || each.fault !== '') continue;
      const begunMs = performance.now();
      try {
        each.times.push(...(await each.engine.ask(asking, range(from, Math.min(count, from + groupSize)))));
      } catch (error) {
        each.fault = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      }
      each.spentMs += performance.now() - begunMs;
    }
  const ours = asked.find(({ contestant: { name } }) => isOwn(name))?.times ?? [];
  return asked.map(({ contestant: { name }, times, fault }): Row => {
    const spread = spreadOf(times);
    // Of the questions that both were asked: who is slow was not asked all of them.
    const both = Math.min(times.length, ours.length);
    const ratio = spreadOf(times.slice(0, both)).p50 / spreadOf(ours.slice(0, both)).p50;
    const isOurs = isOwn(name);
    const limited = times.length < count ? `${times.length} questions` : '';
    return rowOf({
      measure: measures[asking],
      by: isOurs ? own : name,
      data,
      unit: 'ms',
      p50: times.length === 0 ? null : spread.p50,
      p95: times.length === 0 ? null : spread.p95,
      ratio: isOurs || both === 0 ? null : ratio,
      note: fault === '' ? limited : fault,
    });
  });
}

function range(from: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
}

/** Of the ten that the Float32 loop finds, the share that the scan finds; any of equally near ones will do. */
async function recallRows(ready: readonly Ready[], data: Row['data']): Promise<readonly Row[]> {
  const ours = ready.find(({ contestant }) => contestant.name === scan)?.guest();
  const loop = ready.find(({ contestant }) => contestant.name === 'Float32 loop')?.guest();
  if (!ours || !loop) return [];
  let found = 0;
  for (let question = 0; question < checkedQuestions; question += 1) {
    const truth = await loop.nearest(question);
    const bar = (truth[depth - 1]?.nearness ?? 1) - 1e-6;
    const near = new Set(truth.flatMap(({ passage, nearness }) => (nearness >= bar ? [passage] : [])));
    found += (await ours.nearest(question)).filter(({ passage }) => near.has(passage)).length;
  }
  const p50 = found / (checkedQuestions * depth);
  return [
    rowOf({ measure: measures.recall, by: own, data, unit: 'share', p50, note: 'of the Float32 loop’s' }),
  ];
}

async function changeRows(ready: readonly Ready[], data: Row['data']): Promise<readonly Row[]> {
  const guest = ready.find(({ contestant }) => contestant.name === own)?.guest();
  if (!guest) return [];
  const times = await guest.change(changes);
  const note = `the slowest of ${times.length}: ${Math.max(...times).toFixed(1)} ms`;
  return [rowOf({ measure: measures.change, by: own, data, unit: 'ms', ...spreadOf(times), note })];
}
