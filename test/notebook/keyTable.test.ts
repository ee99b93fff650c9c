// Numbers for names: the same name has the same number, and a number leads back to the very name.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId } from '#domain/id.ts';
import type { NoticeList } from '#notebook/ledger.ts';
import { openLedger } from '#notebook/ledger.ts';
import { openKeyTable } from '#notebook/keyTable.ts';
import type { Restored } from '#store/fill.ts';

const uuid = fc
  .tuple(fc.nat(2 ** 40), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([ms, random]): string => makeId('note', ms, random));
const hash = fc
  .array(
    fc.nat(15).map((digit) => digit.toString(16)),
    { minLength: 64, maxLength: 64 },
  )
  .map((digits) => digits.join(''));
const odd = fc.oneof(
  fc.string({ maxLength: 70 }),
  uuid.map((id) => id.toUpperCase()),
  uuid.map((id) => id.replaceAll('-', '')),
  uuid.map((id) => `${id.slice(0, 8)}_${id.slice(9)}`),
  uuid.map((id) => `${id.slice(0, 35)}g`),
  hash.map((digits) => `${digits.slice(0, 63)} `),
);

describe('a table of names', () => {
  it.each([32, 64] as const)(
    '[KT1] of %s digits numbers them as a map would, and spells them (property)',
    (digits) => {
      fc.assert(
        fc.property(fc.array(fc.oneof(uuid, hash, odd), { maxLength: 60 }), (names) => {
          const table = openKeyTable(digits);
          const oracle = new Map<string, number>();
          for (const name of [...names, ...names.toReversed()]) {
            if (!oracle.has(name)) oracle.set(name, oracle.size);
            expect(table.numberOf(name)).toBe(oracle.get(name));
          }
          for (const [name, number] of oracle) expect(table.nameOf(number)).toBe(name);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('[KT2] grows, with names that differ in one digit and others between them', () => {
    const table = openKeyTable(32);
    const names = Array.from({ length: 5_000 }, (_, at) =>
      at % 7 === 0 ? `odd ${at}` : `${at.toString(16).padStart(8, '0')}-0000-7000-8000-000000000000`,
    );
    for (const [at, name] of names.entries()) expect(table.numberOf(name)).toBe(at);
    expect(names.map((name) => table.numberOf(name))).toEqual(names.map((_, at) => at));
    expect(names.map((_, at) => table.nameOf(at))).toEqual(names);
  });
});

/** What a ledger is to notice, the long way round. */
function naive(records: readonly Restored[]) {
  const there = new Set(
    records.map((record) => ('body' in record ? `body ${record.body.owner}` : named(record))),
  );
  const missing = new Map<string, string>();
  for (const record of records)
    if ('body' in record) {
      const { owner, pieces } = record.body;
      for (const name of [`id ${owner}`, ...pieces.map((piece) => `piece ${piece}`)])
        if (!there.has(name) && !missing.has(name)) missing.set(name, owner);
    }
  return [...missing.values()].toSorted();
}

function named(record: Restored): string {
  if (record.op === 'put') return `id ${record.record.id}`;
  return record.op === 'piece' ? `piece ${record.hash}` : '';
}

const ids = Array.from({ length: 6 }, (_, at) => makeId('note', at, new Uint8Array(10).fill(at)));
const hashes = Array.from({ length: 6 }, (_, at) => String(at).repeat(64));

describe('the ledger of a backup', () => {
  it('[KT3] notices what is named and not there, and what comes twice, as a plain one would (property)', () => {
    const note = fc.constantFrom(...ids).map((id) => ({ op: 'put', kind: 'note', record: { id } }));
    const body = fc.record({
      op: fc.constant('body'),
      body: fc.record({
        owner: fc.constantFrom(...ids),
        revision: fc.constant(1),
        pieces: fc.array(fc.constantFrom(...hashes), { maxLength: 3 }),
      }),
    });
    const piece = fc.constantFrom(...hashes).map((sha256) => ({ op: 'piece', hash: sha256, content: '' }));
    fc.assert(
      fc.property(fc.array(fc.oneof(note, body, piece), { maxLength: 25 }), (given) => {
        const ledger = openLedger();
        const all = given as unknown as readonly Restored[];
        const taken = all.filter((record) => {
          if (record.op === 'put') return ledger.take('note', record.record.id, record);
          if (record.op === 'body') return ledger.take('body', record.body.owner, record);
          return record.op === 'piece' && ledger.take('piece', record.hash, record);
        });
        const { count, first } = ledger.dangling();
        expect(first.map(({ id }) => id).toSorted()).toEqual(naive(taken));
        expect(count).toBe(first.length);
        const twice = (list: NoticeList): number => list.noticed().count;
        expect(twice(ledger.unread)).toBe(all.length - taken.length);
        const keys = new Set(all.map((record) => ('body' in record ? record.body.owner : named(record))));
        expect(taken).toHaveLength(keys.size);
        for (const { kind, why } of first) expect([kind, why.length > 10]).toEqual(['body', true]);
      }),
      { numRuns: 300 },
    );
  });
});
