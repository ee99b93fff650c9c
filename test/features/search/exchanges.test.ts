// Differences of a quotation that stand side by side.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangesIn } from '#features/search/exchanges.ts';
import type { Difference, DifferenceKind } from '#search/differences.ts';

type Given = readonly (readonly [kind: DifferenceKind, quoted: string, met: string])[];

/** Pieces one after the other, and the two texts that they make up. */
function laid(given: Given) {
  let [quotation, text] = ['', ''];
  const differences = given.map(([kind, quoted, met]): Difference => {
    const of = { start: quotation.length, end: quotation.length + quoted.length };
    const at = { start: text.length, end: text.length + met.length };
    quotation += quoted;
    text += met;
    return { kind, quoted: of, met: at };
  });
  return { quotation, text, differences };
}

function told(given: Given): Given {
  const { quotation, text, differences } = laid(given);
  const slice = (from: string, { start, end }: Difference['met']): string => from.slice(start, end);
  return exchangesIn(
    differences,
    ({ quoted, met }) => (slice(quotation, quoted) + slice(text, met)).trim() === '',
  ).map(({ kind, quoted, met }) => [kind, slice(quotation, quoted), slice(text, met)]);
}

describe('differences side by side', () => {
  it('[X1] are told as one, with the space between them', () => {
    expect(
      told([
        ['same', 'Somebody ', 'Somebody '],
        ['missing', '', 'has'],
        ['same', '', ' '],
        ['changed', 'must', 'to'],
        ['same', ' bear', ' bear'],
      ]),
    ).toEqual([
      ['same', 'Somebody ', 'Somebody '],
      ['changed', 'must', 'has to'],
      ['same', ' bear', ' bear'],
    ]);
  });

  it('[X2] stay apart where a word, a mark or an ellipsis stands between them', () => {
    const apart: Given = [
      ['changed', 'must', 'has'],
      ['same', ' never ', ' never '],
      ['added', 'ever', ''],
      ['marks', ',', ';'],
      ['missing', '', 'x'],
      ['omitted', '…', 'one two'],
      ['changed', 'a', 'b'],
      ['same', ' ', ' '],
    ];
    expect(told(apart)).toEqual(apart);
  });

  it('[X3] make up the same texts as before, without a gap', () => {
    const kind = fc.constantFrom<DifferenceKind>('same', 'changed', 'missing', 'added', 'omitted', 'marks');
    const piece = fc.tuple(kind, fc.constantFrom('', ' ', 'word'), fc.constantFrom('', ' ', 'other'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (given) => {
        const joined = told(given);
        for (const side of [1, 2] as const)
          expect(joined.map((each) => each[side]).join('')).toBe(given.map((each) => each[side]).join(''));
      }),
    );
  });
});
