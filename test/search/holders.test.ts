// Documents that hold all of some words: what reading each of them would say, with blocks and parts in between.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdersOf } from '#search/holders.ts';
import { WordsIndex } from '#search/wordsIndex.ts';

const names = ['zb', 'zc', 'zd', 'zf', 'zg'] as const;

it('[H10] are found whichever word is the rarest, in any of its forms', () => {
  const document = fc.array(fc.constantFrom(...names, 'zz', 'zz zz'), { maxLength: 4 });
  const asked = fc.array(fc.subarray([...names], { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 1, maxLength: 12 }),
      asked,
      fc.integer({ min: 1, max: 60 }),
      fc.nat(700),
      (given, words, times, sealedAfter) => {
        const index = new WordsIndex();
        const texts = Array.from({ length: times }, () => given)
          .flat()
          .map((each, at) => [...each, ...(at % 7 === 0 ? ['zb zc'] : [])].join(' '));
        texts.forEach((text, at) => {
          index.add({ key: `k${at}`, kind: 'note', title: text, text: '', passages: [] });
          if (at === sealedAfter) index.takeChanges();
        });
        const holds = (text: string) =>
          words.every((variants) => variants.some((variant) => text.split(' ').includes(variant)));
        expect(holdersOf(index, words).map((document) => index.keyOf(document))).toEqual(
          [...index.keys()].filter((key) => holds(texts[Number(key.slice(1))] ?? '')),
        );
      },
    ),
    { numRuns: 60 },
  );
});
