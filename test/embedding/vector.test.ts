// The arithmetic of vectors, and the cut of long texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTokens } from '#embedding/tokens.ts';
import { cosine, dot, meanOf, unit } from '#embedding/vector.ts';

const numbers = (size: number): fc.Arbitrary<Float32Array> =>
  fc
    .array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: size, maxLength: size })
    .map((list) => Float32Array.from(list));

describe('vectors', () => {
  it('[V1] the mean is taken over the tokens that the mask keeps', () => {
    const states = Float32Array.of(1, 2, 3, 4, 100, 200);
    expect(meanOf(states, [1, 1, 0], 2)).toEqual(Float32Array.of(2, 3));
    expect(meanOf(states, [0, 0, 1], 2)).toEqual(Float32Array.of(100, 200));
  });

  it('[V2] padding changes nothing', () => {
    fc.assert(
      fc.property(numbers(12), numbers(8), (states, padding) => {
        const padded = Float32Array.of(...states, ...padding);
        expect(meanOf(padded, [1, 1, 1, 0, 0], 4)).toEqual(meanOf(states, [1, 1, 1], 4));
      }),
    );
  });

  it('[V3] no token at all gives zeros, not something undefined', () => {
    expect(meanOf(Float32Array.of(1, 2), [0], 2)).toEqual(Float32Array.of(0, 0));
  });

  it('[V4] states that do not fit the mask are refused', () => {
    expect(() => meanOf(new Float32Array(7), [1, 1], 4)).toThrow(RangeError);
  });

  it('[V5] a unit vector has length 1 and the same direction', () => {
    fc.assert(
      fc.property(numbers(5), (vector) => {
        fc.pre(dot(vector, vector) > 1e-6);
        expect(dot(unit(vector), unit(vector))).toBeCloseTo(1, 5);
        expect(cosine(unit(vector), vector)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('[V6] zeros have no direction', () => {
    expect(unit(new Float32Array(3))).toEqual(new Float32Array(3));
    expect(cosine([0, 0], [1, 2])).toBe(0);
  });

  it('[V7] the cosine is 1 for the same direction, -1 for the opposite and 0 for a right angle', () => {
    expect(cosine([1, 2], [2, 4])).toBeCloseTo(1, 12);
    expect(cosine([1, 2], [-1, -2])).toBeCloseTo(-1, 12);
    expect(cosine([1, 2], [-2, 1])).toBe(0);
  });

  it('[V8] vectors of different sizes are not compared', () => {
    expect(() => cosine([1], [1, 2])).toThrow(RangeError);
  });
});

describe('the cut', () => {
  it('[V9] keeps the first tokens and the closing mark', () => {
    expect(cutTokens([101, 1, 2, 3, 102], 4)).toEqual([101, 1, 2, 102]);
  });

  it('[V10] leaves alone what fits', () => {
    expect(cutTokens([101, 1, 2, 102], 4)).toEqual([101, 1, 2, 102]);
    expect(cutTokens([101, 102], 4)).toEqual([101, 102]);
    expect(cutTokens([], 4)).toEqual([]);
  });
});
