// One engine in a worker of its own: told what to do, it answers with times.
import { Dexie, type Table } from 'dexie';
import type { Engine, WorkerEngine } from './engine.ts';
import { unpackGiven, type Given, type Unpacked } from './given.ts';
import { openLoop, openScan } from './meaningEngines.ts';
import { openBuilder, openOwn, type Shelf } from './ownEngine.ts';
import type { Order } from './order.ts';
import { openWordPeer, wordPeers, type WordPeer } from './wordPeers.ts';

let engine: WorkerEngine | null = null;

async function given(): Promise<Unpacked> {
  const [texts, vectors] = await Promise.all([fetch('/given.json'), fetch('/vectors.bin')]);
  return unpackGiven((await texts.json()) as Given, new Uint8Array(await vectors.arrayBuffer()));
}

/** On disk, as the program has its index: a browser that is driven keeps what was fetched in memory. */
function openShelf(): Shelf {
  const db = new Dexie('shelf', { chromeTransactionDurability: 'relaxed', cache: 'disabled' });
  db.version(1).stores({ blocks: '' });
  const blocks: Table<Uint8Array, string> = db.table('blocks');
  return {
    put: async (name, bytes) => {
      await blocks.put(new Uint8Array(bytes), name);
    },
    get: async (name) => {
      const bytes = await blocks.get(name);
      if (bytes === undefined) throw new Error(`${name} was not laid aside`);
      return bytes;
    },
  };
}

async function open(name: string): Promise<WorkerEngine> {
  const unpacked = await given();
  if (name === 'builder') return openBuilder(unpacked, openShelf());
  if (name === 'own') return openOwn(unpacked, openShelf());
  if (name === 'scan') return openScan(unpacked);
  if (name === 'wide' || name === 'plain') return openScan(unpacked, name);
  if (name === 'loop') return openLoop(unpacked);
  if (!(name in wordPeers)) throw new Error(`there is no engine ${name}`);
  return openWordPeer(name as WordPeer, unpacked, (module) => import(/* @vite-ignore */ `/peers/${module}`));
}

async function answer(order: Order): Promise<unknown> {
  if (order.kind === 'open') {
    engine = await open(order.name);
    return null;
  }
  if (engine === null) throw new Error('the engine is not open');
  switch (order.kind) {
    case 'add':
      return engine.add(order.from, order.end);
    case 'keep':
      return engine.keep() satisfies ReturnType<Engine['keep']>;
    case 'ask':
      return engine.ask(order.asking, order.questions);
    case 'nearest':
      return engine.nearest?.(order.question) ?? [];
    case 'change':
      return engine.change?.(order.count) ?? [];
    case 'note':
      return engine.note?.() ?? '';
    case 'sweep':
      // There where the browser was started with --expose-gc.
      (globalThis as { gc?: () => void }).gc?.();
      return null;
  }
}

addEventListener('message', ({ data }: MessageEvent<Order & { readonly id: number }>) => {
  answer(data).then(
    (result) => postMessage({ id: data.id, result }),
    (error: unknown) =>
      postMessage({ id: data.id, why: error instanceof Error ? error.message : String(error) }),
  );
});
