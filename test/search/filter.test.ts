// Filters: what each condition lets pass, beside a plain check of every document, before and after storing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFacets, type Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import { filterOf } from '#search/filter.ts';
import { parseQuery, questionOf, wordsOf } from '#search/queryLanguage.ts';
import type { Found, Search, SearchDocument } from '#search/search.ts';
import { dimensions, packVector } from '#search/vectorCode.ts';
import { searchWithTexts } from './searchWithTexts.ts';

function document(
  key: string,
  facets: Partial<Facets>,
  title = '',
  text = 'Grid costs are shared.',
): SearchDocument {
  const kind = key.slice(0, key.indexOf(':')) as NounKind;
  return {
    key,
    kind,
    title,
    text,
    passages: [{ start: 0, end: text.length }],
    facets: { ...noFacets, ...facets },
  };
}

function searchOf(documents: readonly SearchDocument[]): Search {
  const search = searchWithTexts();
  for (const each of documents) search.add(each);
  return search;
}

function keysFor(search: Search, text: string, limit = 1000): readonly string[] {
  return answer(search, text, limit)
    .hits()
    .map(({ key }) => key);
}

function answer(search: Search, text: string, limit = 1000) {
  const parsed = parseQuery(text);
  const words = wordsOf(parsed);
  return search.find({ question: words, queryVector: null, filter: filterOf(parsed, words), limit });
}

const report = { id: 'id-1', citekey: 'iea2024', title: 'World Énergy Outlook' };
const shelf = searchOf([
  document('source:1', {
    source: report,
    tags: ['policy/energy'],
    authors: ['Ada Lovelace', 'Émile Zola'],
    day: 20240510,
    language: 'en-gb',
  }),
  document(
    'excerpt:2',
    { source: report, tags: ['policy/energy', 'cost'], authors: ['Ada Lovelace'], day: 20240601, quoted: 12 },
    'World Énergy Outlook',
    'Grid charges.\nWho says so? Check.',
  ),
  document('note:3', { tags: ['Policy'], day: 20231231, language: 'de' }, 'Energy of the future'),
  document('judgement:4', { day: null }),
]);

