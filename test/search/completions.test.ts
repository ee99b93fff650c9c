// Completions: the terms that most documents hold, whatever parts they are spread over and whatever was removed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFacets } from '#domain/facets.ts';
import { completionsOf } from '#search/completions.ts';
import { WordsIndex } from '#search/wordsIndex.ts';

const most = 64;
/** No stemmer shortens these. */
const wordOf = (number: number): string =>
  `zq${String(number).replaceAll(/\d/g, (digit) => 'bcdfghjkmp'[Number(digit)] ?? '')}`;

describe('completions', () => {
  it('[W10] are the most frequent terms of all documents that are left, equal ones by spelling', () => {
    const documents = fc.array(fc.array(fc.nat(200), { maxLength: 30 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(documents, fc.array(fc.nat(39)), fc.nat(39), (given, removed, sealedAfter) => {
        const index = new WordsIndex();
        given.forEach((numbers, at) => {
          const text = numbers.map(wordOf).join(' ');
          const passages = text === '' ? [] : [{ start: 0, end: text.length, hash: '0'.repeat(64) }];
          index.add({ key: `k${at}`, kind: 'note', title: '', text, passages, facets: noFacets });
          if (at === sealedAfter) index.takeChanges();
        });
        index.takeChanges();
        for (const at of removed) index.remove(`k${at}`);
        const held = new Map<string, number>();
        given.forEach((numbers, at) => {
          if (removed.includes(at)) return;
          for (const word of new Set(numbers.map(wordOf))) held.set(word, (held.get(word) ?? 0) + 1);
        });
        const expected = [...held]
          .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
          .slice(0, most);
        const found = completionsOf(index, 'zq').map(({ spelling, documents: count }) => [spelling, count]);
        expect(found).toEqual(expected);
      }),
    );
  });

  it('[W10] also when far more terms begin so than are looked at first, spread unevenly over parts', () => {
    const word = fc.oneof(fc.nat(40), fc.nat(4_000), fc.nat(4_000), fc.nat(4_000));
    const documents = fc.array(fc.array(word, { minLength: 200, maxLength: 300 }), {
      minLength: 12,
      maxLength: 20,
    });
    fc.assert(
      fc.property(documents, fc.nat(19), fc.nat(19), fc.nat(19), (given, first, second, gone) => {
        const index = new WordsIndex();
        given.forEach((numbers, at) => {
          index.add({
            key: `k${at}`,
            kind: 'note',
            title: numbers.map(wordOf).join(' '),
            text: '',
            passages: [],
          });
          if (at === first || at === second) index.takeChanges();
        });
        index.takeChanges();
        index.remove(`k${gone}`);
        const held = new Map<string, number>();
        given.forEach((numbers, at) => {
          if (at === gone) return;
          for (const each of new Set(numbers.map(wordOf))) held.set(each, (held.get(each) ?? 0) + 1);
        });
        const expected = [...held]
          .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
          .slice(0, most);
        const found = completionsOf(index, 'zq').map(({ spelling, documents: count }) => [spelling, count]);
        expect(found).toEqual(expected);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('[W11] look further than the first when removing made them rare', () => {
    const index = new WordsIndex();
    const add = (key: string, text: string): void => {
      index.add({
        key,
        kind: 'note',
        title: '',
        text,
        passages: [{ start: 0, end: text.length, hash: '0'.repeat(64) }],
      });
    };
    const words = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, at) => wordOf(from + at)).join(' ');
    for (let at = 0; at < 5; at += 1) add(`gone${at}`, words(0, 300));
    // Enough that stay, so that the part is not packed again without those that went.
    for (let at = 0; at < 40; at += 1) add(`other${at}`, 'something else');
    for (let at = 0; at < 3; at += 1) add(`left${at}`, words(300, 340));
    add('one', words(0, 300));
    index.takeChanges();
    for (let at = 0; at < 5; at += 1) index.remove(`gone${at}`);
    const found = completionsOf(index, 'zq');
    expect(found).toHaveLength(most);
    expect(
      found
        .slice(0, 40)
        .map(({ spelling }) => spelling)
        .sort(),
    ).toEqual(words(300, 340).split(' ').sort());
    expect(found.slice(40).every(({ documents }) => documents === 1)).toBe(true);
  });
});
