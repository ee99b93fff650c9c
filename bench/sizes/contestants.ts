// Everybody who is measured by words or by meaning: the program's own search, and its peers that run here.
import type { Asking } from './asking.ts';
import type { Engine } from './engine.ts';
import { own } from './figures.ts';
import type { Unpacked } from './given.ts';
import type { GuestEngine, Hall } from './hall.ts';
import { growthOf } from './memory.ts';
import { openSqlite, openUsearch } from './nativePeers.ts';

export interface Contestant {
  readonly name: string;
  readonly asked: readonly Asking[];
  /** Expected, in milliseconds for each passage. */
  readonly buildMs: number;
  /** What it takes when it is built is the memory of its index. */
  readonly isMemoryRead: boolean;
  readonly open: (hall: Hall, unpacked: Unpacked, size: number) => Promise<Opened | null>;
}

export interface Opened {
  readonly engine: Engine;
  readonly guest: () => GuestEngine | null;
  readonly close: () => unknown;
}

const inWorker =
  (name: string): Contestant['open'] =>
  async (hall) => {
    const guest = await hall.open(name);
    return { engine: guest, guest: () => guest, close: () => guest.close() };
  };

/** Built in one worker, loaded and asked in another. */
const openOwn: Contestant['open'] = async (hall) => {
  const builder = await hall.open('builder');
  let asked: GuestEngine | null = null;
  const engine: Engine = {
    add: (from, end) => builder.add(from, end),
    keep: async () => {
      const words = await builder.keep();
      await builder.close();
      asked = await hall.open('own');
      const before = await asked.memory();
      const loaded = await asked.keep();
      const after = await asked.memory();
      return {
        loadMs: loaded.loadMs,
        diskBytes: (words.diskBytes ?? 0) + (loaded.diskBytes ?? 0),
        memoryBytes: growthOf(before, after),
      };
    },
    ask: async (asking, questions) => (await asked?.ask(asking, questions)) ?? [],
  };
  return {
    engine,
    guest: () => asked,
    close: () => asked?.close(),
  };
};

const byWords = ['whole', 'three', 'prefix'] as const;

/** What the rows call the two engines that are one in the program. */
export const scan = `${own}, vectors`;

export function isOwn(name: string): boolean {
  return name === own || name === scan;
}

/** The program's own, and those whose names begin so; all when nothing is named. */
export function contestantsNamed(names: string | undefined): readonly Contestant[] {
  if (names === undefined) return contestants;
  const wanted = names.split(',').map((name) => name.trim().toLowerCase());
  return contestants.filter(
    ({ name }) => isOwn(name) || wanted.some((each) => name.toLowerCase().startsWith(each)),
  );
}

const contestants: readonly Contestant[] = [
  { name: own, asked: [...byWords, 'found', 'fused'], buildMs: 0.6, isMemoryRead: false, open: openOwn },
  {
    name: 'SQLite FTS5',
    asked: byWords,
    buildMs: 0.1,
    isMemoryRead: false,
    open: (_hall, unpacked) => {
      const engine = openSqlite(unpacked);
      return Promise.resolve(engine && { engine, guest: () => null, close: () => engine.close() });
    },
  },
  {
    name: 'FlexSearch',
    asked: ['whole', 'three'],
    buildMs: 0.3,
    isMemoryRead: true,
    open: inWorker('FlexSearch'),
  },
  { name: 'MiniSearch', asked: byWords, buildMs: 0.8, isMemoryRead: true, open: inWorker('MiniSearch') },
  { name: 'Orama', asked: byWords, buildMs: 1.5, isMemoryRead: true, open: inWorker('Orama') },
  { name: scan, asked: ['meaning'], buildMs: 0.05, isMemoryRead: false, open: inWorker('scan') },
  {
    name: `${own}, wide kernel`,
    asked: ['meaning'],
    buildMs: 0.05,
    isMemoryRead: false,
    open: inWorker('wide'),
  },
  {
    name: `${own}, plain kernel`,
    asked: ['meaning'],
    buildMs: 0.05,
    isMemoryRead: false,
    open: inWorker('plain'),
  },
  { name: 'Float32 loop', asked: ['meaning'], buildMs: 0.05, isMemoryRead: true, open: inWorker('loop') },
  {
    name: 'usearch',
    asked: ['meaning'],
    buildMs: 0.05,
    isMemoryRead: false,
    open: (_hall, unpacked, size) => {
      const engine = openUsearch(unpacked, size + 1_000);
      return Promise.resolve(engine && { engine, guest: () => null, close: () => engine.close() });
    },
  },
];
