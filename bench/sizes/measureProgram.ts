// What a person waits for with so many passages in the program itself: the start of the index, hits after a key, a note
// that was saved.
import type { Worker as WebWorker } from '@playwright/test';
import { documentOfText } from '#domain/document.ts';
import { tell } from '../../scripts/places.mjs';
import { spreadOf } from '../line.ts';
import { endProgram, openProgram, prepare, withFolder, type Opened } from '../program.ts';
import { addSources } from '../shelf.ts';
import { wordStream } from '../wordStream.ts';
import { databaseOf, fillProgram } from './fillProgram.ts';
import { own, rowOf, type Row } from './figures.ts';
import { memoryOfTree } from './memory.ts';
import type { Source } from './source.ts';
import { measures } from './targets.ts';

const starts = 5;
const asked = 40;
const saves = 15;
const imported = 600;
/** Hits that did not change for so long are the last ones. */
const quietMs = 600;

interface Start {
  /** When it began, in milliseconds since 1970, and how long until words answered. */
  readonly begunMs: number;
  readonly readyMs: number;
  readonly passages: number;
}

/** Opens further librarians on the same data, one after the other; the last one answers a question and is measured. */
async function measureStarts(opened: Opened, question: string, data: Row['data']): Promise<readonly Row[]> {
  const { page, mainPid } = opened.program;
  const database = await databaseOf(opened);
  const librarians = () => page.workers().filter((each) => each.url().includes('librarian'));
  const url = librarians()[0]?.url();
  if (url === undefined) throw new Error('The librarian’s thread was not found.');
  const memoryBefore = memoryOfTree(mainPid);
  const words: Start[] = [];
  const meaning: number[] = [];
  for (let at = 0; at < starts; at += 1) {
    const start = await page.evaluate(startLibrarian, { url, database });
    words.push(start);
    meaning.push(await vectorsLoaded(librarians, start.begunMs));
    if (at < starts - 1) await page.evaluate(endLibrarian);
  }
  await page.evaluate(askLibrarian, question);
  const memoryAfter = memoryOfTree(mainPid);
  await page.evaluate(endLibrarian);
  const added = memoryBefore === null || memoryAfter === null ? null : (memoryAfter - memoryBefore) / 1e6;
  const row = (measure: string, values: readonly number[]): Row =>
    rowOf({
      measure,
      by: own,
      data,
      unit: 'ms',
      p50: spreadOf(values).p50,
      note: `${words[0]?.passages ?? 0} passages; the slowest of ${starts}, warm disk: ${Math.max(...values).toFixed(0)} ms`,
    });
  return [
    row(
      measures.start,
      words.map(({ readyMs }) => readyMs),
    ),
    row(measures.startMeaning, meaning),
    rowOf({ measure: measures.startMemory, by: own, data, unit: 'MB', p50: added }),
  ];
}

/** Runs in the window. What it started is kept there. */
function startLibrarian(given: { readonly url: string; readonly database: string }): Promise<Start> {
  return new Promise((resolve, reject) => {
    const begunMs = performance.now();
    const worker = new Worker(given.url, { type: 'module' });
    Object.assign(globalThis, { measured: worker });
    worker.addEventListener('message', ({ data }: MessageEvent) => {
      const message = data as { kind: string; passages: number; why: string };
      if (message.kind === 'openFailed') reject(new Error(message.why));
      if (message.kind !== 'opened') return;
      const readyMs = performance.now() - begunMs;
      resolve({ begunMs: performance.timeOrigin + begunMs, readyMs, passages: message.passages });
    });
    worker.postMessage({ kind: 'open', database: given.database, cores: 2 });
  });
}

/** Runs in the window: resolves when the librarian has answered by meaning, too. */
function askLibrarian(text: string): Promise<void> {
  return new Promise((resolve) => {
    const { measured } = globalThis as unknown as { readonly measured: Worker };
    measured.addEventListener('message', ({ data }: MessageEvent) => {
      const message = data as { kind: string; last: boolean };
      if (message.kind === 'found' && message.last) resolve();
    });
    measured.postMessage({ kind: 'ask', id: 1, question: { text, limit: 10, ranking: 'fused' } });
  });
}

