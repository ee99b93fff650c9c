// node bench/vectors.mjs [--size 1000000]: the scan of vectors in a browser's worker, every kernel beside the plain
// Float32 loop in the same run, and usearch's exact scan of bytes in Node where it is installed.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { build } from 'vite';
import { dimensions, encode, packVector } from '#search/vectorCode.ts';
import { at, root, tell } from '../scripts/places.mjs';
import { howToGetBrowser, obtainBrowser } from '../test/standin/browser.mjs';
import { spreadOf, type Spread } from './line.ts';
import { vectorMaker } from './madeVectors.ts';
import { tableOf, type Cell } from './table.ts';
import { cacheFile, readEntries } from './vectorCache.ts';
import { makeVectors, timed, unpackAll } from './vectorMeasure.ts';
import type { VectorFigures, VectorTask } from './vectorMeasure.ts';

const madeCentres = 10_000;

interface Source {
  readonly packed: Uint8Array;
  readonly origin: 'real' | 'made';
}

/** Vectors of real passages from earlier runs of the evaluation; made ones where there are none. */
function vectorsFrom(folder: string): Source {
  const packs = new Map<string, Uint8Array>();
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : [])
    for (const [hash, packed] of readEntries(join(folder, name))) packs.set(hash, packed);
  if (packs.size > 1_000) {
    // By hash, so that questions are of all collections.
    const sorted = [...packs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, packed]) => packed);
    return { packed: Buffer.concat(sorted), origin: 'real' };
  }
  const make = vectorMaker(
    5,
    Array.from(
      { length: 200 },
      (
        (any) => () =>
          any()
      )(vectorMaker(3)),
    ),
  );
  return {
    packed: Buffer.concat(Array.from({ length: madeCentres }, () => packVector(make()))),
    origin: 'made',
  };
}

async function bundledWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: at('bench/vectorBench.worker.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const output = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunk = output.find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('The benchmark was not bundled.');
  return chunk.code;
}

async function inBrowser(browser: Browser, task: VectorTask): Promise<VectorFigures> {
  const page = await browser.newPage();
  await page.exposeFunction('tellBench', tell);
  const { packed, ...rest } = task;
  return page.evaluate(
    async ({ code, base64, given }) => {
      const { tellBench } = globalThis as unknown as { readonly tellBench: (sentence: string) => void };
      const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      const worker = new Worker(url);
      try {
        return await new Promise<VectorFigures>((resolve, reject) => {
          worker.addEventListener('error', ({ message }) => reject(new Error(message)));
          worker.addEventListener('message', ({ data }: MessageEvent) => {
            const message = data as { kind: string; sentence: string; figures: VectorFigures; why: string };
            if (message.kind === 'progress') tellBench(message.sentence);
            else if (message.kind === 'done') resolve(message.figures);
            else reject(new Error(message.why));
          });
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          worker.postMessage({ ...given, packed: bytes });
        });
      } finally {
        worker.terminate();
      }
    },
    { code: await bundledWorker(), base64: Buffer.from(packed).toString('base64'), given: rest },
  );
}

/** The part of usearch that is used. */
interface Usearch {
  readonly exactSearch: (
    vectors: Int8Array,
    queries: Int8Array,
    dimensions: number,
    count: number,
    metric: string,
    threads: number,
  ) => unknown;
}

/** usearch's exact scan on one thread, in Node; null where it is not installed. */
function peerInNode({ packed, questions, size, noise }: VectorTask): Spread | null {
  let usearch: Usearch;
  try {
    usearch = createRequire(at('bench/peers/package.json'))('usearch') as Usearch;
  } catch {
    return null;
  }
  tell('asking usearch');
  const given = unpackAll(packed);
  const all = makeVectors(given.slice(questions, questions + size), size, noise);
  const codes = new Int8Array(all.length);
  const query = new Int8Array(dimensions);
  for (let from = 0; from < all.length; from += dimensions)
    encode(all.subarray(from, from + dimensions), codes.subarray(from, from + dimensions));
  const times: number[] = [];
  for (const vector of given.slice(0, questions)) {
    encode(vector, query);
    timed(times, () => usearch.exactSearch(codes, query, dimensions, 10, 'ip', 1));
  }
  return spreadOf(times);
}

function rowsOf(figures: VectorFigures, peer: Spread | null): readonly (readonly Cell[])[] {
  const loop = spreadOf(figures.loopMs);
  const row = (name: string, spread: Spread, beside: Spread, recalls: readonly Cell[]): readonly Cell[] => [
    name,
    spread.p50,
    spread.p95,
    beside.p50 / spread.p50,
    ...recalls,
  ];
  return [
    row('Float32 loop', loop, loop, [null, 1]),
    ...figures.kernels.flatMap(({ name, truthful, nearestMs, manyMs, recallOfScan, recall }) => [
      row(`${name}${truthful ? '' : ' (computes wrongly)'}`, spreadOf(nearestMs), loop, [
        recallOfScan.toFixed(4),
        recall.toFixed(4),
      ]),
      row(`${name}, 1,000 nearest`, spreadOf(manyMs), loop, [null, null]),
    ]),
    ...(peer ? [row('usearch in Node', peer, loop, [null, null])] : []),
  ];
}

export async function main(options: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      size: { type: 'string', default: '100000' },
      questions: { type: 'string', default: '100' },
      noise: { type: 'string', default: '0.5' },
      vectors: { type: 'string', default: dirname(cacheFile('any')) },
    },
  });
  const { packed, origin } = vectorsFrom(values.vectors);
  const size = Number(values.size);
  const task: VectorTask = {
    packed,
    questions: Number(values.questions),
    size,
    noise: Number(values.noise),
  };
  const executablePath = obtainBrowser(tell);
  if (executablePath === null) throw new Error(howToGetBrowser);
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
  try {
    const figures = await inBrowser(browser, task);
    const peer = peerInNode(task);
    const head = ['scan', 'p50 ms', 'p95 ms', 'times the loop', 'recall@10 of the scan', 'recall@10'];
    process.stdout.write(
      `\n${figures.size} vectors in Chromium ${browser.version()}, one thread, ten nearest; ` +
        `${figures.real} of them ${origin}, the others copies with noise (made), ${task.questions} questions.\n` +
        `${tableOf(head, rowsOf(figures, peer))}\n` +
        `Adding packed vectors: ${(figures.loadMs / (size / 100_000)).toFixed(0)} ms for 100,000. ` +
        `Memory: ${(figures.memoryBytes / 2 ** 20).toFixed(0)} MiB.\n` +
        (peer ? '' : 'usearch is not installed: npm install --prefix bench/peers\n'),
    );
  } finally {
    await browser.close();
  }
  return 0;
}
