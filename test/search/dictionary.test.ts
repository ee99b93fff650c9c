// The dictionary against a sorted list of its terms.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dictionary, mostCounted } from '#search/dictionary.ts';
import { DictionaryWriter } from '#search/dictionaryWriter.ts';
import { compareBytes, encoded } from '#search/spelling.ts';
import { TermCursor } from '#search/termCursor.ts';

/** Many that share much, with the shortest and the longest ones among them. */
const spelling = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', '\0'), maxLength: 6 }),
  fc
    .tuple(fc.nat(300), fc.string({ unit: fc.constantFrom('a', 'z'), maxLength: 40 }))
    .map(([times, end]) => 'a'.repeat(times) + end),
);
const compare = (one: string, other: string): number => {
  const [a, b] = [encoded(one), encoded(other)];
  return compareBytes(a, 0, a.length, b, 0, b.length);
};

function dictionaryOf(terms: readonly string[]): Dictionary {
  const writer = new DictionaryWriter();
  terms.forEach((term, at) => writer.add(encoded(term), at * 7, 1_000 + 300 * at, 300));
  return new Dictionary(writer.taken());
}

it('[W12] finds terms, what begins alike, and their postings, as a sorted list does', () => {
  const asked = fc.array(spelling, { maxLength: 20 });
  fc.assert(
    fc.property(fc.uniqueArray(spelling, { maxLength: 80 }), asked, (given, others) => {
      const terms = given.toSorted(compare);
      const dictionary = dictionaryOf(terms);
      expect([dictionary.size, dictionary.counts.length]).toEqual([terms.length, terms.length]);
      const cursor = new TermCursor(dictionary);
      const passed: string[] = [];
      while (cursor.next()) passed.push(`${cursor.spelling} ${cursor.postings}`);
      expect(passed).toEqual(terms.map((term, at) => `${term} ${1_000 + 300 * at}`));
      for (const each of [...terms, ...others]) {
        const term = dictionary.termOf(encoded(each));
        expect(term).toBe(terms.indexOf(each));
        const alike = terms.filter((one) => one.startsWith(each));
        const before = terms.filter((one) => compare(one, each) < 0).length;
        expect(dictionary.withPrefix(each)).toEqual([before, before + alike.length]);
        if (term < 0) continue;
        expect(dictionary.counts[term]).toBe(Math.min(mostCounted, 7 * term));
        expect([dictionary.spellingOf(term), dictionary.postingsOf(term)]).toEqual([
          each,
          1_000 + 300 * term,
        ]);
        dictionary.termOf(encoded(each));
        expect(dictionary.postingsOf(term)).toBe(1_000 + 300 * term);
        // In any order, from wherever it stands.
        expect(cursor.to(term).spelling).toBe(each);
      }
    }),
  );
});
