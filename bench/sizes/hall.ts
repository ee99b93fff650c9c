// Where engines are measured in a browser: every one in a worker of a page of its own, on an origin and so in a process
// of its own, that one which runs out of memory takes no other with it.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { at, root, tell } from '../../scripts/places.mjs';
import { howToGetBrowser, obtainBrowser } from '../../test/standin/browser.mjs';
import type { Engine, Kept, Near } from './engine.ts';
import type { Given } from './given.ts';
import { memoryOf, type Memory } from './memory.ts';
import type { Order } from './order.ts';

const peersFolder = at('bench/peers/node_modules');

/** An engine in a worker, with what only workers are asked. */
export interface GuestEngine extends Engine {
  readonly nearest: (question: number) => Promise<readonly Near[]>;
  readonly change: (count: number) => Promise<readonly number[]>;
  readonly note: () => Promise<string>;
  /** What the browser's processes take, after what nobody holds was collected. */
  readonly memory: () => Promise<Memory>;
  readonly close: () => Promise<void>;
}

export interface Hall {
  readonly browserVersion: string;
  readonly open: (name: string) => Promise<GuestEngine>;
  readonly close: () => Promise<void>;
}

async function bundledWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: at('bench/sizes/engine.worker.ts'), formats: ['es'] },
    },
  });
  const output = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunk = output.find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('The measuring worker was not bundled.');
  return chunk.code;
}

/** Clocks are precise only for pages that are isolated from others. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
};

type Reply =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly why: string };

const page = `<!doctype html><script>
  const worker = new Worker('/worker.js', { type: 'module' });
  const waiting = new Map();
  worker.onmessage = ({ data }) => { waiting.get(data.id)(data); waiting.delete(data.id); };
  worker.onerror = ({ message }) => { for (const [id, take] of waiting) take({ id, why: message }); };
  let last = 0;
  globalThis.order = (given) => new Promise((take) => {
    waiting.set(last += 1, take);
    worker.postMessage({ ...given, id: last });
  });
</script>`;

/** Who takes up what another laid aside is where it was laid. */
const originOf: Readonly<Record<string, string>> = { builder: 'own' };

/** Opens the hall; packed are the vectors of questions, then of passages. */
export async function openHall(given: Given, packed: Uint8Array): Promise<Hall> {
  const executablePath = obtainBrowser(tell);
  if (executablePath === null) throw new Error(howToGetBrowser);
  const worker = await bundledWorker();
  const texts = JSON.stringify(given);

  async function bodyOf(path: string): Promise<readonly [type: string, body: string | Uint8Array] | null> {
    if (path === '/') return ['text/html', page];
    if (path === '/worker.js') return ['text/javascript', worker];
    if (path === '/given.json') return ['application/json', texts];
    if (path === '/vectors.bin') return ['application/octet-stream', packed];
    if (!path.startsWith('/peers/')) return null;
    const file = normalize(join(peersFolder, path.slice('/peers/'.length)));
    if (!file.startsWith(peersFolder)) return null;
    return ['text/javascript', await readFile(file)];
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    bodyOf(path)
      .catch(() => null)
      .then((found) => {
        response.writeHead(found ? 200 : 404, { ...isolated, 'Content-Type': found?.[0] ?? 'text/plain' });
        response.end(found?.[1]);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--js-flags=--expose-gc'],
  });

  // One for all pages: what one lays aside, another takes up.
  const context = await browser.newContext();

  return {
    browserVersion: browser.version(),
    open: async (name) => {
      const opened = await context.newPage();
      await opened.goto(`http://${(originOf[name] ?? name).toLowerCase()}.localhost:${port}/`);
      const engine = engineIn(opened, browser);
      await engine.open(name);
      return engine;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

const mostLooks = 12;
const lookMs = 2_000;

function sumOf(memory: Memory): number {
  return [...memory.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function engineIn(page: Page, browser: Browser): GuestEngine & { open: (name: string) => Promise<void> } {
  const crashed = new Promise<never>((_, reject) =>
    page.on('crash', () => reject(new Error('it ran out of memory'))),
  );
  crashed.catch(() => undefined);

  async function tellWorker<T>(order: Order): Promise<T> {
    const reply = await Promise.race([
      crashed,
      page.evaluate(
        (given) =>
          (globalThis as unknown as { readonly order: (given: unknown) => Promise<Reply> }).order(given),
        order,
      ),
    ]);
    if ('why' in reply) throw new Error(reply.why);
    return reply.result as T;
  }

  return {
    open: async (name) => {
      await tellWorker({ kind: 'open', name });
    },
    add: (from, end) => tellWorker<number>({ kind: 'add', from, end }),
    keep: () => tellWorker<Kept>({ kind: 'keep' }),
    ask: (asking, questions) => tellWorker<readonly number[]>({ kind: 'ask', asking, questions }),
    nearest: (question) => tellWorker<readonly Near[]>({ kind: 'nearest', question }),
    change: (count) => tellWorker<readonly number[]>({ kind: 'change', count }),
    note: () => tellWorker<string>({ kind: 'note' }),
    memory: async () => {
      let memory: Memory = new Map();
      // Pages that nobody uses go back to the system only after a while.
      for (let tries = 0; tries < mostLooks; tries += 1) {
        const before = sumOf(memory);
        await tellWorker({ kind: 'sweep' });
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        memory = await memoryOf(browser);
        if (Math.abs(sumOf(memory) - before) < 0.005 * before) break;
      }
      return memory;
    },
    close: () => page.close(),
  };
}
