// Late hits join without moving what is being read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, isCapped, total } from '#features/search/counts.ts';
import { joinLate } from '#features/search/join.ts';
import { hit, idsOf } from './hits.ts';

const list = fc
  .uniqueArray(fc.constantFrom(...Array.from('abcdefghij')), { maxLength: 10 })
  .map((ids) => ids.map((id) => hit(id)));

describe('hits that come late', () => {
  it('[J1] leave the hits that are read where they are', () => {
    fc.assert(
      fc.property(list, list, fc.nat(10), (shown, late, read) => {
        const { hits } = joinLate(shown, late, read);
        expect(idsOf(hits).startsWith(idsOf(shown.slice(0, read)))).toBe(true);
      }),
    );
  });

  it('[J2] are all there, each once, in their own order below', () => {
    fc.assert(
      fc.property(list, list, fc.nat(10), (shown, late, read) => {
        const { hits } = joinLate(shown, late, read);
        expect(new Set(idsOf(hits)).size).toBe(hits.length);
        const below = idsOf(hits.slice(Math.min(read, shown.length)));
        const kept = idsOf(shown.slice(0, read));
        expect(below).toBe(
          Array.from(idsOf(late))
            .filter((id) => !kept.includes(id))
            .join(''),
        );
      }),
    );
  });

  it('[J3] count as added when they were nowhere in the list', () => {
    expect(joinLate([hit('a'), hit('b')], [hit('c'), hit('b'), hit('a'), hit('d')], 1).added).toBe(2);
  });

  it('[J4] say whether the list stands in the best order after all', () => {
    const [a, b, c] = [hit('a'), hit('b'), hit('c')];
    expect(joinLate([a, b], [a, b, c], 2).isInOrder).toBe(true);
    expect(joinLate([a, b], [b, a], 2).isInOrder).toBe(false);
    expect(joinLate([a, b], [b, a], 0).isInOrder).toBe(true);
    expect(joinLate([a], [{ ...a, start: 40, end: 50 }], 1).isInOrder).toBe(false);
  });

  it('[J5] tell a better reason for the same passage, and change no text that is read', () => {
    const shown = [hit('a'), hit('b')];
    const late = [hit('a', { why: 'both' }), hit('b', { why: 'both', start: 90, passage: 'Another' })];
    const { hits } = joinLate(shown, late, 2);
    expect(hits.map(({ why, passage }) => [why, passage])).toEqual([
      ['both', 'The passage of a'],
      ['words', 'The passage of b'],
    ]);
  });
});

describe('the numbers beside the filters', () => {
  it('[J6] add up, by kind or over all', () => {
    const counts = { note: 3, excerpt: 4 };
    expect([
      total(counts),
      countIn(counts, null),
      countIn(counts, ['note']),
      countIn(counts, ['source']),
    ]).toEqual([7, 7, 3, 0]);
  });

  it('[J7] say that there may be more where the counting stopped', () => {
    expect([isCapped({ note: 150, source: 49 }), isCapped({ note: 150, source: 50 })]).toEqual([false, true]);
  });
});
