// Passages are cut around what was found in them, and nothing that was found is cut away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '#ui/highlight.ts';
import { cutAround, marksOf, marksWithin, occurrences, steadyCut } from '#features/search/cut.ts';

const word = fc.stringMatching(/^[a-zé]{1,12}$/);
const prose = fc.array(word, { minLength: 1, maxLength: 200 }).map((words) => words.join(' '));
const marked = prose.chain((text) =>
  fc.record({
    text: fc.constant(text),
    marks: fc.array(
      fc
        .tuple(fc.nat(text.length), fc.integer({ min: 1, max: 20 }))
        .map(([start, length]): Mark => ({ start, end: Math.min(text.length, start + length), kind: 'word' }))
        .filter(({ start, end }) => start < end),
      { maxLength: 6 },
    ),
  }),
);

describe('a passage cut to a few lines', () => {
  it('[P1] is the whole passage where it is short enough, and never longer than asked', () => {
    fc.assert(
      fc.property(marked, fc.integer({ min: 40, max: 400 }), ({ text, marks }, maxChars) => {
        const { start, end } = cutAround(text, marks, maxChars);
        expect(end - start).toBeLessThanOrEqual(maxChars);
        if (text.length <= maxChars) expect([start, end]).toEqual([0, text.length]);
        else expect(end - start).toBeGreaterThan(maxChars / 2);
      }),
    );
  });

  it('[P2] begins and ends between words', () => {
    fc.assert(
      fc.property(marked, fc.integer({ min: 40, max: 400 }), ({ text, marks }, maxChars) => {
        // A mark may begin within a word; then the cut keeps to the mark.
        fc.pre(marks.every(({ start, end }) => isEdge(text, start) && isEdge(text, end)));
        const { start, end } = cutAround(text, marks, maxChars);
        expect(isEdge(text, start) && isEdge(text, end)).toBe(true);
      }),
    );
  });

  it('[P2] cuts before the space where what was found begins with one', () => {
    const text = 'ésywéwyycécv fvéméop hzéjééyé toékéépoévé lééééd érégiiuééém awb vét';
    const { start } = cutAround(text, [{ start: 29, end: 48, kind: 'word' }], 40);
    expect(text.slice(start)).toMatch(/^ ?toékéé/);
  });

  it('[P3] holds the nearest sentence whole where it fits', () => {
    fc.assert(
      fc.property(prose, fc.nat(2000), fc.integer({ min: 1, max: 90 }), (text, at, length) => {
        const start = at % text.length;
        const near: Mark = { start, end: Math.min(text.length, start + length), kind: 'near' };
        const cut = cutAround(text, [near], 100);
        expect(cut.start).toBeLessThanOrEqual(near.start);
        expect(cut.end).toBeGreaterThanOrEqual(near.end);
      }),
    );
  });

  it('[P4] shows as many matched words as any stretch of that length could', () => {
    const text = `${'a '.repeat(200)}cost ${'b '.repeat(200)}cost of the cost ${'c '.repeat(200)}`;
    const marks = occurrences(text, ['cost']).map((span): Mark => ({ ...span, kind: 'word' }));
    const cut = cutAround(text, marks, 120);
    expect(text.slice(cut.start, cut.end).match(/cost/g)).toHaveLength(2);
  });

  it('[P5] never parts a pair of surrogates where a text has no spaces', () => {
    const text = '\u{20BB7}\u{20BB7}'.repeat(200);
    for (let at = 0; at < 300; at += 7) {
      const cut = cutAround(text, [{ start: at, end: at + 2, kind: 'near' }], 101);
      expect(text.slice(cut.start, cut.end).isWellFormed()).toBe(true);
    }
  });

  it('[P6] marks the same words in the part as in the whole', () => {
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const cut = cutAround(text, marks, 60);
        const part = text.slice(cut.start, cut.end);
        const inside = marks.filter(({ start, end }) => start >= cut.start && end <= cut.end);
        const shown = marksWithin(marks, cut).map(({ start, end }) => part.slice(start, end));
        for (const { start, end } of inside) expect(shown).toContain(text.slice(start, end));
      }),
    );
  });
});

describe('a cut whose nearest sentence becomes another', () => {
  it('[P9] stays where it holds that sentence whole, and else is cut anew', () => {
    fc.assert(
      fc.property(prose, fc.nat(2000), fc.nat(2000), (text, first, second) => {
        const near = (at: number): readonly Mark[] => {
          const start = at % text.length;
          return [{ start, end: Math.min(text.length, start + 30), kind: 'near' }];
        };
        const before = cutAround(text, near(first), 100);
        const [mark] = near(second);
        if (!mark) return;
        const after = steadyCut(before, text, [mark], 100);
        const isHeld = mark.start >= before.start && mark.end <= before.end;
        expect(after).toEqual(isHeld ? before : cutAround(text, [mark], 100));
        expect(steadyCut(before, text, [], 100)).toBe(before);
      }),
    );
  });
});

describe('a cut that is kept and asked for again', () => {
  it('[P10] is the very same, however long the nearest sentence is', () => {
    fc.assert(
      fc.property(prose, fc.nat(2000), fc.integer({ min: 1, max: 90 }), (text, at, length) => {
        const start = at % text.length;
        const near: Mark = { start, end: Math.min(text.length, start + length), kind: 'near' };
        const once = steadyCut(cutAround(text, [], 30), text, [near], 30);
        expect(steadyCut(once, text, [near], 30)).toBe(once);
      }),
    );
  });
});

describe('what is lit up', () => {
  it('[P7] is the nearest sentence only where it is not the whole passage', () => {
    const passage = 'One thing. The cost is borne by all.';
    expect(marksOf(passage, [], { start: 11, end: passage.length })).toEqual([
      { start: 11, end: passage.length, kind: 'near' },
    ]);
    expect(marksOf('The cost is borne by all.', [], { start: 0, end: 25 })).toEqual([]);
  });

  it('[P8] is a whole word, however it is cased and whatever signs it holds', () => {
    const said = (text: string, words: readonly string[]): readonly string[] =>
      occurrences(text, words).map(({ start, end }) => text.slice(start, end));
    expect(said('Cost, costly, cost-free COST', ['cost'])).toEqual(['Cost', 'cost', 'COST']);
    expect(said('C++ (a.b) aXb', ['a.b', 'C++'])).toEqual(['C++', 'a.b']);
    expect(said('nothing', ['', 'x'])).toEqual([]);
  });
});

function isEdge(text: string, at: number): boolean {
  return at === 0 || at === text.length || text.charAt(at - 1) === ' ' || text.charAt(at) === ' ';
}
