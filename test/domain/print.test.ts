// Prints: the beginning of a hash, and numbers found by it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAt, printOf, PrintTable } from '#domain/print.ts';

const word = fc.oneof(fc.constantFrom(0, 1, 15, 16, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 }));
const print = fc.record({ high: word, low: word });

describe('a print', () => {
  it('[P1] is the same from hex and from bytes, wherever they lie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(9), (hash, before) => {
        const hex = Buffer.from(hash).toString('hex');
        const bytes = new Uint8Array(4 * before + 32);
        bytes.set(hash, 4 * before);
        expect(printAt(new Int32Array(bytes.buffer), before)).toEqual(printOf(hex));
      }),
    );
  });
});

describe('a table of prints', () => {
  it('[P2] holds what a map would hold', () => {
    const entry = fc.tuple(print, fc.nat({ max: 2 ** 31 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), fc.array(print), (entries, others) => {
        const table = new PrintTable();
        const map = new Map<string, number>();
        for (const [key, number] of entries) {
          table.set(key, number);
          map.set(JSON.stringify(key), number);
        }
        expect(table.size).toBe(map.size);
        for (const key of [...entries.map(([each]) => each), ...others])
          expect(table.get(key)).toBe(map.get(JSON.stringify(key)) ?? -1);
        table.clear();
        expect([table.size, ...entries.map(([key]) => table.get(key))]).toEqual([
          0,
          ...entries.map(() => -1),
        ]);
      }),
    );
  });
});
