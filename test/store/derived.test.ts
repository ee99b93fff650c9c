// Derived data: what was put in comes out, and what is damaged is simply not there.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeVectors, runIn, vectorAt, type Vector, type VectorRun } from '#store/block.ts';
import { printOf } from '#domain/print.ts';
import { openDerived } from '#store/derived.ts';
import { FrameReader } from '#store/frames.ts';
import type { PartRow } from '#store/indexParts.ts';
import { memoryFolder, type PrivateFile, type PrivateFolder } from '#store/privateFolder.ts';
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

function hashesIn(store: DerivedStore): string[] {
  const hashes: string[] = [];
  for (const run of store.vectors()) hashes.push(...vectorsIn(run).map(({ hash }) => hash));
  return hashes;
}

function vectorsIn({ words, places }: VectorRun): Vector[] {
  return places.map((place) => vectorAt(words, place));
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

/** A file of vectors behind the store's back. */
async function filesOf(folder: PrivateFolder): Promise<readonly PrivateFile[]> {
  return Promise.all((await folder.names()).toSorted().map((name) => folder.open(name)));
}

function contentOf(file: PrivateFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.size());
  file.read(bytes, 0);
  return bytes;
}

describe('a block', () => {
  it('[D1] comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.array(fc.integer(), { maxLength: 10 }))), (given) => {
        const vectors = given.map(([number, words]) => ({
          hash: hashOf(number),
          packed: new Uint8Array(Int32Array.from(words).buffer),
        }));
        const words = new Int32Array(encodeVectors(vectors).buffer);
        expect(vectorsIn(runIn(words, 0, words.length))).toEqual(vectors);
      }),
    );
  });
});

describe('vectors', () => {
  const open = (folder: PrivateFolder, as = label) => openDerived({ name: newName(), label: as, folder });

  it('[D2] come back in the order in which they were put, after the store was opened again too', async () => {
    const folder = memoryFolder();
    const store = await open(folder);
    await Promise.all([store.putVectors([vector(1), vector(2)]), store.putVectors([vector(3)])]);
    await store.putVectors([]);
    store.close();
    const again = await open(folder);
    await again.putVectors([vector(4), vector(2)]);
    expect(hashesIn(again)).toEqual([1, 2, 3, 4].map(hashOf));
    expect(again.getVectors([3, 9, 1].map(hashOf))).toEqual([vector(3).packed, undefined, vector(1).packed]);
    expect(await folder.names()).toHaveLength(1);
    again.close();
  });

  it('[D3] fill files of about 8 MB, in frames of about 1 MB', async () => {
    const folder = memoryFolder();
    const store = await open(folder);
    const all = Array.from({ length: 50 }, (_, number) => vector(number, 400_000));
    await store.putVectors(all.slice(0, 30));
    await store.putVectors(all.slice(30));
    const sizes = (await filesOf(folder)).map((file) => file.size());
    expect(sizes).toHaveLength(3);
    for (const size of sizes.slice(0, 2)) {
      expect(size).toBeGreaterThanOrEqual(8 * 2 ** 20);
      expect(size).toBeLessThan(9 * 2 ** 20);
    }
    const first = (await filesOf(folder))[0]!;
    const frames = [...new FrameReader(1_000).framesIn(first)].map(({ from, end }) => 4 * (end - from));
    expect(Math.max(...frames)).toBeLessThanOrEqual(2 ** 20);
    expect(hashesIn(store)).toEqual(all.map(({ hash }) => hash));
    const [wanted] = store.getVectors([hashOf(49)]);
    expect(wanted).toEqual(all[49]!.packed);
    store.close();
  });

  it('[D4] of a damaged frame are not there, and can be put again; all others are there', async () => {
    const folder = memoryFolder();
    const store = await open(folder);
    for (const number of [1, 2, 3, 4]) await store.putVectors([vector(number, 60_000)]);
    store.close();
    const [file] = await filesOf(folder);
    file!.write(Uint8Array.of(0xff), 90_000);
    const again = await open(folder);
    expect(hashesIn(again)).toEqual([1, 3, 4].map(hashOf));
    expect(again.getVectors([2, 3].map(hashOf))).toEqual([undefined, vector(3, 60_000).packed]);
    await again.putVectors([2, 3].map((number) => vector(number, 60_000)));
    expect(hashesIn(again)).toEqual([1, 3, 4, 2].map(hashOf));
    again.close();
  });

  it('[D5] survive a file that was torn anywhere, and are added behind what is left of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (groups, share, zeroed) => {
          const whole = memoryFolder();
          const store = await open(whole);
          const ends: { readonly bytes: number; readonly vectors: number }[] = [];
          let made = 1; // not of noughts alone, which a file that was never written holds too
          for (const size of groups) {
            await store.putVectors(Array.from({ length: size }, () => vector(made++)));
            ends.push({ bytes: (await filesOf(whole))[0]!.size(), vectors: made });
          }
          store.close();
          const [name = ''] = await whole.names();
          const bytes = contentOf((await filesOf(whole))[0]!);
          const cut = Math.floor(share * bytes.length);
          const torn = memoryFolder();
          const file = await torn.open(name);
          // Torn off, or as long as it was and never written: as file systems leave it.
          file.write(zeroed ? bytes.fill(0, cut) : bytes.slice(0, cut), 0);
          const left = Math.max(1, ...ends.map((end) => (end.bytes <= cut ? end.vectors : 0)));
          const again = await open(torn);
          expect(hashesIn(again)).toEqual(Array.from({ length: left - 1 }, (_, at) => hashOf(at + 1)));
          await again.putVectors([vector(99)]);
          expect(hashesIn(again).slice(left - 1)).toEqual([hashOf(99)]);
          expect(again.getVectors([hashOf(99)])).toEqual([vector(99).packed]);
          again.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[D6] that are not wanted go, the others stay', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (isWanted) => {
        const folder = memoryFolder();
        const store = await open(folder);
        await store.putVectors(isWanted.map((_, number) => vector(number, 800_000)));
        const wanted = isWanted.flatMap((wants, number) => (wants ? [hashOf(number)] : []));
        const prints = wanted.map((hash) => JSON.stringify(printOf(hash)));
        await store.keepVectors((print) => prints.includes(JSON.stringify(print)));
        expect(hashesIn(store).toSorted()).toEqual(wanted.toSorted());
        const sizes = (await filesOf(folder)).map((file) => file.size());
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(801_000 * wanted.length + 1);
        await store.putVectors([vector(99)]);
        expect(hashesIn(store)).toContain(hashOf(99));
        expect(store.getVectors(wanted)).not.toContain(undefined);
        store.close();
      }),
      { numRuns: 15 },
    );
  });

  it('[D7] made under another label are dropped; documents stay', async () => {
    const name = newName();
    const folder = memoryFolder();
    const store = await openDerived({ name, label, folder });
    await store.putVectors([vector(1)]);
    await store.putDocuments([document(1)]);
    store.close();
    const other = await openDerived({ name, label: 'another model', folder });
    expect(hashesIn(other)).toEqual([]);
    expect(await documentsIn(other)).toEqual([document(1)]);
    other.close();
    expect(await folder.names()).toEqual([]);
  });

  it('[D13] in a file that cannot be opened, or is none of these, are gone; all others are there', async () => {
    const folder = memoryFolder();
    const store = await open(folder);
    await store.putVectors(Array.from({ length: 30 }, (_, number) => vector(number, 400_000)));
    store.close();
    await folder.open('something else');
    const broken = (await folder.names()).find((name) => name.endsWith('-1'));
    const again = await openDerived({
      name: newName(),
      label,
      folder: {
        ...folder,
        open: (name) => (name === broken ? Promise.reject(new Error('unreadable')) : folder.open(name)),
      },
    });
    const left = hashesIn(again);
    expect(left.length).toBeGreaterThan(0);
    expect(left.at(-1)).toBe(hashOf(29));
    expect((await folder.names()).every((name) => /^[0-9a-f]{16}-\d+$/.test(name))).toBe(true);
    again.close();
  });

  it('[D14] that could not be written are not there, and can be put again', async () => {
    const folder = memoryFolder();
    let isFull = false;
    const full: PrivateFolder = {
      ...folder,
      open: async (name) => {
        const file = await folder.open(name);
        return {
          ...file,
          write: (bytes, at) => {
            file.write(isFull ? bytes.slice(0, bytes.length >> 1) : bytes, at);
            if (isFull) throw new Error('the disk is full');
          },
        };
      },
    };
    const store = await open(full);
    await store.putVectors([vector(1)]);
    isFull = true;
    await expect(store.putVectors([vector(2)])).rejects.toThrow('full');
    isFull = false;
    expect(store.getVectors([1, 2].map(hashOf))).toEqual([vector(1).packed, undefined]);
    await store.putVectors([vector(2), vector(3)]);
    expect(hashesIn(store)).toEqual([1, 2, 3].map(hashOf));
    store.close();
  });
});

