// Search without titles and texts at hand: it says which documents it needs, and answers the same once they are read;
// vectors that were stored come back to the passages they were made of.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printOf } from '#domain/print.ts';
import { filterOf } from '#search/filter.ts';
import { parseQuery, wordsOf } from '#search/queryLanguage.ts';
import {
  createSearch,
  type Found,
  type Question,
  type Readable,
  type Search,
  type SearchDocument,
} from '#search/search.ts';
import { modelKnows } from '#search/script.ts';
import { dimensions, inWords, packedBytes, packVector } from '#search/vectorCode.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { searchWithTexts } from './searchWithTexts.ts';

function documentOf(key: string, text: string, title = key): SearchDocument {
  const middle = text.indexOf(' ', text.length / 2);
  const spans =
    middle < 0
      ? [{ start: 0, end: text.length }]
      : [
          { start: 0, end: middle },
          { start: middle + 1, end: text.length },
        ];
  const passages = spans.map(({ start, end }) => ({ start, end, hash: sha256Hex(text.slice(start, end)) }));
  return { key, kind: 'note', title, text, passages };
}

function questionOf(query: string, limit: number): Question {
  const parsed = parseQuery(query);
  const words = wordsOf(parsed);
  return { question: words, queryVector: null, filter: filterOf(parsed, words), limit };
}

/** Asks with what was asked for, until nothing is missing. */
function readAndAsk(
  search: Search,
  documents: ReadonlyMap<string, Readable>,
  query: string,
  limit: number,
): Found {
  const read = new Map<string, Readable>();
  for (;;) {
    const found = search.find({ ...questionOf(query, limit), readableOf: (key) => read.get(key) });
    for (const key of found.unread) expect(read.has(key)).toBe(false);
    for (const key of found.unread) read.set(key, documents.get(key) ?? { title: '', text: '' });
    if (!found.isProvisional) return found;
  }
}

const queries = [
  '"grid cost"',
  'grid',
  'cost -"grid cost"',
  'grid in:text',
  'paid "cost of grid"',
  '-grid in:text',
  'grid in:title',
  'in:title',
  'cost -in:title',
  '"grid cost" in:title',
];

