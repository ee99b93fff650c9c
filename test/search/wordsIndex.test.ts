// The index by words against a naive BM25, and after any history against one built at once.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFacets } from '#domain/facets.ts';
import { nearTerms } from '#search/nearTerms.ts';
import { titleWeight, tagWeight, type WordsDocument } from '#search/tail.ts';
import { WordsIndex } from '#search/wordsIndex.ts';
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
const keys = ['a', 'b', 'c', 'd', 'e', 'ß', 'f', 'g'];

interface Given {
  readonly key: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly passages: readonly string[];
}

const given: fc.Arbitrary<Given> = fc.record({
  key: fc.constantFrom(...keys),
  title: sentence,
  tags: fc.array(fc.constantFrom('heat', 'wing', 'new tag'), { maxLength: 2 }),
  /** Some with more passages than a mask of places has room for. */
  passages: fc.oneof(
    { weight: 4, arbitrary: fc.array(sentence, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(sentence, { minLength: 10, maxLength: 20 }) },
  ),
});

/** Passages one behind another, a line each. */
function documentOf({ key, title, tags, passages }: Given): WordsDocument {
  let start = 0;
  const spans = passages.map((passage) => {
    const span = { start, end: start + passage.length };
    start = span.end + 1;
    return span;
  });
  return {
    key,
    kind: 'note',
    title,
    facets: { ...noFacets, tags },
    text: passages.join('\n'),
    passages: spans,
  };
}

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
  'layers lamina tag',
  '',
];

type Step =
  { readonly add: Given } | { readonly remove: string } | { readonly ask: true } | { readonly reload: true };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: given.map((add) => ({ add })) },
  { weight: 3, arbitrary: fc.constantFrom(...keys).map((remove) => ({ remove })) },
  { weight: 3, arbitrary: fc.constant({ ask: true as const }) },
  { weight: 1, arbitrary: fc.constant({ reload: true as const }) },
);

function best(index: WordsIndex, match: WordsMatch, limit: number) {
  return match.best(limit).map(({ document, score }) => ({ key: index.keyOf(document), score }));
}

/** Everything an index answers, to compare. */
function answers(index: WordsIndex) {
  const asked = [
    ...questions.map((text) => wordsQuery(text)),
    ...['lam', 'wing l', 'sho'].map((text) => wordsQuery(text, { prefix: true })),
    wordsQuery('whing shokc'),
  ];
  return asked.map((query) => {
    const match = new WordsMatch(index, query);
    return {
      highest: [match.highest, match.highestPassage],
      best: best(index, match, 10),
      matches: keys.map((key) => (index.numberOf(key) < 0 ? null : match.matchOf(index.numberOf(key)))),
      weights: [...match.weights].sort(),
    };
  });
}

