// How long after its window began to load the program answers, by words and by meaning, and what a librarian with its
// model takes.
import type { Worker as WebWorker } from '@playwright/test';
import { tell } from '../../scripts/places.mjs';
import { spreadOf } from '../line.ts';
import { endProgram, openProgram, type Opened, type Shell } from '../program.ts';
import { databaseOf } from './fillProgram.ts';
import { own, rowOf, type Row } from './figures.ts';
import { memoryOfTree } from './memory.ts';
import { measures } from './targets.ts';

const starts = 7;
const giveUpMs = 60_000;

/** What the librarian notes on its timeline, in milliseconds since the window began to load. */
interface Started {
  readonly wordsMs: number;
  readonly meaningMs: number;
}

function librarianOf({ program }: Opened): WebWorker | undefined {
  return program.page.workers().find((each) => each.url().includes('librarian'));
}

async function startedAt(opened: Opened): Promise<Started> {
  const beganAtMs = await opened.program.page.evaluate(() => performance.timeOrigin);
  for (const untilMs = Date.now() + giveUpMs; Date.now() < untilMs;) {
    // Asked seldom: whoever asks takes time from it.
    await new Promise((resolve) => setTimeout(resolve, 400));
    const [words, meaning] = (await librarianOf(opened)?.evaluate(() =>
      ['words loaded', 'vectors loaded'].map((name) => {
        const [mark] = performance.getEntriesByName(name);
        return mark ? performance.timeOrigin + mark.startTime : null;
      }),
    )) ?? [null, null];
    if (typeof words === 'number' && typeof meaning === 'number')
      return { wordsMs: words - beganAtMs, meaningMs: meaning - beganAtMs };
  }
  throw new Error('The index was not loaded within a minute.');
}

/** Starts the program again and again; the first time warms the disk. */
export async function measureStarts(
  shell: Shell,
  profile: string,
  size: number,
  data: Row['data'],
): Promise<readonly Row[]> {
  const all: Started[] = [];
  for (let at = 0; at <= starts; at += 1) {
    const opened = await openProgram(shell, profile);
    try {
      const started = await startedAt(opened);
      const { passages } = await stockOf(opened);
      if (passages < size) throw new Error(`There are ${passages} passages only: delete .cache/program.`);
      tell(
        `  start ${at}: words ${started.wordsMs.toFixed(0)} ms, meaning ${started.meaningMs.toFixed(0)} ms`,
      );
      if (at > 0) all.push(started);
      await opened.program.close();
    } catch (error) {
      await endProgram(opened);
      throw error;
    }
  }
  const row = (measure: string, values: readonly number[]): Row =>
    rowOf({
      measure,
      by: own,
      data,
      unit: 'ms',
      p50: spreadOf(values).p50,
      note: `since the window began to load; the slowest of ${starts}, warm disk: ${Math.max(...values).toFixed(0)} ms`,
    });
  return [
    row(
      measures.start,
      all.map(({ wordsMs }) => wordsMs),
    ),
    row(
      measures.startMeaning,
      all.map(({ meaningMs }) => meaningMs),
    ),
  ];
}

function stockOf({ notebook }: Opened): Promise<{ readonly passages: number }> {
  return notebook.evaluate(async ({ librarian }) => {
    const found = { passages: 0 };
    await librarian.ask(
      { text: 'the', limit: 1, ranking: 'words' },
      new AbortController().signal,
      ({ passages }) => (found.passages = passages),
    );
    return found;
  });
}

/** Opens a second librarian on the same data and has it answer by meaning: what that adds. */
export async function measureMemory(opened: Opened, question: string, data: Row['data']): Promise<Row> {
  const { page, mainPid } = opened.program;
  const database = await databaseOf(opened);
  const url = librarianOf(opened)?.url();
  if (url === undefined) throw new Error('The librarian’s thread was not found.');
  const before = memoryOfTree(mainPid);
  await page.evaluate(askAnother, { url, database, question });
  const after = memoryOfTree(mainPid);
  await page.evaluate(() => (globalThis as unknown as { readonly measured: Worker }).measured.terminate());
  const added = before === null || after === null ? null : (after - before) / 1e6;
  return rowOf({ measure: measures.startMemory, by: own, data, unit: 'MB', p50: added });
}

/** Runs in the window: resolves when the librarian, which is kept there, has answered by meaning, too. */
function askAnother(given: {
  readonly url: string;
  readonly database: string;
  readonly question: string;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(given.url, { type: 'module' });
    Object.assign(globalThis, { measured: worker });
    worker.addEventListener('message', ({ data }: MessageEvent) => {
      const message = data as { kind: string; why: string; last: boolean };
      if (message.kind === 'openFailed') reject(new Error(message.why));
      if (message.kind === 'found' && message.last) resolve();
    });
    worker.postMessage({ kind: 'open', database: given.database, cores: 2 });
    const question = { text: given.question, limit: 10, ranking: 'fused' };
    worker.postMessage({ kind: 'ask', id: 1, question });
  });
}