describe('search without texts at hand', () => {
  it('[T1] finds and lights up what it would with them, whatever texts decide', () => {
    const word = fc.constantFrom('grid', 'cost', 'of', 'paid', 'grids');
    const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    const written = fc.record({ text, title: fc.oneof(text, fc.constant('')) });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (all, limit) => {
        const documents = all.map((each, at) => documentOf(`note:${at}`, each.text, each.title));
        const byKey = new Map(documents.map((document) => [document.key, document]));
        const whole = searchWithTexts();
        const bare = createSearch();
        for (const document of documents) {
          whole.add(document);
          bare.add(document);
        }
        for (const query of queries) {
          const expected = whole.find(questionOf(query, limit));
          expect([expected.unread, expected.isProvisional]).toEqual([[], false]);
          const found = readAndAsk(bare, byKey, query, limit);
          expect(found.hits()).toEqual(expected.hits());
          expect(found.counts).toEqual(expected.counts);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('[T2] asks for no more than what is shown where words alone decide', () => {
    const search = createSearch();
    for (let at = 0; at < 300; at += 1) search.add(documentOf(`note:${at}`, `grid ${at}`));
    const found = search.find({ question: 'grid', queryVector: null, limit: 10 });
    expect(found.unread).toEqual(found.hits().map(({ key }) => key));
    expect(found.isProvisional).toBe(false);
  });

  it('[T5] is told in few rounds what has to be read, however little of it is a hit', () => {
    const whole = searchWithTexts();
    const bare = createSearch();
    const byKey = new Map<string, Readable>();
    for (let at = 0; at < 4_000; at += 1) {
      const title = at % 80 === 79 ? `The grid ${at}` : `Other ${at}`;
      const document = documentOf(
        `note:${at}`,
        `the grid has ${at % 7} costs ${'and more '.repeat(at % 5)}`,
        title,
      );
      byKey.set(document.key, document);
      whole.add(document);
      bare.add(document);
    }
    const asked = questionOf('grid in:title', 50);
    const expected = whole.find(asked);
    expect(expected.hits()).toHaveLength(50);
    const roundsWith = (next: (ahead: number) => number): number => {
      const read = new Map<string, Readable>();
      let rounds = 0;
      for (let ahead = 0; ; ahead = next(ahead)) {
        const found = bare.find({ ...asked, ahead, readableOf: (key) => read.get(key) });
        rounds += 1;
        for (const key of found.unread) read.set(key, byKey.get(key) ?? { title: '', text: '' });
        if (found.isProvisional) continue;
        expect(found.hits()).toEqual(expected.hits());
        return rounds;
      }
    };
    expect(roundsWith((ahead) => Math.max(400, 2 * ahead))).toBeLessThanOrEqual(6);
    // Without looking ahead, many more are needed.
    expect(roundsWith(() => 0)).toBeGreaterThan(15);
  });

  it('[T3] lights up hits as they were found, even when the index changed meanwhile', () => {
    const search = createSearch();
    search.add(documentOf('note:a', 'the grid costs', 'About grids'));
    const read = new Map<string, Readable>();
    const { hits } = search.find({
      question: 'grid',
      queryVector: null,
      limit: 1,
      readableOf: (key) => read.get(key),
    });
    search.remove('note:a');
    search.add(documentOf('note:b', 'other grid'));
    expect(hits()[0]).toMatchObject({ key: 'note:a', title: '', words: [], marks: [] });
    read.set('note:a', { title: 'About grids', text: 'the grid costs' });
    expect(hits()[0]).toMatchObject({
      key: 'note:a',
      title: 'About grids',
      words: ['grid', 'grids'],
      marks: [{ start: 4, end: 8 }],
    });
  });

  it('[T4] keeps neither titles nor texts of what it is given', () => {
    const search = createSearch();
    search.add(documentOf('note:a', 'the grid costs', 'About grids'));
    const { hits, unread } = search.find({ question: 'grid', queryVector: null, limit: 1 });
    expect(unread).toEqual(['note:a']);
    expect(hits()).toMatchObject([{ key: 'note:a', title: '', words: [], marks: [] }]);
    const related = search.related({ text: 'grid', vector: null, exceptKey: null, limit: 1 });
    expect(related.unread).toEqual(['note:a']);
  });
});

describe('vectors that were stored', () => {
  const vector = (seed: number): Uint8Array => {
    const values = Float32Array.from({ length: dimensions }, (_, at) => Math.sin(seed * 7 + at));
    const length = Math.hypot(...values);
    return packVector(values.map((value) => value / length));
  };

  it('[I1] come back to every passage with their text, and those that are missing are named', () => {
    const text = fc.constantFrom('grid cost', 'cost of grid paid', 'paid', '電網 的 成本', '');
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 10 }),
        fc.constantFrom('', 'paid', 'grid cost'),
        (all, lost) => {
          const search = createSearch();
          all.forEach((each, at) => search.add(documentOf(`note:${at}`, each)));
          const stored = search.takeChanges().flatMap(({ id, bytes }) => (bytes ? [{ id, bytes }] : []));
          const loaded = createSearch();
          loaded.load(stored);
          const intake = loaded.intake();
          const pieces = new Set(documentsOf(all).flatMap((document) => piecesOf(document)));
          let taken = 0;
          [...pieces].forEach((piece, at) => {
            const print = printOf(sha256Hex(piece));
            if (piece !== lost) taken += intake.take(print, inWords(vector(at)), 0, packedBytes);
          });
          expect(intake.take(printOf(sha256Hex('nowhere')), inWords(vector(99)), 0, packedBytes)).toBe(0);
          expect(loaded.size().vectors).toBe(taken);
          for (const document of documentsOf(all))
            expect(loaded.passagesOf(document.key).map(({ known }) => known)).toEqual(
              piecesOf(document).map(modelKnows),
            );
          const open = documentsOf(all).filter((document) =>
            loaded.passagesOf(document.key).some(({ known }, at) => known && piecesOf(document)[at] === lost),
          );
          expect([...loaded.unembedded()].toSorted()).toEqual(open.map(({ key }) => key).toSorted());
          expect([...loaded.keys()].toSorted()).toEqual(
            documentsOf(all)
              .map(({ key }) => key)
              .toSorted(),
          );
        },
      ),
    );
  });

  it('[I2] are wanted while a passage has their text', () => {
    const search = createSearch();
    search.add(documentOf('note:a', 'grid'));
    expect(search.intake().wants(printOf(sha256Hex('grid')))).toBe(true);
    expect(search.intake().wants(printOf(sha256Hex('cost')))).toBe(false);
    search.remove('note:a');
    expect(search.intake().wants(printOf(sha256Hex('grid')))).toBe(false);
    expect([...search.unembedded()]).toEqual([]);
    expect(search.passagesOf('note:a')).toEqual([]);
  });

  function documentsOf(texts: readonly string[]): readonly SearchDocument[] {
    return texts.map((each, at) => documentOf(`note:${at}`, each));
  }

  function piecesOf({ text, passages }: SearchDocument): readonly string[] {
    return passages.map(({ start, end }) => text.slice(start, end));
  }
});