/** BM25 as its formula says, by reading every text again. */
function naive(documents: readonly Given[], question: string): Map<string, number> {
  const weighted = (of: (text: string) => number) => (one: Given) =>
    one.passages.reduce(
      (sum, text) => sum + of(text),
      titleWeight * of(one.title) + tagWeight * of(one.tags.join('\n')),
    );
  const lengths = documents.map(
    weighted((text) => termsOf(text).filter(({ kind }) => kind === 'word' || kind === 'letter').length),
  );
  const mean = lengths.reduce((sum, value) => sum + value, 0) / documents.length || 1;
  const scores = new Map<string, number>();
  for (const { variants, times } of wordsQuery(question).words) {
    const counts = documents.map(
      weighted((text) => termsOf(text).filter(({ term }) => term === variants[0]).length),
    );
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

function stored(index: WordsIndex, blocks: Map<number, Uint8Array>): void {
  for (const { id, bytes } of index.takeChanges()) {
    if (bytes) blocks.set(id, bytes);
    else blocks.delete(id);
  }
}

function loaded(blocks: ReadonlyMap<number, Uint8Array>): WordsIndex {
  const index = new WordsIndex();
  expect(index.load(Array.from(blocks, ([id, bytes]) => ({ id, bytes })))).toEqual([]);
  return index;
}

describe('the index by words', () => {
  it('[W1] scores documents as BM25 says, whatever else is in the index and was removed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(given, { selector: ({ key }) => key, minLength: 1 }), (documents) => {
        const index = new WordsIndex();
        documents.forEach((one) => {
          index.add(documentOf({ ...one, key: `old ${one.key}` }));
          index.add(documentOf(one));
        });
        new WordsMatch(index, wordsQuery('wing'));
        documents.forEach(({ key }) => index.remove(`old ${key}`));
        for (const question of questions) {
          const expected = naive(documents, question);
          const match = new WordsMatch(index, wordsQuery(question));
          const found = best(index, match, 10).filter(({ key }) => expected.has(key));
          if (question !== 'nothing')
            expect(found.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
          for (const { key, score } of found) {
            expect(score / (expected.get(key) ?? -1)).toBeCloseTo(1, 5);
            expect(score).toBeLessThanOrEqual(match.highest * 1.00001);
          }
        }
      }),
    );
  });

  it('[W2] answers, after any history of changes, questions, storing and loading, as one built at once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let index = new WordsIndex();
        const blocks = new Map<number, Uint8Array>();
        const held = new Map<string, Given>();
        for (const done of steps) {
          if ('add' in done) {
            index.add(documentOf(done.add));
            held.set(done.add.key, done.add);
          } else if ('remove' in done) {
            expect(index.remove(done.remove)).toBe(held.delete(done.remove));
          } else {
            new WordsMatch(index, wordsQuery('wing'));
            if ('ask' in done) continue;
            stored(index, blocks);
            index = loaded(blocks);
          }
        }
        const fresh = new WordsIndex();
        for (const one of held.values()) fresh.add(documentOf(one));
        expect(answers(index)).toEqual(answers(fresh));
        expect([index.size, index.passageCount]).toEqual([fresh.size, fresh.passageCount]);
        expect(keys.map((key) => index.has(key))).toEqual(keys.map((key) => held.has(key)));
      }),
      { numRuns: 300 },
    );
  });

  it('[W2] also when segments are merged over thousands of documents, with blocks in their postings', () => {
    const words = (seed: number) =>
      Array.from({ length: 60 }, (_, at) => `w${(seed * 7919 + at * at * 31) % 700}`).join(' ');
    const one = (at: number): WordsDocument =>
      documentOf({ key: `k${at}`, title: `t${at % 50} all`, tags: [], passages: [words(at), words(at + 1)] });
    const [grown, fresh] = [new WordsIndex(), new WordsIndex()];
    for (let at = 0; at < 3000; at += 1) {
      grown.add(one(at));
      if (at % 40 === 0) new WordsMatch(grown, wordsQuery('w1'));
      if (at % 3 === 0) grown.remove(`k${at >> 1}`);
    }
    const kept = Array.from({ length: 3000 }, (_, at) => at).filter((at) => grown.has(`k${at}`));
    for (const at of kept.toReversed()) fresh.add(one(at));
    expect(grown.parts.length).toBeLessThan(20);
    for (const question of ['w1 w31 w124', 't7 w5', 'w19', 'all']) {
      const [a, b] = [grown, fresh].map((index) => {
        const match = new WordsMatch(index, wordsQuery(question));
        const number = index.numberOf(`k${kept[100]}`);
        return { best: best(index, match, 50), match: match.matchOf(number), highest: match.highest };
      });
      expect(a).toEqual(b);
    }
    const blocks = new Map<number, Uint8Array>();
    stored(grown, blocks);
    const again = loaded(blocks);
    const query = wordsQuery('w1 w31');
    expect(best(again, new WordsMatch(again, query), 50)).toEqual(
      best(fresh, new WordsMatch(fresh, query), 50),
    );
  });

  it('[W3] completes a word that is being typed, and finds a stem that the letters outgrew', () => {
    const index = new WordsIndex();
    index.add(documentOf({ key: 'a', title: '', tags: [], passages: ['laminar experiments'] }));
    index.add(documentOf({ key: 'b', title: '', tags: [], passages: ['carp in a pond'] }));
    const found = (question: string) =>
      best(index, new WordsMatch(index, wordsQuery(question, { prefix: true })), 5).map(({ key }) => key);
    expect(found('lam')).toEqual(['a']);
    expect(found('experimen')).toEqual(['a']);
    expect(found('carpe')).toEqual(['b']);
    expect(found('pondering')).toEqual([]);
    expect(found('th')).toEqual([]);
  });

  it('[W4] takes what is spelled nearly so, only where a word is unknown', () => {
    const index = new WordsIndex();
    const passages = ['laminar boundary', 'bounty read', 'turbulence'];
    passages.forEach((text, at) =>
      index.add(documentOf({ key: keys[at]!, title: '', tags: [], passages: [text] })),
    );
    const found = (question: string) =>
      best(index, new WordsMatch(index, wordsQuery(question)), 5).map(({ key }) => key);
    expect(found('lamniar')).toEqual(['a']);
    expect(found('boundray')).toEqual(['a']);
    expect(found('bondary')).toEqual(['a']);
    expect(found('bounty')).toEqual(['b']);
    expect(found('oundary')).toEqual([]);
    expect(found('laminates')).toEqual([]);
    expect(found('reax')).toEqual(['b']);
    expect(found('bread')).toEqual([]);
    expect(found('x1y2')).toEqual([]);
  });

  it('[W4] as a table of distances says', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', 'ж'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 30 }), letters, (terms, word) => {
        const index = new WordsIndex();
        terms.forEach((term, at) =>
          index.add(documentOf({ key: `k${at}`, title: '', tags: [], passages: [`${term}1`] })),
        );
        const asked = `${word}1`;
        const names = new Set(terms.map((term) => termsOf(`${term}1`)[0]!.term));
        const target = termsOf(asked)[0]!.term;
        const most = target.length >= 8 ? 2 : 1;
        const isNear = (name: string) => name[0] === target[0] && distance(name, target) <= most;
        const near = [...names].filter(isNear);
        const found = nearTerms(index, target).map(({ spelling }) => spelling);
        if (target.length >= 4 && near.length <= 8) expect(found.toSorted()).toEqual(near.toSorted());
      }),
    );
  });

  it('[W5] finds a word by its stem in the language of each document', () => {
    const index = new WordsIndex();
    const texts = {
      en: 'The houses of the city and the roofs that were built for them.',
      de: 'Die Häuser der Stadt und die Dächer, die für sie gebaut wurden, sind nicht mehr zu sehen.',
      ru: 'Дома города и крыши, которые были построены для них, не сохранились.',
      fr: 'Les maisons de la ville et les toits qui ont été construits pour elles.',
    };
    for (const [key, text] of Object.entries(texts))
      index.add(documentOf({ key, title: '', tags: [], passages: [text] }));
    const found = (question: string) =>
      best(index, new WordsMatch(index, wordsQuery(question, { languages: index.languages })), 5).map(
        ({ key }) => key,
      );
    expect(index.languages).toEqual(['en', 'de', 'fr', 'ru']);
    expect(found('house')).toEqual(['en']);
    expect(found('Haus')).toEqual(['de']);
    expect(found('dach')).toEqual(['de']);
    expect(found('городов')).toEqual(['ru']);
    expect(found('maison construite')).toEqual(['fr']);
  });

  it('[W6] takes any question and any text', () => {
    const index = new WordsIndex();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, prefix) => {
        index.add(documentOf({ key: 'any', title: text, tags: [text], passages: [text] }));
        new WordsMatch(index, wordsQuery(text, { prefix, languages: index.languages })).best(3);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Damerau's distance, neighbours exchanged once, by its table. */
function distance(one: string, other: string): number {
  const table: number[][] = [];
  const at = (i: number, j: number): number => table[i]?.[j] ?? 99;
  for (let i = 0; i <= one.length; i += 1) {
    table.push([]);
    for (let j = 0; j <= other.length; j += 1) {
      const changed = at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const crossed = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const exchanged = crossed ? at(i - 2, j - 2) + 1 : 99;
      table[i]![j] =
        i === 0 || j === 0 ? i + j : Math.min(changed, exchanged, at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  }
  return at(one.length, other.length);
}
