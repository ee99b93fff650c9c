// Choosing sentences by keyboard: forward and back over the whole text, none left out.
import { describe, expect, it } from 'vitest';
import { sentenceAfter, sentencesIn } from '#features/sources/sentences.ts';

const text = 'One is here. Two is there!\n\nA heading\nThree asks why? Four ends.';
const all = sentencesIn(text, { start: 0, end: text.length });

describe('sentences', () => {
  it('[S1] are found in order, without the white space around them', () => {
    expect(all.map(({ start, end }) => text.slice(start, end))).toEqual([
      'One is here.',
      'Two is there!',
      'A heading',
      'Three asks why?',
      'Four ends.',
    ]);
  });

  it('[S2] are reached one after the other, forward and back, and nothing lies beyond the ends', () => {
    let at = { start: 0, end: 0 };
    for (const sentence of all) {
      const next = sentenceAfter(text, at, 'next', false);
      expect(next).toEqual(sentence);
      at = next ?? at;
    }
    expect(sentenceAfter(text, at, 'next', false)).toBeNull();
    for (const sentence of all.toReversed().slice(1)) {
      const before = sentenceAfter(text, at, 'previous', false);
      expect(before).toEqual(sentence);
      at = before ?? at;
    }
    expect(sentenceAfter(text, at, 'previous', false)).toBeNull();
  });

  it('[S3] are added to what is selected with Shift', () => {
    const [first, second, third] = all;
    if (!first || !second || !third) throw new Error('sentences are missing');
    expect(sentenceAfter(text, first, 'next', true)).toEqual({ start: first.start, end: second.end });
    expect(sentenceAfter(text, third, 'previous', true)).toEqual({ start: second.start, end: third.end });
  });
});
