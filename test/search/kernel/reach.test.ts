// Reaching a bar: the WebAssembly module says what the plain loop says, and the board never hands out an old score.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainReach, stride, vectorReach } from '#search/kernel/reach.ts';
import { ScoreBoard } from '#search/scoreBoard.ts';

describe('reaching a bar', () => {
  it('[K15] finds the group in which the plain loop finds the first score', () => {
    const scores = fc.array(
      fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.float({ min: 0, max: 9, noNaN: true })),
      {
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(
        scores,
        fc.nat(24),
        fc.float({ min: Math.fround(1e-30), max: 9, noNaN: true }),
        (given, from, bar) => {
          const memory = new WebAssembly.Memory({ initial: 1 });
          new Float32Array(memory.buffer).set(given);
          const end = Math.ceil(given.length / stride) * stride;
          const begin = Math.min(from * stride, end);
          const vector = vectorReach(memory);
          if (vector === null) throw new Error('this engine has no SIMD');
          const found = vector(begin, end, bar);
          expect(found).toBe(plainReach(memory)(begin, end, bar));
          const first = given.findIndex((score, at) => at >= begin && score >= Math.fround(bar));
          expect(found).toBe(first < 0 ? end : first - (first % stride));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[K16] a board that was cleared holds nothing, whatever size it had before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        const board = new ScoreBoard();
        for (const size of sizes) {
          board.clear(size);
          expect(board.next(0, 2 ** -126)).toBeGreaterThanOrEqual(size);
          board.scores[size - 1] = 1;
          expect(board.next(0, 1)).toBe(size - 1 - ((size - 1) % stride));
          board.scores.fill(1, 0, size);
        }
      }),
      { numRuns: 50 },
    );
  });
});
