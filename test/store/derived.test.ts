// Derived data: what was put in comes out, and what is damaged is simply not there.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '#domain/hex.ts';
import { decodeVectors, encodeVectors, type Vector } from '#store/block.ts';
import { printOf } from '#domain/print.ts';
import { openDerived } from '#store/derived.ts';
import type { DerivedDocument, DerivedStore } from '#store/store.ts';
import { hashOf } from './entries.ts';
import { newName } from './working.ts';

const label = 'model';

function vector(number: number, sizeBytes = 8): Vector {
  return { hash: hashOf(number), packed: new Uint8Array(sizeBytes).fill(number) };
}

function document(number: number): DerivedDocument {
  const id = String(number).padStart(4, '0');
  return { key: `note:${id}`, title: '', text: `text ${number}` };
}

async function hashesIn(store: DerivedStore): Promise<string[]> {
  const hashes: string[] = [];
  for await (const batch of store.vectors()) hashes.push(...batch.map(({ hash }) => hexOf(hash)));
  return hashes;
}

async function documentsIn(store: DerivedStore): Promise<DerivedDocument[]> {
  const all: DerivedDocument[] = [];
  for await (const batch of store.documents()) all.push(...batch);
  return all;
}

/** Runs work on a table natively, behind the store's back. */
async function behind<T>(
  name: string,
  table: string,
  work: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const native = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('failed'));
  });
  const transaction = native.transaction(table, 'readwrite');
  const request = work(transaction.objectStore(table));
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  native.close();
  return request.result;
}

interface Block {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly checksum: string;
}

async function blocksIn(name: string): Promise<Block[]> {
  const blocks = await behind<unknown[]>(name, 'blocks', (table) => table.getAll());
  return blocks as Block[];
}

describe('a block', () => {
  it('[D1] comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 40 }))), (given) => {
        const vectors = given.map(([number, packed]) => ({ hash: hashOf(number), packed }));
        const back = decodeVectors(encodeVectors(vectors));
        expect(back.map(({ hash, packed }) => [hexOf(hash), [...packed]])).toEqual(
          vectors.map(({ hash, packed }) => [hash, [...packed]]),
        );
      }),
    );
  });
});

describe('vectors', () => {
  it('[D2] come back in the order in which they were put, after the store was opened again too', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await Promise.all([store.putVectors([vector(1), vector(2)]), store.putVectors([vector(3)])]);
    await store.putVectors([]);
    store.close();
    const again = await openDerived({ name, label });
    await again.putVectors([vector(4)]);
    expect(await hashesIn(again)).toEqual([1, 2, 3, 4].map(hashOf));
    expect(await behind(name, 'blocks', (blocks) => blocks.count())).toBe(1);
    again.close();
  });

  it('[D3] fill blocks of about 1 MB', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    const third = 400_000;
    await store.putVectors([1, 2, 3, 4].map((number) => vector(number, third)));
    await store.putVectors([5, 6, 7].map((number) => vector(number, third)));
    const blocks = await blocksIn(name);
    expect(blocks.map(({ bytes }) => decodeVectors(bytes).length)).toEqual([3, 3, 1]);
    expect(await hashesIn(store)).toEqual([1, 2, 3, 4, 5, 6, 7].map(hashOf));
    store.close();
  });

  it('[D4] of a damaged block are not there, and can be put again; the other blocks stay', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putVectors([1, 2, 3, 4].map((number) => vector(number, 600_000)));
    store.close();
    const [first, second] = await blocksIn(name);
    const bytes = second!.bytes.slice();
    bytes[700_000] = 0xff;
    await behind(name, 'blocks', (table) => table.put({ ...second, bytes }));
    const again = await openDerived({ name, label });
    expect(await hashesIn(again)).toEqual(decodeVectors(first!.bytes).map(({ hash }) => hexOf(hash)));
    await again.putVectors([vector(3), vector(4)]);
    expect(await hashesIn(again)).toEqual([1, 2, 3, 4].map(hashOf));
    again.close();
  });

  it('[D5] are not added to a damaged block', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putVectors([vector(1)]);
    store.close();
    const [block] = await blocksIn(name);
    await behind(name, 'blocks', (table) => table.put({ ...block, bytes: 'nonsense' }));
    const again = await openDerived({ name, label });
    await again.putVectors([vector(2)]);
    expect(await hashesIn(again)).toEqual([hashOf(2)]);
    again.close();
  });

  it('[D6] that are not wanted go, the others stay', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 8 }), async (isWanted) => {
        const store = await openDerived({ name: newName(), label });
        await store.putVectors(isWanted.map((_, number) => vector(number, 400_000)));
        const wanted = isWanted.flatMap((wants, number) => (wants ? [hashOf(number)] : []));
        const prints = wanted.map((hash) => JSON.stringify(printOf(hash)));
        await store.keepVectors((print) => prints.includes(JSON.stringify(print)));
        expect((await hashesIn(store)).toSorted()).toEqual(wanted.toSorted());
        await store.putVectors([vector(99)]);
        expect(await hashesIn(store)).toContain(hashOf(99));
        store.close();
      }),
      { numRuns: 15 },
    );
  });

  it('[D7] made under another label are dropped; documents stay', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putVectors([vector(1)]);
    await store.putDocuments([document(1)]);
    store.close();
    const other = await openDerived({ name, label: 'another model' });
    expect(await hashesIn(other)).toEqual([]);
    expect(await documentsIn(other)).toEqual([document(1)]);
    other.close();
  });
});

