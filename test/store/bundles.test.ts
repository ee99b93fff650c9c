// Rows in bundles: whatever is filled, written and taken away, they read like rows of their own.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '#domain/operation.ts';
import { applyEntries } from '#store/apply.ts';
import type { RowsInBundles } from '#store/bundles.ts';
import type { Database } from '#store/database.ts';
import { everyRecord } from '#store/everyRecord.ts';
import type { Restored } from '#store/fill.ts';
import { openStore } from '#store/openStore.ts';
import { maxRowChars } from '#store/row.ts';
import { countRows, stockIn } from '#store/stock.ts';
import { unnamedPieces } from '#store/unnamedPieces.ts';
import { tamper } from '../notebook/tamper.ts';
import { body, idOf, numbered, put, remove } from './entries.ts';
import { filled, newDatabase, rowsIn } from './working.ts';

const numbers = 60;

/** Two in three end alike: what is told from the ends alone must be looked for. */
function hashOf(number: number): string {
  return (
    number.toString(16).padStart(8, '0') + (number % 3 === 0 ? number : 7).toString(16).padStart(56, '0')
  );
}

function pieceOf(number: number, length: number): Restored {
  return { op: 'piece', hash: hashOf(number), content: `${number}:`.padEnd(length, 'é') };
}

/** What the browser keeps, as it keeps it. */
async function storedIn(name: string, table: string): Promise<readonly object[]> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(String(request.error)));
  });
  const rows = await new Promise<object[]>((resolve) => {
    const request = db.transaction(table).objectStore(table).getAll();
    request.onsuccess = () => resolve(request.result as object[]);
  });
  db.close();
  return rows;
}

async function everyKey<R>(table: RowsInBundles<R>, about: number): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let page = await table.keysAfter('', about); page.last !== null;)
    page = (keys.push(...page.rows), await table.keysAfter(page.last, about));
  return keys;
}

async function asRead(database: Database): Promise<unknown> {
  const records: unknown[] = [];
  for await (const page of everyRecord(database))
    for (const each of page.records) records.push([page.kind, each]);
  return records;
}

const lengths = fc.array(fc.oneof(fc.nat(400), fc.integer({ min: 5_000, max: 40_000 })), {
  minLength: numbers,
  maxLength: numbers,
});
const change: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(fc.nat(numbers + 5), fc.nat(500)).map(([number, length]) => pieceOf(number, length)),
  fc.array(fc.nat(numbers + 5), { maxLength: 20 }).map((some): Operation => ({
    op: 'forget',
    hashes: [...new Set(some)].map(hashOf),
  })),
  fc
    .tuple(fc.nat(numbers + 5), fc.integer({ min: 1, max: 4 }), fc.oneof(fc.nat(4), fc.constant(900)))
    .map(([number, revision, count]) =>
      body(
        idOf('note', number),
        revision,
        Array.from({ length: count }, (_, at) => hashOf(at)),
      ),
    ),
  fc.nat(numbers + 5).map((number) => remove('note', number, 9)),
);

describe('rows in bundles', () => {
  it('[BU1] read like single rows, and are counted like them, whatever is written and taken away', async () => {
    await fc.assert(
      fc.asyncProperty(
        lengths,
        fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (contents, changes, about) => {
          const records = [
            ...contents.map((_, number) => put('note', number, 1)),
            ...contents.map((_, number) => body(idOf('note', number), 1, [hashOf(number)])),
            ...contents.map((length, number) => pieceOf(number, length)),
          ] as Restored[];
          const name = await filled(records);
          const bundled = await newDatabase(name);
          const single = await newDatabase();
          await applyEntries(single, numbered([records]));
          const entries = numbered(changes, 2);
          for (const entry of entries) await applyEntries(bundled, [entry]);
          await applyEntries(single, entries);

          expect(await asRead(bundled)).toEqual(await asRead(single));
          expect(await bundled.reading(countRows)).toEqual(await single.reading(countRows));
          expect(await bundled.reading(stockIn)).toEqual(await bundled.reading(countRows));
          expect(await unnamedPieces(bundled)).toEqual(await unnamedPieces(single));
          const hashes = Array.from({ length: numbers + 6 }, (_, number) => hashOf(number)).toReversed();
          const found = await bundled.reading(({ pieces }) => pieces.bulkGet(hashes));
          expect(found).toEqual(await single.reading(({ pieces }) => pieces.bulkGet(hashes)));
          expect(await bundled.reading(({ pieces }) => pieces.countOf(hashes))).toBe(
            found.filter((row) => row !== undefined).length,
          );
          expect(await bundled.reading(({ pieces }) => everyKey(pieces, about))).toEqual(
            (await single.reading(({ pieces }) => rowsIn(pieces))).map(({ hash }) => hash),
          );
          bundled.close();
          single.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('[BU2] are few, none of them large; what comes out of order, or is large, has a row of its own', async () => {
    const ordered = Array.from({ length: 300 }, (_, number) => pieceOf(number, 500));
    const name = await filled([...ordered, pieceOf(400, maxRowChars), pieceOf(350, 10), pieceOf(320, 10)]);
    const bundles = await storedIn(name, 'bundles');
    expect(bundles.length).toBeLessThan(10);
    for (const bundle of bundles)
      expect(JSON.stringify(Reflect.get(bundle, 'rows')).length).toBeLessThan(30_000);
    expect(await storedIn(name, 'pieces')).toHaveLength(2);
    const database = await newDatabase(name);
    expect(await database.reading(({ pieces }) => pieces.count())).toBe(303);
    database.close();
  });

  it('[BU3] are gone from the disk when they are taken away', async () => {
    const records = Array.from({ length: 9 }, (_, number) => pieceOf(number, 100));
    const name = await filled(records);
    const database = await newDatabase(name);
    await applyEntries(database, numbered([[{ op: 'forget', hashes: [hashOf(4)] }]], 2));
    expect(JSON.stringify(await storedIn(name, 'bundles'))).not.toContain('4:');
    await applyEntries(
      database,
      numbered([[{ op: 'forget', hashes: [0, 1, 2, 3, 5, 6, 7, 8].map(hashOf) }]], 3),
    );
    expect(await storedIn(name, 'bundles')).toEqual([]);
    database.close();
  });

  it('[BU4] are missed when one of them is lost', async () => {
    const name = await filled(Array.from({ length: 99 }, (_, number) => pieceOf(number, 900)));
    await tamper(name, (transaction) => {
      const cursor = transaction.objectStore('bundles').openCursor();
      cursor.onsuccess = () => void cursor.result?.delete();
    });
    const opened = await openStore(name, 'notebook');
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const { expected, found } = opened.soundness;
    expect(expected.pieces).toBe(99);
    expect(found.pieces).toBeLessThan(99);
    opened.store.close();
  });
});
