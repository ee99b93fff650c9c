// How long a question takes at 10,000 passages, by words and fused, beside plain ways in the librarian's own thread.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Worker } from '@playwright/test';
import type { Ranking } from '#notebook/librarianProtocol.ts';
import type { Line } from './line.ts';
import { lineOf, spreadOf } from './line.ts';
import { hashesOf, packed, vectorMaker } from './madeVectors.ts';
import type { Opened, Shell } from './program.ts';
import { withProgram } from './program.ts';
import type { Item } from './shelf.ts';
import { addSources, waitForIndex } from './shelf.ts';
import { lend } from './vectorCache.ts';
import { wordStream } from './wordStream.ts';

const passages = 10_000;
const questionCount = 60;
const rounds = 3;
const miniSearch = fileURLToPath(import.meta.resolve('minisearch')).replace(/es\/index\.js$/, 'umd/index.js');

interface Shelf {
  readonly items: readonly Item[];
  readonly hashes: readonly string[];
}

export function makeShelf(): Shelf {
  const stream = wordStream(3);
  const items: Item[] = [];
  const hashes: string[] = [];
  while (hashes.length < passages) {
    const item = { key: `d${items.length}`, title: stream.title(), text: stream.text(480) };
    hashes.push(...hashesOf(item.title, item.text));
    items.push(item);
  }
  return { items, hashes };
}

/** Asks every question a few times, after a round that does not count; in milliseconds, as the window sees it. */
function timeAsking({ notebook }: Opened, questions: readonly string[], ranking: Ranking): Promise<number[]> {
  return notebook.evaluate(
    async ({ librarian }, asked) => {
      const times: number[] = [];
      for (let round = 0; round <= asked.rounds; round += 1)
        for (const text of asked.questions) {
          const begunMs = performance.now();
          await librarian.ask(
            { text, limit: 10, ranking: asked.ranking },
            new AbortController().signal,
            () => undefined,
          );
          if (round > 0) times.push(performance.now() - begunMs);
        }
      return times;
    },
    { questions, ranking, rounds },
  );
}

function timeEmbedding({ notebook }: Opened, questions: readonly string[]): Promise<number[]> {
  return notebook.evaluate(
    async ({ librarian }, asked) => {
      const times: number[] = [];
      for (let round = 0; round <= asked.rounds; round += 1)
        for (const text of asked.questions) {
          const begunMs = performance.now();
          await librarian.embed([text], new AbortController().signal);
          if (round > 0) times.push(performance.now() - begunMs);
        }
      return times;
    },
    { questions, rounds },
  );
}

/** The part of MiniSearch that is used. */
type PlainIndex = new (options: { readonly fields: readonly string[] }) => {
  readonly addAll: (items: readonly object[]) => void;
  readonly search: (text: string) => readonly unknown[];
};

/** The same passages in MiniSearch as it comes. */
async function timeMiniSearch(
  worker: Worker,
  items: readonly Item[],
  questions: readonly string[],
): Promise<number[]> {
  // Commands from outside are not bound by the page's policy; what they define lives in this thread only.
  await worker.evaluate(
    `(() => { const module = { exports: {} }, exports = module.exports; ${readFileSync(miniSearch, 'utf8')}
      globalThis.plainIndex = { make: module.exports, items: [] }; })()`,
  );
  const sent = 500;
  for (let from = 0; from < items.length; from += sent)
    await worker.evaluate(
      (group) => {
        const { plainIndex } = globalThis as unknown as { readonly plainIndex: { readonly items: object[] } };
        plainIndex.items.push(...group);
      },
      items.slice(from, from + sent),
    );
  return worker.evaluate(
    (asked) => {
      const { plainIndex } = globalThis as unknown as {
        readonly plainIndex: { readonly make: PlainIndex; readonly items: readonly object[] };
      };
      const index = new plainIndex.make({ fields: ['title', 'text'] });
      index.addAll(plainIndex.items);
      const times: number[] = [];
      for (let round = 0; round <= asked.rounds; round += 1)
        for (const text of asked.questions) {
          const begunMs = performance.now();
          index.search(text).slice(0, 10);
          if (round > 0) times.push(performance.now() - begunMs);
        }
      Reflect.deleteProperty(globalThis, 'plainIndex');
      return times;
    },
    { questions, rounds },
  );
}