/** Runs in the window. */
function endLibrarian(): void {
  (globalThis as unknown as { readonly measured: Worker }).measured.terminate();
}

/** How long after it began the librarian that was started last had all vectors; it notes that on its own timeline. */
async function vectorsLoaded(librarians: () => readonly WebWorker[], begunMs: number): Promise<number> {
  const librarian = librarians().at(-1);
  for (const giveUpMs = Date.now() + 60_000; librarian && Date.now() < giveUpMs;) {
    const atMs = await librarian.evaluate(() => {
      const [mark] = performance.getEntriesByName('vectors loaded');
      return mark ? performance.timeOrigin + mark.startTime : null;
    });
    if (atMs !== null) return atMs - begunMs;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Number.NaN;
}

interface Drawn {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Types a question, presses Enter, and sees when hits were first drawn and when for the last time. */
async function timeDrawing({ program }: Opened, question: string): Promise<Drawn> {
  const { page } = program;
  const box = page.getByRole('combobox', { name: 'Find or ask' });
  await box.fill('');
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    const drawn = { begunMs: 0, times: [] as number[] };
    addEventListener('keydown', () => (drawn.begunMs = performance.now()), { capture: true, once: true });
    const watching = new MutationObserver(() => {
      if (drawn.begunMs === 0 || document.querySelector('main ol article') === null) return;
      // The second frame begins when the first has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => drawn.times.push(performance.now())));
    });
    watching.observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { drawn, watching });
  });
  await page.keyboard.insertText(question);
  await page.keyboard.press('Enter');
  return page.evaluate(async (quiet) => {
    const { drawn, watching } = globalThis as unknown as {
      readonly drawn: { readonly begunMs: number; readonly times: readonly number[] };
      readonly watching: MutationObserver;
    };
    const giveUpMs = performance.now() + 10_000;
    while (
      performance.now() < giveUpMs &&
      performance.now() - (drawn.times.at(-1) ?? performance.now()) < quiet
    )
      await new Promise((resolve) => setTimeout(resolve, 50));
    watching.disconnect();
    return {
      firstMs: (drawn.times[0] ?? Number.NaN) - drawn.begunMs,
      lastMs: (drawn.times.at(-1) ?? Number.NaN) - drawn.begunMs,
    };
  }, quietMs);
}

async function measureDrawing(
  opened: Opened,
  questions: readonly string[],
  data: Row['data'],
): Promise<readonly Row[]> {
  const { page } = opened.program;
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('combobox', { name: 'Find or ask' }).waitFor();
  await timeDrawing(opened, questions[0] ?? '');
  const all: Drawn[] = [];
  for (const question of questions) all.push(await timeDrawing(opened, question));
  const seen = all.filter(({ firstMs }) => !Number.isNaN(firstMs));
  const row = (measure: string, values: readonly number[]): Row =>
    rowOf({
      measure,
      by: own,
      data,
      unit: 'ms',
      ...spreadOf(values),
      note: `${seen.length} questions`,
    });
  return [
    row(
      measures.drawnWords,
      seen.map(({ firstMs }) => firstMs),
    ),
    row(
      measures.drawnMeaning,
      seen.map(({ lastMs }) => lastMs),
    ),
  ];
}

