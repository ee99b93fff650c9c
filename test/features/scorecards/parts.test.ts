// Rows and columns: which are shown, and where a move leads past those that were removed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broughtBack, placesToMove, removedParts, shownParts } from '#features/scorecards/parts.ts';

const parts = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 9 })
  .map((removed) => removed.map((deleted, at) => ({ id: String(at), ...(deleted ? { deleted } : {}) })));

/** Moves one place at a time, as the notebook does. */
function moved<P extends { readonly id: string }>(list: readonly P[], id: string, by: number): readonly P[] {
  const from = list.findIndex((part) => part.id === id);
  const part = list[from];
  return part === undefined ? list : list.toSpliced(from, 1).toSpliced(from + by, 0, part);
}

describe('rows and columns', () => {
  it('[P1] a move changes places with the next part in sight, however many removed ones lie between', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.constantFrom(-1 as const, 1 as const), (list, pick, by) => {
        const shown = shownParts(list);
        const part = shown[pick % Math.max(1, shown.length)];
        if (part === undefined) return;
        const places = placesToMove(list, part.id, by);
        let next: readonly { readonly id: string; readonly deleted?: boolean }[] = list;
        for (let step = 0; step < places; step += 1) next = moved(next, part.id, by);
        const at = shown.indexOf(part);
        const isAtEnd = by < 0 ? at === 0 : at === shown.length - 1;
        expect(places === 0).toBe(isAtEnd);
        const expected = isAtEnd ? shown : moved(shown, part.id, by);
        expect(shownParts(next).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
    );
  });

  it('[P2] every part is either shown or removed, and one brought back is shown again', () => {
    fc.assert(
      fc.property(parts, (list) => {
        expect(shownParts(list).length + removedParts(list).length).toBe(list.length);
        expect(shownParts(removedParts(list).map(broughtBack))).toHaveLength(removedParts(list).length);
      }),
    );
  });

  it('[P3] what a newer program wrote about a part is kept when it is brought back', () => {
    expect(broughtBack({ id: 'a', deleted: true, colour: 'green' })).toEqual({ id: 'a', colour: 'green' });
  });

  it('[P4] a part that is not there moves nowhere', () => {
    expect(placesToMove([{ id: 'a' }], 'b', 1)).toBe(0);
  });
});
