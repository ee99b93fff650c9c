// Evidence: whether it is still what it was, where the keys lead among results, what of a passage is shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#domain/judgement.ts';
import { evidenceState } from '#features/scorecards/evidenceState.ts';
import { resultAfter } from '#features/scorecards/resultKeys.ts';
import { shownPassage } from '#features/scorecards/shownPassage.ts';
import { idNumbered } from './judgements.ts';

const hash = 'a'.repeat(64);
const pinned: Evidence = {
  kind: 'excerpt',
  id: idNumbered(1),
  stance: 'supports',
  revision: 2,
  quotationSha256: hash,
};
const now = { revision: 2, quotationSha256: hash };

describe('evidence since it was linked', () => {
  it('[E1] is the same while revision and quotation are', () => {
    expect(evidenceState(pinned, now)).toBe('same');
  });
  it('[E2] is edited at another revision with the same quotation', () => {
    expect(evidenceState(pinned, { ...now, revision: 3 })).toBe('edited');
  });
  it('[E3] has another quotation when its hash differs or is missing, even at the same revision', () => {
    expect(evidenceState(pinned, { ...now, quotationSha256: 'b'.repeat(64) })).toBe('quotation changed');
    expect(evidenceState(pinned, { revision: 2 })).toBe('quotation changed');
  });
  it('[E4] is deleted while it lies in the trash, whatever else changed, and gone after that', () => {
    expect(evidenceState(pinned, { revision: 9, deletedAt: '2026-01-01T00:00:00.000Z' })).toBe('deleted');
    expect(evidenceState(pinned, undefined)).toBe('gone');
  });
  it('[E5] without a pinned quotation, as of a note, is judged by its revision alone', () => {
    const note: Evidence = { kind: 'note', id: idNumbered(2), stance: 'context', revision: 4 };
    expect(evidenceState(note, { revision: 4 })).toBe('same');
    expect(evidenceState(note, { revision: 5 })).toBe('edited');
  });
});

describe('the keys among results', () => {
  it('[E6] never lead outside, and Up from the first row leads back to the search box', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End')),
        (rows, keys) => {
          let at = { row: 0, column: 0 };
          for (const key of keys) {
            const next = resultAfter(key, at, rows);
            if (next === 'search') {
              expect([key, at.row]).toEqual(['ArrowUp', 0]);
              return;
            }
            expect(next).not.toBeNull();
            at = next ?? at;
            expect(at.row).toBeGreaterThanOrEqual(0);
            expect(at.row).toBeLessThan(rows);
            expect(at.column).toBeGreaterThanOrEqual(0);
            expect(at.column).toBeLessThan(3);
          }
        },
      ),
    );
  });
  it('[E7] other keys do not move', () => {
    expect(resultAfter('Enter', { row: 0, column: 0 }, 3)).toBeNull();
  });
  it('[E8] Down goes to the same button of the next result', () => {
    expect(resultAfter('ArrowDown', { row: 0, column: 1 }, 3)).toEqual({ row: 1, column: 1 });
  });
});

describe('the passage of a result', () => {
  it('[E9] begins at the nearest sentence, and its marks still stand on the same words', () => {
    const passage = 'First one here. Second one there.';
    const marks = [
      { start: 6, end: 9 },
      { start: 23, end: 26 },
    ];
    const shown = shownPassage(passage, { start: 16, end: 33 }, marks);
    expect(shown.text).toBe('… Second one there.');
    expect(shown.marks.map(({ start, end }) => shown.text.slice(start, end))).toEqual(['one']);
    expect(shownPassage(passage, null, marks)).toEqual({ text: passage, marks });
  });
});