/** Saves notes one after another and asks for each until it is found, by words and by meaning. */
async function measureSaving({ notebook }: Opened, data: Row['data']): Promise<readonly Row[]> {
  const stream = wordStream(21);
  const texts = Array.from({ length: saves + 1 }, (_, at) => `Zebulon${at}quint ${stream.text(90)}`);
  const documents = texts.map((text) => documentOfText(text));
  const times = await notebook.evaluate(
    async ({ notes, librarian }, given) => {
      const all = { words: [] as number[], meaning: [] as number[] };
      for (const [at, document] of given.documents.entries()) {
        const begunMs = performance.now();
        const saved = await notes.create({ title: '', document });
        if (saved.kind !== 'saved') throw new Error('The note could not be saved.');
        const until = async (ranking: 'words' | 'meaning', text: string): Promise<number> => {
          for (const giveUpMs = performance.now() + 30_000; performance.now() < giveUpMs;) {
            const found: boolean[] = [];
            await librarian.ask(
              { text, limit: 5, ranking },
              new AbortController().signal,
              ({ hits, mode }) => {
                found.push(mode === ranking && hits.some(({ id }) => id === saved.record.id));
              },
            );
            if (found.includes(true)) return performance.now() - begunMs;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          return Number.NaN;
        };
        const words = await until('words', `Zebulon${at}quint`);
        const meaning = await until('meaning', given.texts[at] ?? '');
        await librarian.idle();
        // The first one loads the model.
        if (at > 0) {
          all.words.push(words);
          all.meaning.push(meaning);
        }
      }
      return all;
    },
    { documents, texts },
  );
  const row = (measure: string, values: readonly number[]): Row =>
    rowOf({
      measure,
      by: own,
      data,
      unit: 'ms',
      ...spreadOf(values),
      note: `${values.length} notes, asked for again and again`,
    });
  return [row(measures.savedWords, times.words), row(measures.savedMeaning, times.meaning)];
}

/** How long each question takes until its first hits, as the window sees it. */
function timeFirst({ notebook }: Opened, questions: readonly string[]): Promise<readonly number[]> {
  return notebook.evaluate(async ({ librarian }, texts) => {
    const times: number[] = [];
    for (const text of texts) {
      const begunMs = performance.now();
      const seen: number[] = [];
      await librarian.ask({ text, limit: 10, ranking: 'fused' }, new AbortController().signal, () => {
        seen.push(performance.now() - begunMs);
      });
      times.push(seen[0] ?? Number.NaN);
    }
    return times;
  }, questions);
}

async function measureImport(
  opened: Opened,
  questions: readonly string[],
  data: Row['data'],
): Promise<readonly Row[]> {
  const stream = wordStream(31);
  await timeFirst(opened, questions);
  const idle = spreadOf(await timeFirst(opened, questions));
  const items = Array.from({ length: imported }, (_, number) => ({
    key: `imported-${number}`,
    title: stream.title(),
    text: stream.text(240),
  }));
  await addSources(opened, items);
  const busy = spreadOf(await timeFirst(opened, questions));
  const { waiting } = await opened.notebook.evaluate(({ librarian }) => librarian.state().progress);
  const note = waiting > 0 ? `idle p95 ${(idle.p95 ?? 0).toFixed(0)} ms` : 'the import was over too soon';
  const ratio = (busy.p95 ?? Number.NaN) / (idle.p95 ?? Number.NaN);
  return [rowOf({ measure: measures.duringImport, by: own, data, unit: 'ms', ...busy, ratio, note })];
}

export async function measureProgram(source: Source, size: number): Promise<readonly Row[]> {
  const shell = await prepare();
  const data = size <= source.realPassages && source.hasRealVectors ? 'real' : 'made';
  const questions = source.given.questions.whole.slice(0, asked);
  return withFolder(async (profile) => {
    tell('  filling the program');
    const filled = await openProgram(shell, profile);
    try {
      await fillProgram(filled, source, size);
      await filled.program.close();
    } catch (error) {
      await endProgram(filled);
      throw error;
    }
    tell('  starting it');
    const opened = await openProgram(shell, profile);
    try {
      const [question = ''] = questions;
      await opened.notebook.evaluate(({ librarian }) => librarian.idle());
      const rows = [...(await measureStarts(opened, question, data))];
      tell('  asking it');
      rows.push(...(await measureDrawing(opened, questions, data)));
      tell('  saving notes');
      rows.push(...(await measureSaving(opened, data)));
      tell('  asking while an import is embedded');
      rows.push(...(await measureImport(opened, questions, data)));
      return rows;
    } finally {
      await endProgram(opened);
    }
  });
}
