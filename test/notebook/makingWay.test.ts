// The librarian's embedders make way for whoever asks.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEmbedders, type Embedders } from '#embedding/embedders.ts';
import { openDesk } from '#notebook/librarian.ts';
import type { ToLibrarian } from '#notebook/librarianProtocol.ts';
import { createSearch } from '#search/search.ts';
import { openDerived } from '#store/derived.ts';
import { memoryFolder } from '#store/privateFolder.ts';
import { openReader } from '#store/read.ts';
import { newDatabase, newName } from '../store/working.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

it('[MW1] one embedder alone has passages while questions come, and for a second after the last', async () => {
  const name = newName();
  const database = await newDatabase(name);
  const heard: boolean[] = [];
  const embedders: Embedders = {
    ...createEmbedders({ workers: 1, spawn: () => Promise.reject(new Error('none')) as never }),
    embed: () => Promise.resolve({ kind: 'aborted' }),
    calm: (calm) => heard.push(calm),
  };
  const reader = await openReader(name);
  const derived = await openDerived({ name: `${name}-passages`, label: '', folder: memoryFolder() });
  const post = (): void => undefined;
  const desk = openDesk({
    ...{ reader, derived, embedders, post },
    search: createSearch(),
    width: 1,
    nowMs: () => 0,
  });
  const ask = (id: number): void => {
    const question: Extract<ToLibrarian, { kind: 'ask' }>['question'] = {
      text: 'tide',
      limit: 1,
      ranking: 'words',
    };
    desk.take({ kind: 'ask', id, question });
  };
  ask(1);
  vi.advanceTimersByTime(900);
  ask(2);
  vi.advanceTimersByTime(900);
  expect(heard).toEqual([true, true]);
  vi.advanceTimersByTime(200);
  expect(heard.at(-1)).toBe(false);
  // What else it is calm for goes on.
  desk.take({ kind: 'calm', reason: 'battery', calm: true });
  ask(3);
  vi.advanceTimersByTime(2_000);
  expect(heard.at(-1)).toBe(true);
  desk.close();
  database.close();
});
