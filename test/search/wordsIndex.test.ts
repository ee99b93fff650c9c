// The index by words against a naive BM25, and after any history against one built at once.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordsIndex, titleWeight, type WordsDocument } from '#search/wordsIndex.ts';
import { WordsMatch } from '#search/wordsMatch.ts';
import { wordsQuery } from '#search/wordsQuery.ts';
import { termsOf } from '#search/terms.ts';

const vocabulary = [
  'wing',
  'lift',
  'drag',
  'flow',
  'heat',
  'shock',
  'layer',
  'lamina',
  'the',
  'of',
  'x-15',
  '漢字',
  '1,400',
];
const sentence = fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join(' '));
const keys = ['a', 'b', 'c', 'd', 'e'];
const document: fc.Arbitrary<WordsDocument> = fc.record({
  key: fc.constantFrom(...keys),
  title: sentence,
  passages: fc.array(sentence, { maxLength: 4 }),
});
const questions = [
  'wing',
  'lift drag flow',
  'the',
  'of the',
  'x-15 heat',
  '漢字',
  '漢',
  '1,400',
  'nothing',
  'wing wing lift',
  '',
];

type Step = { readonly add: WordsDocument } | { readonly remove: string } | { readonly reload: true };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: document.map((add) => ({ add })) },
  { weight: 3, arbitrary: fc.constantFrom(...keys).map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.constant({ reload: true as const }) },
);

/** Everything an index answers, to compare. */
function answers(index: WordsIndex) {
  return [
    ...questions.map((text) => wordsQuery(text)),
    wordsQuery('lam', true),
    wordsQuery('wing l', true),
    wordsQuery('sho', true),
  ].map((query) => {
    const match = new WordsMatch(index, query);
    return {
      highest: match.highest,
      best: match.best(10),
      passages: keys.map((key) => [match.passagesOf(key), match.matchesTitle(key)]),
    };
  });
}

/** BM25 as its formula says, by reading every text again. */
function naive(documents: readonly WordsDocument[], question: string): Map<string, number> {
  const bag = (text: string) => termsOf(text).map(({ term }) => term);
  const length = (text: string) =>
    termsOf(text).filter(({ kind }) => kind === 'word' || kind === 'letter').length;
  const lengths = documents.map(({ title, passages }) =>
    passages.reduce((sum, text) => sum + length(text), titleWeight * length(title)),
  );
  const mean = lengths.reduce((sum, value) => sum + value, 0) / documents.length || 1;
  const scores = new Map<string, number>();
  for (const { term, times } of wordsQuery(question).terms) {
    const counts = documents.map(({ title, passages }) => {
      const count = (text: string) => bag(text).filter((other) => other === term).length;
      return passages.reduce((sum, text) => sum + count(text), titleWeight * count(title));
    });
    const holding = counts.filter((count) => count > 0).length;
    const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
    documents.forEach(({ key }, at) => {
      const tf = counts[at]!;
      if (tf === 0) return;
      const score = (times * idf * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * lengths[at]!) / mean));
      scores.set(key, (scores.get(key) ?? 0) + score);
    });
  }
  return scores;
}

function reloaded(index: WordsIndex, held: readonly string[]): WordsIndex {
  const fresh = new WordsIndex();
  const [some, others] = [held.filter((key) => key < 'c'), held.filter((key) => key >= 'c')];
  for (const block of [index.writeBlock(some), index.writeBlock(others)])
    fresh.addRead(fresh.readBlock(block) ?? []);
  return fresh;
}

describe('the index by words', () => {
  it('[W1] scores documents as BM25 says', () => {
    fc.assert(
      fc.property(fc.uniqueArray(document, { selector: ({ key }) => key, minLength: 1 }), (documents) => {
        const index = new WordsIndex();
        documents.forEach((one) => index.add(one));
        for (const question of questions) {
          const expected = naive(documents, question);
          const match = new WordsMatch(index, wordsQuery(question));
          const found = match.best(10);
          expect(new Set(found.map(({ key }) => key))).toEqual(new Set(expected.keys()));
          for (const { key, score } of found) {
            expect(score).toBeCloseTo(expected.get(key) ?? -1, 9);
            expect(score).toBeLessThanOrEqual(match.highest + 1e-9);
          }
        }
      }),
    );
  });

  it('[W2] answers, after any history, as one built at once from what is left', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let index = new WordsIndex();
        const held = new Map<string, WordsDocument>();
        for (const done of steps) {
          if ('add' in done) {
            index.add(done.add);
            held.delete(done.add.key);
            held.set(done.add.key, done.add);
          } else if ('remove' in done) {
            expect(index.remove(done.remove)).toBe(held.delete(done.remove));
          } else index = reloaded(index, [...held.keys()]);
        }
        const fresh = new WordsIndex();
        for (const one of held.values()) fresh.add(one);
        expect(answers(index)).toEqual(answers(fresh));
        expect([index.size, index.passageCount]).toEqual([fresh.size, fresh.passageCount]);
      }),
      { numRuns: 200 },
    );
  });

  it('[W2] also when so much was added that the postings were packed', () => {
    const words = (seed: number) =>
      Array.from({ length: 400 }, (_, at) => `w${(seed * 7919 + at * at * 31) % 2000}`).join(' ');
    const [grown, fresh] = [new WordsIndex(), new WordsIndex()];
    for (let at = 0; at < 700; at += 1)
      grown.add({ key: `k${at}`, title: `t${at % 50}`, passages: [words(at), words(at + 1)] });
    for (let at = 0; at < 700; at += 3) grown.remove(`k${at}`);
    for (let at = 0; at < 700; at += 1) {
      if (at % 3 !== 0)
        fresh.add({ key: `k${at}`, title: `t${at % 50}`, passages: [words(at), words(at + 1)] });
    }
    for (const question of ['w1 w31 w124', 't7 w5', 'w19']) {
      const [one, other] = [grown, fresh].map((index) => new WordsMatch(index, wordsQuery(question)));
      expect(one!.best(20)).toEqual(other!.best(20));
      expect(one!.passagesOf('k1')).toEqual(other!.passagesOf('k1'));
    }
  });

  it('[W3] completes a word that is being typed, and finds a stem that the letters outgrew', () => {
    const index = new WordsIndex();
    index.add({ key: 'a', title: '', passages: ['laminar experiments'] });
    index.add({ key: 'b', title: '', passages: ['carp in a pond'] });
    const found = (question: string) =>
      new WordsMatch(index, wordsQuery(question, true)).best(5).map(({ key }) => key);
    expect(found('lam')).toEqual(['a']);
    expect(found('experimen')).toEqual(['a']);
    expect(found('carpe')).toEqual(['b']);
    expect(found('carpets')).toEqual([]);
    expect(found('pondering')).toEqual([]);
    expect(found('th')).toEqual([]);
  });

  it('[W4] refuses a block of another version and throws at one that is cut', () => {
    const index = new WordsIndex();
    index.add({ key: 'a', title: 'Wing', passages: ['lift and drag'] });
    const block = index.writeBlock(['a', 'unknown']);
    expect(index.readBlock(new Uint8Array([99, ...block.subarray(1)]))).toBeNull();
    for (let end = 1; end < block.length; end += 1)
      expect(() => index.readBlock(block.subarray(0, end))).toThrow();
  });

  it('[W5] takes any question and any text', () => {
    const index = new WordsIndex();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, prefix) => {
        index.add({ key: 'any', title: text, passages: [text] });
        new WordsMatch(index, wordsQuery(text, prefix)).best(3);
      }),
      { numRuns: 1000 },
    );
  });
});