describe('a filter', () => {
  it('[L1] lets pass any of several kinds, sources, languages and places, and only all of several tags and authors', () => {
    expect(keysFor(shelf, 'kind:note kind:judgements')).toEqual(['note:3', 'judgement:4']);
    expect(keysFor(shelf, 'lang:de lang:en')).toEqual(['source:1', 'note:3']);
    expect(keysFor(shelf, 'tag:policy tag:cost')).toEqual(['excerpt:2']);
    expect(keysFor(shelf, 'author:ada author:zola')).toEqual(['source:1']);
  });

  it('[L2] keeps out what is excluded', () => {
    expect(keysFor(shelf, '-kind:note -tag:cost')).toEqual(['source:1', 'judgement:4']);
    expect(keysFor(shelf, 'grid -charges -kind:judgement').toSorted()).toEqual(['note:3', 'source:1']);
  });

  it('[L3] takes a tag for itself and all below it, whatever its case, and nothing that only begins so', () => {
    expect(keysFor(shelf, 'tag:POLICY')).toEqual(['excerpt:2', 'source:1', 'note:3']);
    expect(keysFor(shelf, 'tag:policy/energy')).toEqual(['excerpt:2', 'source:1']);
    expect(keysFor(shelf, 'tag:pol')).toEqual([]);
  });

  it('[L4] knows a source by citekey, id, or beginnings of words of its title', () => {
    for (const name of ['IEA2024', 'id-1', 'outlook', '"energy out"'])
      expect(keysFor(shelf, `source:${name}`)).toEqual(['excerpt:2', 'source:1']);
    expect(keysFor(shelf, 'source:nergy')).toEqual([]);
  });

  it('[L5] knows an author by beginnings of words of one name', () => {
    expect(keysFor(shelf, 'author:"love ada"')).toEqual(['excerpt:2', 'source:1']);
    expect(keysFor(shelf, 'author:emile')).toEqual(['source:1']);
    expect(keysFor(shelf, 'author:"ada zola"')).toEqual([]);
  });

  it('[L6] finds a day before a range, in it or after it: exactly one of them', () => {
    expect(keysFor(shelf, 'before:2024')).toEqual(['note:3']);
    expect(keysFor(shelf, 'after:2023 before:2024-06')).toEqual(['source:1']);
    expect(keysFor(shelf, 'after:2024-05')).toEqual(['excerpt:2']);
    const day = fc.integer({ min: 0, max: 400 }).map((at) => {
      const date = new Date(Date.UTC(2023, 11, 1 + at));
      return date.toISOString().slice(0, 10);
    });
    fc.assert(
      fc.property(day, day, fc.constantFrom(4, 7, 10), (own, asked, precision) => {
        const range = asked.slice(0, precision);
        const search = searchOf([document('note:a', { day: Number(own.replaceAll('-', '')) })]);
        const isIn = own.startsWith(range);
        const sides = ['before', 'after'].map((side) => keysFor(search, `${side}:${range}`).length);
        expect((sides[0] ?? 0) + (sides[1] ?? 0) + (isIn ? 1 : 0)).toBe(1);
        expect(sides[0] === 1).toBe(!isIn && own < range);
      }),
    );
  });

  it('[L7] takes a language for all its forms', () => {
    expect(keysFor(shelf, 'lang:en')).toEqual(['source:1']);
    expect(keysFor(shelf, 'lang:en-us')).toEqual([]);
  });

  it('[L8] looks for all words, as beginnings, and phrases in the place named', () => {
    expect(keysFor(shelf, 'energy in:title').toSorted()).toEqual(['excerpt:2', 'note:3']);
    expect(keysFor(shelf, 'energy future in:title')).toEqual(['note:3']);
    expect(keysFor(shelf, '"energy outlook" in:title')).toEqual(['excerpt:2']);
    expect(keysFor(shelf, 'charge in:quotation')).toEqual(['excerpt:2']);
    expect(keysFor(shelf, 'charges in:comment')).toEqual([]);
    expect(keysFor(shelf, 'check in:comment')).toEqual(['excerpt:2']);
    expect(keysFor(shelf, 'energy in:text')).toEqual([]);
    expect(keysFor(shelf, 'in:comment')).toEqual(['excerpt:2']);
  });

  it('[N1] alone lists what passes, the newest first, and says that no word speaks for it', () => {
    const { hits, isList, counts } = answer(shelf, '-kind:scorecard');
    expect(hits().map(({ key }) => key)).toEqual(['excerpt:2', 'source:1', 'note:3', 'judgement:4']);
    expect([isList, counts]).toEqual([true, { excerpt: 1, source: 1, note: 1, judgement: 1 }]);
    expect(
      hits().every(({ marks, words, sentence }) => marks.length + words.length === 0 && sentence === null),
    ).toBe(true);
    expect(answer(shelf, 'grid tag:cost').isList).toBe(false);
    expect(answer(shelf, '').hits()).toEqual([]);
  });

  it('[N2] cuts nothing off that a limit could still hold, by words and by meaning', () => {
    const near = new Float32Array(dimensions);
    near[0] = 1;
    const search = searchWithTexts();
    for (let at = 0; at < 3000; at += 1) {
      const made = document(`note:${at}`, { tags: at % 1000 === 999 ? ['rare'] : ['common'] });
      search.add({ ...made, vectors: [packVector(near)] });
    }
    const parsed = parseQuery('grid tag:rare');
    const words = wordsOf(parsed);
    for (const ranking of ['words', 'meaning', 'fused'] as const) {
      const { hits } = search.find({
        question: words,
        queryVector: near,
        filter: filterOf(parsed, words),
        limit: 10,
        ranking,
      });
      expect(
        hits()
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(['note:1999', 'note:2999', 'note:999']);
    }
    expect(questionOf(parsed)).toBe('grid');
  });

  it('[N3] answers the same after the index was stored and loaded', () => {
    const tag = fc.constantFrom('a', 'A/b', 'b', 'c d');
    const facets = fc.record({
      tags: fc.array(tag, { maxLength: 2 }),
      source: fc.constantFrom(null, report),
      authors: fc.array(fc.constantFrom('Ada Lovelace', 'Zola'), { maxLength: 2 }),
      day: fc.constantFrom(null, 20240510, 20231231),
      language: fc.constantFrom(null, 'de', 'en-gb'),
      quoted: fc.constantFrom(null, 4),
    });
    const asked = [
      'tag:a',
      'tag:"c d"',
      'author:lovelace',
      'before:2024',
      'lang:en',
      'grid in:quotation',
      '-source:iea2024',
    ];
    fc.assert(
      fc.property(fc.array(facets, { maxLength: 8 }), (all) => {
        const documents = all.map((each, at) => document(`note:${at}`, each));
        const search = searchOf(documents);
        const stored = search.takeChanges().flatMap(({ id, bytes }) => (bytes ? [{ id, bytes }] : []));
        const byKey = new Map(documents.map((each) => [each.key, each]));
        const loaded = searchWithTexts((key) => byKey.get(key));
        expect(loaded.load(stored)).toEqual([]);
        for (const text of asked) {
          expect(lit(answer(loaded, text))).toEqual(lit(answer(search, text)));
        }
        for (const operator of ['tag', 'author', 'source', 'lang'] as const)
          expect(loaded.values(operator, '', 20)).toEqual(search.values(operator, '', 20));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the values of an operator', () => {
  it('[V1] are those whose words begin as typed', () => {
    expect(shelf.values('source', 'out', 5)).toEqual([
      { value: 'iea2024', label: 'World Énergy Outlook', documents: 2 },
    ]);
    expect(shelf.values('author', 'z', 5).map(({ value }) => value)).toEqual(['Émile Zola']);
    expect(shelf.values('tag', 'x', 5)).toEqual([]);
  });

  it('[V2] [V3] come with how many a filter of them lists, most first, and with what stands above them', () => {
    const search = searchOf([
      document('note:1', { tags: ['a/b', 'a/c'] }),
      document('note:2', { tags: ['a/b'], language: 'pt-br' }),
      document('note:3', { tags: ['a'], language: 'pt' }),
    ]);
    expect(search.values('tag', '', 9).map(({ value, documents }) => [value, documents])).toEqual([
      ['a', 3],
      ['a/b', 2],
      ['a/c', 1],
    ]);
    for (const { value, documents } of search.values('tag', '', 9))
      expect(keysFor(search, `tag:${value}`)).toHaveLength(documents);
    search.add(document('note:4', { tags: ['x/y/z'] }));
    expect(search.values('tag', 'x', 9).map(({ value }) => value)).toEqual(['x/y/z']);
    expect(search.values('lang', '', 1)).toEqual([{ value: 'pt', label: 'pt', documents: 2 }]);
  });
});

function lit({ hits, ...rest }: Found) {
  return { ...rest, hits: hits() };
}
