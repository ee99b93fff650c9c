// What is derived is opened ahead of the working copy: read once, and only where it is the one.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openAhead, type DerivedAhead } from '#notebook/derivedAhead.ts';
import { openDerived } from '#store/derived.ts';
import { memoryFolder } from '#store/privateFolder.ts';
import type { DerivedStore } from '#store/store.ts';
import { newName } from '../store/working.ts';

interface Counted {
  readonly ahead: DerivedAhead;
  readonly opened: string[];
  readonly closed: string[];
  readonly stores: DerivedStore[];
  reads: number;
}

function counted(): Counted {
  const opened: string[] = [];
  const closed: string[] = [];
  const open = async (database: string): Promise<DerivedStore> => {
    opened.push(database);
    const derived = await openDerived({ name: database, label: '', folder: memoryFolder() });
    count.stores.push(derived);
    return {
      ...derived,
      indexParts: () => {
        count.reads += 1;
        return derived.indexParts();
      },
      close: () => {
        closed.push(database);
        derived.close();
      },
    };
  };
  const count: Counted = { ahead: openAhead(open), opened, closed, stores: [], reads: 0 };
  return count;
}

async function filled(): Promise<string> {
  const name = newName();
  const derived = await openDerived({ name, label: '', folder: memoryFolder() });
  await derived.putIndexParts([{ id: 1, bytes: Uint8Array.of(1, 2) }]);
  derived.close();
  return name;
}

async function idsIn(derived: DerivedStore): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of derived.indexParts()) ids.push(id);
  return ids;
}

it('[DA1] is read before it is asked for, and once', async () => {
  const name = await filled();
  const count = counted();
  count.ahead.prepare(name);
  await expect.poll(() => count.reads).toBe(1);
  const derived = await count.ahead.take(name);
  expect(await idsIn(derived)).toEqual([1]);
  expect([count.opened, count.reads]).toEqual([[name], 1]);
  // Not kept for another time: what was read ahead may be out of date by then, and large.
  await derived.putIndexParts([{ id: 2, bytes: Uint8Array.of(3) }]);
  expect(await idsIn(derived)).toEqual([1, 2]);
  derived.close();
  expect(count.closed).toEqual([name]);
});

it('[DA2] is closed where another database is the one', async () => {
  const [name, other] = [await filled(), await filled()];
  const count = counted();
  count.ahead.prepare(name);
  const derived = await count.ahead.take(other);
  expect(await idsIn(derived)).toEqual([1]);
  expect([count.opened, count.closed]).toEqual([[name, other], [name]]);
  derived.close();
});

it('[DA3] is opened anew where the storage was set aside meanwhile, and where it could not be opened', async () => {
  const name = await filled();
  const count = counted();
  count.ahead.prepare(name);
  await expect.poll(() => count.reads).toBe(1);
  // As the browser does with every connection when its storage is cleared.
  count.stores[0]?.close();
  const derived = await count.ahead.take(name);
  expect(await idsIn(derived)).toEqual([1]);
  expect(count.opened).toEqual([name, name]);
  derived.close();

  let tries = 0;
  const failing = openAhead((database) => {
    tries += 1;
    if (tries === 1) return Promise.reject(new Error('busy'));
    return openDerived({ name: database, label: '', folder: memoryFolder() });
  });
  failing.prepare(name);
  const again = await failing.take(name);
  expect(await idsIn(again)).toEqual([1]);
  again.close();
});
