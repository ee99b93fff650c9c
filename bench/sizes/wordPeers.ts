// Libraries that find by words, in a worker, each as it comes; taken from bench/peers, and every passage is a document
// to them.
import { depth, textsFor, timeEach, type Asking } from './asking.ts';
import type { WorkerEngine } from './engine.ts';
import type { Unpacked } from './given.ts';

interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What a library is used for. */
interface Library {
  readonly add: (passages: readonly Passage[]) => unknown;
  readonly search: (text: string, prefix: boolean) => unknown;
  /** Stores everything, loads it into another one, and says what that took. */
  readonly keep: () => Promise<{ readonly diskBytes: number; readonly loadMs: number }>;
}

/** Where a library's module lies, below bench/peers/node_modules, and how it is opened. */
export const wordPeers = {
  MiniSearch: { module: 'minisearch/dist/es/index.js', open: openMiniSearch, canPrefix: true },
  FlexSearch: {
    module: 'flexsearch/dist/flexsearch.bundle.module.min.mjs',
    open: openFlexSearch,
    // It would take a second, larger index.
    canPrefix: false,
  },
  Orama: { module: '@orama/orama/dist/browser/index.js', open: openOrama, canPrefix: true },
} as const;

export type WordPeer = keyof typeof wordPeers;

export async function openWordPeer(
  name: WordPeer,
  { corpus, questions }: Unpacked,
  load: (module: string) => Promise<unknown>,
): Promise<WorkerEngine> {
  const { module, open } = wordPeers[name];
  const library = open(await load(module));
  return {
    add: async (from, end) => {
      const passages: Passage[] = [];
      for (let at = from; at < end; at += 1) {
        const { key, title, text, passages: spans } = corpus.document(at);
        spans.forEach((span, passage) =>
          passages.push({ id: `${key} ${passage}`, title, text: text.slice(span.start, span.end) }),
        );
      }
      const begunMs = performance.now();
      await library.add(passages);
      return performance.now() - begunMs;
    },
    keep: () => library.keep(),
    ask: (asking: Asking, asked) => {
      const texts = textsFor(asking, questions);
      return timeEach(asked.length, (at) => library.search(texts[asked[at] ?? 0] ?? '', asking === 'prefix'));
    },
  };
}

async function timeMs(work: () => unknown): Promise<number> {
  const begunMs = performance.now();
  await work();
  return performance.now() - begunMs;
}

const bytesOf = (text: string): number => new Blob([text]).size;

/** The parts of MiniSearch that are used. */
interface MiniSearch {
  readonly addAll: (passages: readonly Passage[]) => void;
  readonly search: (text: string, options: { readonly prefix: boolean }) => readonly unknown[];
}
interface MiniSearchModule {
  readonly default: {
    new (options: { readonly fields: readonly string[] }): MiniSearch;
    loadJSON: (json: string, options: { readonly fields: readonly string[] }) => MiniSearch;
  };
}

function openMiniSearch(module: unknown): Library {
  const { default: Mini } = module as MiniSearchModule;
  const options = { fields: ['title', 'text'] };
  const mini = new Mini(options);
  return {
    add: (passages) => mini.addAll(passages),
    search: (text, prefix) => mini.search(text, { prefix }).slice(0, depth),
    keep: async () => {
      const json = JSON.stringify(mini);
      return { diskBytes: bytesOf(json), loadMs: await timeMs(() => Mini.loadJSON(json, options)) };
    },
  };
}

/** The parts of FlexSearch that are used. */
interface FlexIndex {
  readonly add: (id: string, text: string) => unknown;
  readonly search: (text: string, options: { readonly limit: number; readonly suggest: boolean }) => unknown;
  readonly export: (take: (name: string, data: string | undefined) => unknown) => unknown;
  readonly import: (name: string, data: string) => unknown;
}
interface FlexModule {
  readonly default: { readonly Index: new (options: { readonly tokenize: string }) => FlexIndex };
}

function openFlexSearch(module: unknown): Library {
  const { Index } = (module as FlexModule).default;
  const options = { tokenize: 'strict' };
  const flex = new Index(options);
  return {
    add: (passages) => {
      for (const { id, title, text } of passages) flex.add(id, `${title}\n${text}`);
    },
    // With suggestions, else every word of a question would have to be in a passage.
    search: (text) => flex.search(text, { limit: depth, suggest: true }),
    keep: async () => {
      const parts: { readonly name: string; readonly data: string }[] = [];
      await flex.export((name, data) => {
        if (data !== undefined) parts.push({ name, data });
      });
      const again = new Index(options);
      const loadMs = await timeMs(() => {
        for (const { name, data } of parts) again.import(name, data);
      });
      return { diskBytes: parts.reduce((sum, { data }) => sum + bytesOf(data), 0), loadMs };
    },
  };
}

/** The parts of Orama that are used; `search` answers at once or in a while. */
interface OramaModule {
  readonly create: (options: { readonly schema: Readonly<Record<string, string>> }) => object;
  readonly insertMultiple: (
    database: object,
    passages: readonly Passage[],
    batch: number,
    language: undefined,
    skipHooks: boolean,
    timeoutMs: number,
  ) => unknown;
  readonly search: (database: object, asked: { readonly term: string; readonly limit: number }) => unknown;
  readonly save: (database: object) => unknown;
  readonly load: (database: object, saved: unknown) => unknown;
}

function openOrama(module: unknown): Library {
  const orama = module as OramaModule;
  const schema = { title: 'string', text: 'string' };
  const database = orama.create({ schema });
  return {
    // As many at a time as there are, and no pause between: pauses would count as building.
    add: (passages) => orama.insertMultiple(database, passages, passages.length, undefined, true, 0),
    search: (text) => orama.search(database, { term: text, limit: depth }),
    keep: async () => {
      const json = JSON.stringify(await orama.save(database));
      const again = orama.create({ schema });
      const loadMs = await timeMs(() => orama.load(again, JSON.parse(json)));
      return { diskBytes: bytesOf(json), loadMs };
    },
  };
}
