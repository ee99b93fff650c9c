// Marks over a text, overlapping as they like, against a count of every character.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, splitHighlights } from '#ui/highlight.ts';

const mark: fc.Arbitrary<Mark> = fc.record({
  start: fc.integer({ min: -3, max: 45 }),
  end: fc.integer({ min: -3, max: 45 }),
  kind: fc.constantFrom('word', 'near'),
});

describe('splitting a text at its marks', () => {
  it('[S1] loses and adds no character, and marks exactly those that a mark covers', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(mark, { maxLength: 8 }), (text, marks) => {
        const pieces = splitHighlights(text, marks).flatMap((run) =>
          run.pieces.map((piece) => ({ ...piece, isNear: run.isNear })),
        );
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces)
          for (let at = piece.start; at < piece.start + piece.text.length; at += 1) {
            const covered = (kind: string): boolean =>
              marks.some((one) => one.kind === kind && one.start <= at && at < one.end);
            expect([piece.isWord, piece.isNear]).toEqual([covered('word'), covered('near')]);
          }
      }),
    );
  });

  it('[S2] neighbours are never alike, so that one mark is one element', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(mark, { maxLength: 8 }), (text, marks) => {
        const runs = splitHighlights(text, marks);
        for (const [index, run] of runs.entries()) {
          expect(run.isNear).not.toBe(runs[index + 1]?.isNear);
          for (const [at, piece] of run.pieces.entries())
            expect(piece.isWord).not.toBe(run.pieces[at + 1]?.isWord);
        }
      }),
    );
  });

  it('[S3] a matched word within the near sentence stays within its run', () => {
    const runs = splitHighlights('The cost is borne.', [
      { start: 0, end: 18, kind: 'near' },
      { start: 4, end: 8, kind: 'word' },
    ]);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.pieces.map(({ text, isWord }) => [text, isWord])).toEqual([
      ['The ', false],
      ['cost', true],
      [' is borne.', false],
    ]);
  });
});
