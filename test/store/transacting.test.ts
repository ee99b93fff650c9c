// Transactions that run beside each other: each keeps to itself, however its work waits for its tables.
import { describe, expect, it } from 'vitest';
import { applyEntries } from '#store/apply.ts';
import type { Tables } from '#store/database.ts';
import { readerOf } from '#store/read.ts';
import { hashOf, numbered, put } from './entries.ts';
import { newDatabase } from './working.ts';

const times = 30;

/** Waits as far inside as reading bundles does, and further. */
async function lookFor(tables: Tables, number: number, depth: number): Promise<unknown> {
  if (depth === 0) return tables.pieces.bulkGet([hashOf(number)]);
  await tables.heads('note').bulkGet(['no such note']);
  return lookFor(tables, number, depth - 1);
}

describe('a transaction beside others', () => {
  it('[TX1] that ends in a fault has kept nothing', async () => {
    const database = await newDatabase();
    const reader = readerOf(database);
    await applyEntries(database, numbered([[put('note', 1, 1)]]));
    const writing = Array.from({ length: times }, (_, number) =>
      database.writing(async (tables) => {
        await lookFor(tables, number, number % 5);
        await tables.pieces.bulkPut([{ hash: hashOf(number), content: 'half done' }]);
        await lookFor(tables, number, number % 3);
        throw new Error('it was not to be');
      }),
    );
    const reading = Array.from({ length: times }, async (_, number) => {
      await reader.body(`nobody ${number}`);
      await reader.heads('note');
      return reader.bodyPieces(`nobody ${number}`);
    });
    const ended = await Promise.allSettled(writing);
    await Promise.all(reading);
    for (const each of ended)
      expect(each).toMatchObject({ status: 'rejected', reason: { message: 'it was not to be' } });
    expect(await database.reading(({ pieces }) => pieces.count())).toBe(0);
    database.close();
  });

  it('[TX2] sees all of another, or nothing', async () => {
    const database = await newDatabase();
    const writing = Array.from({ length: times }, (_, number) =>
      database.writing(async (tables) => {
        await tables.pieces.bulkPut([{ hash: hashOf(2 * number), content: '' }]);
        await lookFor(tables, number, number % 5);
        await tables.pieces.bulkPut([{ hash: hashOf(2 * number + 1), content: '' }]);
      }),
    );
    const counts = await Promise.all(
      Array.from({ length: times }, (_, number) =>
        database.reading(async (tables) => {
          const before = await tables.pieces.count();
          await lookFor(tables, number, number % 4);
          return [before, await tables.pieces.count()] as const;
        }),
      ),
    );
    await Promise.all(writing);
    for (const [before, after] of counts) {
      expect(after).toBe(before);
      expect(before % 2).toBe(0);
    }
    expect(await database.reading(({ pieces }) => pieces.count())).toBe(2 * times);
    database.close();
  });
});
