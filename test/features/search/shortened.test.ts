// How a long stretch that is the same on both sides is cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLong, shortened } from '#features/search/shortened.ts';

describe('a long stretch', () => {
  it('[E1] is cut to its two ends, between words', () => {
    const text = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ');
    const [head = '', tail = ''] = shortened(text).split(' … ');
    expect(text.startsWith(`${head} `)).toBe(true);
    expect(text.endsWith(` ${tail}`)).toBe(true);
    expect(shortened('A short one stays.')).toBe('A short one stays.');
  });

  it('[E2] is cut exactly where it is said to be long, and never inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const cut = shortened(text);
        expect(cut !== text).toBe(isLong(text));
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
        if (isLong(text)) expect(cut.length).toBeLessThan(text.length);
      }),
    );
  });
});