describe('documents', () => {
  it('[D8] come back in batches, by key, and go when they are removed', async () => {
    const store = await openDerived({ name: newName(), label });
    const all = Array.from({ length: 450 }, (_, number) => document(number));
    await store.putDocuments(all);
    const sizes: number[] = [];
    for await (const batch of store.documents()) sizes.push(batch.length);
    expect(sizes).toEqual([200, 200, 50]);
    expect(await documentsIn(store)).toEqual(all);
    await store.removeDocuments([document(3).key]);
    expect(await store.getDocuments([4, 3, 5].map((number) => document(number).key))).toEqual([
      document(4),
      undefined,
      document(5),
    ]);
    store.close();
  });

  it('[D9] of a database made by another version are not there: it is made anew', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putDocuments([document(1)]);
    store.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 990);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const again = await openDerived({ name, label });
    expect(await documentsIn(again)).toEqual([]);
    again.close();
  });
});

describe('stored parts of the index', () => {
  const part = (id: number, size = 5) => ({ id, bytes: new Uint8Array(size).fill(id) });

  async function partsIn(store: DerivedStore): Promise<[number, number[]][]> {
    const all: [number, number[]][] = [];
    for await (const { id, bytes } of store.indexParts()) all.push([id, [...bytes]]);
    return all;
  }

  it('[D10] come back as they were last put, without those taken away, after opening again too', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putIndexParts([part(1), part(2), part(3)]);
    await store.putIndexParts([{ id: 2, bytes: null }, part(3, 2)]);
    store.close();
    const again = await openDerived({ name, label });
    expect(await partsIn(again)).toEqual([
      [1, [1, 1, 1, 1, 1]],
      [3, [3, 3]],
    ]);
    again.close();
  });

  it('[D11] that are damaged are left out and removed, and the others are there', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putIndexParts([part(1), part(2)]);
    const [first] = (await behind<unknown[]>(name, 'parts', (table) => table.getAll())) as Block[];
    const bytes = new Uint8Array(first?.bytes ?? []);
    bytes[2] = 9;
    await behind(name, 'parts', (table) => table.put({ ...first, bytes }));
    expect((await partsIn(store)).map(([id]) => id)).toEqual([2]);
    expect(await behind<number>(name, 'parts', (table) => table.count())).toBe(1);
    store.close();
  });

  it('[D12] come after those of a database that had none', async () => {
    const name = newName();
    const store = await openDerived({ name, label });
    await store.putDocuments([document(2), document(1)]);
    expect(await store.documentKeys()).toEqual(['note:0001', 'note:0002']);
    expect(await partsIn(store)).toEqual([]);
    store.close();
  });
});
