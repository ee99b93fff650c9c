// Of hits that say the same, one is shown.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinct } from '#notebook/distinct.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';

function hit(kind: Hit['kind'], id: string, passage: string): Hit {
  const end = passage.length;
  return {
    kind,
    id,
    title: '',
    passage,
    start: 0,
    end,
    score: 1,
    why: 'both',
    words: [],
    marks: [],
    sentence: null,
    more: [],
  };
}

const cost =
  'If the reinforcement is built and the load does not come, its cost is spread over every other bill.';

describe('distinct hits', () => {
  it('[D1] show an excerpt in place of the passage of its source', () => {
    const hits = [
      hit('source', 'a', `A reinforcement upstream is shared. ${cost} So it was said.`),
      hit('note', 'b', 'Deposits that clear the queue of connections.'),
      hit('excerpt', 'c', `${cost}\nThe centre of the draft.`),
      hit('excerpt', 'd', cost.toUpperCase()),
    ];
    expect(distinct(hits, 5).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(distinct(hits.slice(0, 2), 5).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('[D1] keep what shares words but not sentences', () => {
    const other =
      'The bill of every other load is spread if the cost does not come, and its reinforcement is built.';
    expect(distinct([hit('note', 'a', cost), hit('note', 'b', other)], 5)).toHaveLength(2);
    expect(distinct([hit('note', 'a', 'One'), hit('note', 'b', 'Two')], 5)).toHaveLength(2);
  });

  it('[D1] [D2] are some of those given, in their order, no two alike, and no fewer than the different passages', () => {
    const text = fc.constantFrom('', 'one', 'tides turn at noon', 'the grid costs more now', '電網的成本');
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (all, limit) => {
        const hits = all.map((each, at) => hit('note', String(at), each));
        const kept = distinct(hits, limit);
        const ids = kept.map(({ id }) => Number(id));
        expect(ids).toEqual(ids.toSorted((one, other) => one - other));
        expect(kept).toHaveLength(Math.min(limit, new Set(all).size));
        expect(new Set(kept.map(({ passage }) => passage)).size).toBe(kept.length);
      }),
    );
  });
});