/** Cosines with 10,000 vectors of 384 numbers, and the best ten of them. */
function timeVectorLoop(worker: Worker, questions: number): Promise<number[]> {
  return worker.evaluate(
    (given) => {
      const { dimension, count } = given;
      const vectors = Float32Array.from({ length: dimension * count }, () => Math.random() - 0.5);
      const times: number[] = [];
      for (let round = 0; round < given.times; round += 1) {
        const query = vectors.slice(round * dimension, (round + 1) * dimension);
        const begunMs = performance.now();
        const scores = new Float32Array(count);
        for (let passage = 0; passage < count; passage += 1) {
          let sum = 0;
          const from = passage * dimension;
          for (let at = 0; at < dimension; at += 1) sum += (query[at] ?? 0) * (vectors[from + at] ?? 0);
          scores[passage] = sum;
        }
        Array.from(scores.keys())
          .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
          .slice(0, 10);
        times.push(performance.now() - begunMs);
      }
      return times.slice(given.times - given.kept);
    },
    { dimension: 384, count: passages, times: questions * rounds + 20, kept: questions * rounds },
  );
}

export function benchSearch(shell: Shell): Promise<readonly Line[]> {
  return withProgram(shell, async (opened) => {
    const stream = wordStream(4);
    const questions = Array.from({ length: questionCount }, () => stream.question());
    const threeWords = Array.from({ length: questionCount }, () => stream.words(3, 80).join(' '));
    const near = await opened.notebook.evaluate(async ({ librarian }, texts) => {
      const vectors = await librarian.embed(texts, new AbortController().signal);
      return vectors.map((vector) => (vector === null ? null : Array.from(vector)));
    }, questions);
    if (near.includes(null)) throw new Error('The model is not available.');
    const { items, hashes } = makeShelf();
    const vector = vectorMaker(
      7,
      near.flatMap((each) => (each ? [Float32Array.from(each)] : [])),
    );
    await lend(opened, new Map(hashes.map((hash) => [hash, packed(vector())])));
    await addSources(opened, items);
    await waitForIndex(opened);

    const ofWords = await timeAsking(opened, questions, 'words');
    const ofThree = await timeAsking(opened, threeWords, 'words');
    const fused = await timeAsking(opened, questions, 'fused');
    const embedding = await timeEmbedding(opened, questions);
    const worker = opened.program.page.workers().find((each) => each.url().includes('librarian'));
    if (!worker) throw new Error('The librarian’s thread was not found.');
    const plainPassages = items.flatMap(({ key, title, text }) =>
      (text.match(/(?:\S+\s+){1,130}/g) ?? []).map((passage, at) => ({
        key,
        id: `${key}-${at}`,
        title,
        text: passage,
      })),
    );
    const mini = await timeMiniSearch(worker, plainPassages, questions);
    const miniThree = await timeMiniSearch(worker, plainPassages, threeWords);
    const loop = await timeVectorLoop(worker, questionCount);
    const together = mini.map((ms, at) => ms + (loop[at] ?? 0) + (embedding[at] ?? 0));
    return [
      lineOf('search by words, whole questions', 'ms', spreadOf(ofWords), {
        name: 'MiniSearch',
        ...spreadOf(mini),
      }),
      lineOf('search by words, three words', 'ms', spreadOf(ofThree), {
        name: 'MiniSearch',
        ...spreadOf(miniThree),
      }),
      lineOf('search fused, whole questions', 'ms', spreadOf(fused), {
        name: 'MiniSearch, embedding, loop',
        ...spreadOf(together),
      }),
      lineOf('of which the question is embedded', 'ms', spreadOf(embedding), null),
    ];
  });
}
