// Parity of the embedding model: the real worker, built as the program is, in a real browser, against the vectors of
// the published weights.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { cosine, dot } from '#embedding/vector.ts';
import type { Answering, Asking } from '../embedding/parity/asking.ts';
import { buildPage } from '../embedding/parity/build.ts';
import { openServer, type StrictServer } from '../embedding/parity/server.ts';
import { howToGetBrowser, obtainBrowser } from '../standin/browser.mjs';

interface Reference {
  readonly rows: readonly { readonly text: string; readonly fp32: number[]; readonly int8: number[] }[];
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { rows } = JSON.parse(readFileSync(at('../embedding/reference.json'), 'utf8')) as Reference;
const texts = rows.map(({ text }) => text);
const model = '/models/all-MiniLM-L6-v2/';
const modelFiles = ['config.json', 'onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json'];

let server: StrictServer;
let browser: Browser;
let page: Page;

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.beforeAll(async () => {
  server = await openServer(await buildPage(), at('../../resources/models'));
  const executablePath = obtainBrowser(console.log);
  if (executablePath === null) throw new Error(howToGetBrowser);
  browser = await chromium.launch({
    executablePath,
    args: [`--proxy-server=${server.origin}`, '--disable-quic', '--disable-background-networking'],
  });
});

test.afterAll(async () => {
  await browser.close();
  await server.close();
});

test.beforeEach(async () => {
  server.flaws.clear();
  server.asked.length = 0;
  page = await browser.newPage();
  await page.goto(server.origin);
});

test.afterEach(async () => {
  await page.close();
});

/** Vectors as plain lists: what comes out of the page must be JSON. */
async function ask(asking: Asking): Promise<Omit<Answering, 'outcomes'> & { readonly vectors: number[][] }> {
  const { outcomes, ...rest } = await page.evaluate(async (question) => {
    const answer = await globalThis.ask(question);
    const plain = answer.outcomes.map((outcome) =>
      outcome.kind === 'vector' ? [...outcome.vector] : JSON.stringify(outcome),
    );
    return { ...answer, outcomes: plain };
  }, asking);
  return {
    ...rest,
    vectors: outcomes.map((outcome) => {
      if (typeof outcome === 'string') throw new Error(outcome);
      return outcome;
    }),
  };
}

async function faults(asking: Asking): Promise<readonly unknown[]> {
  return page.evaluate(async (question) => {
    const { outcomes, states } = await globalThis.ask(question);
    return [
      ...outcomes.map((outcome) => (outcome.kind === 'unavailable' ? outcome.why : null)),
      states.at(-1),
    ];
  }, asking);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The vectors of all reference texts, by the number of workers that shared them. */
const amongOthers = new Map<number, readonly number[][]>();

for (const workers of [1, 2]) {
  test(`[P1] ${workers} at work: 26 texts lie where the published weights put them`, async () => {
    const { vectors, states, isolated } = await ask({ workers, texts, priority: 'passage' });
    expect(vectors.map((vector) => vector.length)).toEqual(rows.map(() => 384));
    for (const vector of vectors) expect(Math.abs(dot(vector, vector) - 1)).toBeLessThan(1e-5);

    const toInt8 = rows.map(({ int8 }, i) => cosine(int8, vectors[i]!));
    const toFp32 = rows.map(({ fp32 }, i) => cosine(fp32, vectors[i]!));
    expect(toInt8.length).toBe(26);
    expect(Math.min(...toInt8)).toBeGreaterThanOrEqual(0.995);
    expect(mean(toFp32)).toBeGreaterThanOrEqual(0.99);
    expect(Math.min(...toFp32)).toBeGreaterThanOrEqual(0.975);

    expect(states.slice(0, 2)).toEqual(['loading', 'ready']);
    expect(isolated).toBe(true);
    amongOthers.set(workers, vectors);
  });
}

test('[P2] a text has the same bytes alone, among others, and beside a second worker', async () => {
  expect([...amongOthers.keys()]).toEqual([1, 2]);
  for (const [i, text] of texts.slice(0, 10).entries()) {
    const { vectors } = await ask({ workers: 1, texts: [text], priority: 'query' });
    expect(amongOthers.get(1)?.[i]).toEqual(vectors[0]);
    expect(amongOthers.get(2)?.[i]).toEqual(vectors[0]);
  }
});

for (const file of modelFiles) {
  for (const flaw of ['missing', 'damaged'] as const) {
    test(`[P3] ${file} ${flaw}: said so, and nothing is embedded`, async () => {
      server.flaws.set(model + file, flaw);
      const why = { kind: flaw, file };
      expect(await faults({ workers: 2, texts: ['a', 'b'], priority: 'passage' })).toEqual([
        why,
        why,
        'unavailable',
      ]);
    });
  }
}

test('[P4] only the model, the runtime and the page are asked for, here, and within the policy', async () => {
  await ask({ workers: 1, texts: ['one'], priority: 'query' });
  const ofModel = server.asked.filter((path) => path.startsWith(model));
  expect(ofModel.sort()).toEqual(modelFiles.map((file) => model + file));
  const runtime = server.asked.filter((path) => /ort-wasm.*\.(mjs|wasm)$/.test(path));
  expect(runtime.length).toBe(2);
  expect(server.violations).toEqual([]);
  expect(server.strangers).toEqual([]);
});

test('[P5] the two watches see what they are there for', async () => {
  await page.evaluate(() => fetch('http://stranger.invalid/').catch(() => undefined));
  await expect.poll(() => server.violations.length).toBe(1);
  await page.goto('http://stranger.invalid/').catch(() => undefined);
  expect(server.strangers).toContain('http://stranger.invalid/');
});