describe('documents', () => {
  it('[D8] come back in batches, by key, and go when they are removed', async () => {
    const store = await openDerived({ name: newName(), label, folder: memoryFolder() });
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
    const store = await openDerived({ name, label, folder: memoryFolder() });
    await store.putDocuments([document(1)]);
    store.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 990);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const again = await openDerived({ name, label, folder: memoryFolder() });
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
    const store = await openDerived({ name, label, folder: memoryFolder() });
    await store.putIndexParts([part(1), part(2), part(3)]);
    await store.putIndexParts([{ id: 2, bytes: null }, part(3, 2)]);
    store.close();
    const again = await openDerived({ name, label, folder: memoryFolder() });
    expect(await partsIn(again)).toEqual([
      [1, [1, 1, 1, 1, 1]],
      [3, [3, 3]],
    ]);
    again.close();
  });

  it('[D11] that are damaged are left out and removed, and the others are there', async () => {
    const name = newName();
    const store = await openDerived({ name, label, folder: memoryFolder() });
    await store.putIndexParts([part(1), part(2)]);
    const [first] = (await behind<unknown[]>(name, 'parts', (table) => table.getAll())) as PartRow[];
    const bytes = new Uint8Array(first?.bytes ?? []);
    bytes[2] = 9;
    await behind(name, 'parts', (table) => table.put({ ...first, bytes }));
    expect((await partsIn(store)).map(([id]) => id)).toEqual([2]);
    expect(await behind<number>(name, 'parts', (table) => table.count())).toBe(1);
    store.close();
  });

  it('[D12] come after those of a database that had none', async () => {
    const name = newName();
    const store = await openDerived({ name, label, folder: memoryFolder() });
    await store.putDocuments([document(2), document(1)]);
    expect(await store.documentKeys()).toEqual(['note:0001', 'note:0002']);
    expect(await partsIn(store)).toEqual([]);
    store.close();
  });
});
