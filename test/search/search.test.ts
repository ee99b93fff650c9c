// Search as a person meets it: what is found, why, with which words, and that it stays true through any history.
import * as fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import type { NounKind } from '#domain/id.ts';
import { cutPassages } from '#domain/passages.ts';
import { printOf } from '#domain/print.ts';
import { aloneFloor, fused, meaningFloor, whyBy } from '#search/fuse.ts';
import { modelKnows } from '#search/script.ts';
import { packSections } from '#search/sections.ts';
import { segmentVersion } from '#search/segment.ts';
import type { Search, SearchDocument } from '#search/search.ts';
import { snippetOf } from '#search/snippet.ts';
import { dimensions, inWords, packVector } from '#search/vectorCode.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { searchWithTexts } from './searchWithTexts.ts';

/** A direction of length 1: towards the first axis by `near`, the rest along another axis. */
function direction(near: number, axis = 1): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = near;
  vector[axis] = Math.sqrt(1 - near * near);
  return vector;
}
const query = direction(1);

function documentOf(
  key: string,
  text: string,
  near: number | null = null,
  kind: NounKind = 'note',
  title = '',
): SearchDocument {
  const passages = cutPassages(text);
  const vectors = passages.map(() => (near === null ? null : packVector(direction(near))));
  return { key, kind, title, text, passages, vectors };
}

/** Repeatable whole numbers below a limit. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A segment's bytes, whole, as another version of the program would have left them. */
function ofVersion(bytes: Uint8Array, version: number): Uint8Array {
  const [, , count = 0, ...rest] = new Uint32Array(bytes.slice().buffer);
  let at = 4 * (3 + count);
  const sections = rest.slice(0, count).map((length) => {
    const section = bytes.slice(at, at + length);
    at += (length + 3) & ~3;
    return section;
  });
  new DataView(sections[0]!.buffer).setUint32(0, version, true);
  return packSections(sections);
}

function searchOf(...documents: readonly SearchDocument[]): Search {
  const search = searchWithTexts();
  documents.forEach((document) => search.add(document));
  return search;
}

const ask = (search: Search, question: string, queryVector: Float32Array | null = query) =>
  search.ask({ question, queryVector, limit: 10 });

describe('fusion', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const cosine = fc.double({ min: -1, max: 1, noNaN: true });

  it('[F1] is the score of words alone where meaning has no say', () => {
    fc.assert(fc.property(share, (words) => fused({ words, cosine: null }) === words));
  });

  it('[F2] never falls when either rises, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(share, share, cosine, cosine, (a, b, c, d) => {
        const low = fused({ words: Math.min(a, b), cosine: Math.min(c, d) });
        const high = fused({ words: Math.max(a, b), cosine: Math.max(c, d) });
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('[F3] [F4] names only what it ranks by and what speaks for the hit', () => {
    const both = { words: 0.1, cosine: meaningFloor };
    expect(['words', 'meaning', 'fused'].map((ranking) => whyBy(ranking as 'fused', both))).toEqual([
      'words',
      'meaning',
      'both',
    ]);
    expect(whyBy('fused', { words: 0.1, cosine: meaningFloor - 0.01 })).toBe('words');
    expect(whyBy('fused', { words: 0, cosine: aloneFloor })).toBe('meaning');
    expect(whyBy('fused', { words: 0, cosine: aloneFloor - 0.01 })).toBeNull();
    expect(whyBy('meaning', { words: 0, cosine: meaningFloor })).toBe('meaning');
    expect(whyBy('meaning', { words: 1, cosine: meaningFloor - 0.01 })).toBeNull();
    expect(whyBy('words', { words: 0, cosine: 0.9 })).toBeNull();
    expect(whyBy('meaning', { words: 1, cosine: null })).toBeNull();
  });
});

describe('search', () => {
  it('[R1] finds by words, by meaning and by both, and says which', () => {
    const search = searchOf(
      documentOf('words', 'The laminar layer thickens.', 0.1),
      documentOf('meaning', 'Air slows near the surface.', 0.6),
      documentOf('both', 'A laminar stream.', 0.8),
      documentOf('neither', 'Bread is baked at dawn.', 0.1),
    );
    const hits = ask(search, 'laminar');
    expect(hits.map(({ key, why }) => [key, why])).toEqual([
      ['both', 'both'],
      ['words', 'words'],
      ['meaning', 'meaning'],
    ]);
    expect(hits.map(({ words }) => words)).toEqual([['laminar'], ['laminar'], []]);
    const by = (ranking: 'words' | 'meaning') =>
      search
        .ask({ question: 'laminar', queryVector: query, limit: 10, ranking })
        .map(({ key, why }) => [key, why]);
    expect(by('words').map(([, why]) => why)).toEqual(['words', 'words']);
    expect(by('meaning')).toEqual([
      ['both', 'meaning'],
      ['meaning', 'meaning'],
    ]);
  });

  it('[R2] shows the passage that answers, and the others of the same document after it', () => {
    const filler = (word: string) => `${`${word} `.repeat(100)}ends here.`;
    const text = `${filler('apple')}\n${filler('pear')} Quinces are rare.\n${filler('quinces')}`;
    const [hit] = ask(searchOf(documentOf('a', text)), 'rare quinces', null);
    expect(text.slice(hit!.start, hit!.end)).toContain('Quinces are rare.');
    expect(hit!.passageIndex).toBe(1);
    expect(hit!.more.map(({ passageIndex, why }) => [passageIndex, why])).toEqual([[2, 'words']]);
  });

  it('[R3] returns nothing for nonsense, and for nothing', () => {
    const search = searchOf(documentOf('a', 'Air slows near the surface.', aloneFloor - 0.01));
    for (const nonsense of ['qwzx vbnm', '', '   ', '!?', '\u0000', '"', '((('])
      expect(ask(search, nonsense)).toEqual([]);
  });

  it('[R4] says words where only the title has them', () => {
    const search = searchOf(
      documentOf('a', 'Air slows near it.', 0.8, 'note', 'Laminar flow'),
      documentOf('b', 'Bread.', null, 'note', 'Laminar'),
    );
    const hits = ask(search, 'laminar');
    expect(hits.map(({ key, why, words }) => [key, why, words]).sort()).toEqual([
      ['a', 'both', ['Laminar']],
      ['b', 'words', ['Laminar']],
    ]);
  });

  it('[R5] orders equal scores by key, whatever came first', () => {
    const texts = ['d', 'b', 'c', 'a'].map((key) => documentOf(key, 'Same words here.', 0.5));
    expect(ask(searchOf(...texts), 'words').map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('[R5] also where more are equally near than are looked at', () => {
    const keys = Array.from({ length: 500 }, (_, at) => `k${String(499 - at).padStart(3, '0')}`);
    const search = searchOf(...keys.map((key) => documentOf(key, 'Same words here.', 0.5)));
    for (const key of ['k100', 'k000']) search.remove(key);
    for (const key of ['k000', 'k100']) search.add(documentOf(key, 'Same words here.', 0.5));
    const hits = search.ask({ question: 'other', queryVector: query, limit: 50, ranking: 'meaning' });
    expect(hits.map(({ key }) => key)).toEqual(keys.toSorted().slice(0, 50));
  });

  it('[S1] looks only at the kinds asked for, however many others are better', () => {
    const many = Array.from({ length: 400 }, (_, at) => documentOf(`n${at}`, 'laminar laminar', 0.9));
    const search = searchOf(
      ...many,
      documentOf('s', 'laminar once among several other words', 0.4, 'source'),
    );
    const hits = search.ask({ question: 'laminar', queryVector: query, kinds: ['source'], limit: 5 });
    expect(hits.map(({ key, kind }) => [key, kind])).toEqual([['s', 'source']]);
    expect(search.ask({ question: 'laminar', queryVector: null, kinds: [], limit: 5 })).toEqual([]);
  });

  it('[S2] gives meaning no weight where the model does not know the language, of text or question', () => {
    const chinese = documentOf('zh', '边界层在表面附近变厚。', 0.9);
    const search = searchOf(chinese, documentOf('en', 'The layer thickens.', 0.9));
    expect(search.size().vectors).toBe(1);
    expect(search.setVector('zh', 0, packVector(query))).toBe(false);
    expect(ask(search, '边界层').map(({ key, why }) => [key, why])).toEqual([['zh', 'words']]);
    expect(['слой', '境界', 'layer', 'Grenzschicht', '42', 'AI 技術'].map(modelKnows)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('[S3] lights up the words of the question where they stand, and the sentence that has most of them', () => {
    const text = 'Heat flows. The laminar Layers of café air heat. Nothing else.';
    const [hit] = ask(searchOf(documentOf('a', text)), 'cafe layer heat', null);
    expect(hit!.words).toEqual(['Heat', 'Layers', 'café']);
    expect(hit!.marks.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Heat',
      'Layers',
      'café',
      'heat',
    ]);
    expect(text.slice(hit!.sentence!.start, hit!.sentence!.end)).toBe('The laminar Layers of café air heat.');
    const typed = searchOf(documentOf('a', text)).ask({
      question: 'lam',
      queryVector: null,
      limit: 1,
      prefix: true,
    });
    expect(typed[0]?.words).toEqual(['laminar']);
  });

  it('[S3] with marks in order that never overlap', () => {
    const weights = new Map(['state', 'back', 'stateback', '漢字', '字体'].map((term) => [term, 1]));
    const text = 'state-backed 漢字体 back';
    const { marks } = snippetOf(text, weights);
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['state-backed', '漢字体', 'back']);
    expect(snippetOf('nothing', weights)).toEqual({ marks: [], sentence: null, words: [] });
  });

  it('[S4] relates what is near, never the document itself, and nothing far', () => {
    const search = searchOf(
      documentOf('self', 'laminar air', 0.99),
      documentOf('near', 'slow air', 0.7),
      documentOf('far', 'laminar bread', 0.2),
    );
    const related = (vector: Float32Array | null) =>
      search
        .related({ text: 'laminar air', vector, exceptKey: 'self', limit: 5 })
        .hits()
        .map(({ key }) => key);
    expect(related(query)).toEqual(['near']);
    expect(related(null).sort()).toEqual(['far', 'near']);
    expect(
      search
        .related({
          text: 'laminar one two three four five six',
          vector: null,
          exceptKey: null,
          limit: 5,
        })
        .hits(),
    ).toEqual([]);
  });

  it('[S5] answers, after any history, as one that was given at once what is left', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      does: fc.constantFrom('add', 'add', 'remove', 'vector'),
      text: fc.constantFrom('laminar flow', 'flow of heat', 'warm bread', '流れ flow', ''),
      near: fc.constantFrom(null, 0.2, 0.5, 0.9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const search = searchWithTexts();
        const stored = new Map<number, Uint8Array>();
        const held = new Map<string, SearchDocument>();
        for (const { key, does, text, near } of steps) {
          if (does === 'add') {
            search.add(documentOf(key, text, near));
            held.set(key, documentOf(key, text, near));
          } else if (does === 'remove') {
            search.remove(key);
            held.delete(key);
          } else if (held.has(key)) {
            search.setVector(key, 0, packVector(direction(0.7)));
            held.set(key, documentOf(key, held.get(key)!.text, 0.7));
          }
          for (const { id, bytes } of search.takeChanges()) {
            if (bytes) stored.set(id, bytes);
            else stored.delete(id);
          }
        }
        const fresh = searchOf(...held.values());
        const loaded = searchWithTexts((key) => held.get(key));
        expect(loaded.load(Array.from(stored, ([id, bytes]) => ({ id, bytes })))).toEqual([]);
        held.forEach(({ key, vectors }) => {
          vectors?.forEach((packed, at) => packed && loaded.setVector(key, at, packed));
        });
        for (const question of ['flow', 'laminar heat', '流れ', 'bread']) {
          expect(ask(search, question)).toEqual(ask(fresh, question));
          expect(ask(loaded, question)).toEqual(ask(fresh, question));
        }
        expect(loaded.size()).toEqual(fresh.size());
      }),
      { numRuns: 150 },
    );
  });

  it('[S5] also with thousands of changes, stored and loaded now and then, while parts are being merged', () => {
    const kindOf = (at: number): NounKind => (at % 50 === 0 ? 'source' : at % 2 === 0 ? 'note' : 'excerpt');
    const nearOf = (seed: number) => direction([0.3, 0.5, 0.7, 0.9][seed % 4]!, 1 + (seed % 5));
    for (const seed of [1, 2, 3]) {
      const next = numbersFrom(seed);
      const made = (at: number, version: number): SearchDocument => {
        const words = (passage: number) =>
          Array.from(
            { length: 60 },
            (_, word) => `w${(at * 7919 + version * 31 + passage + word * word) % 700}`,
          );
        const pieces = [0, 1].map((passage) => `k${at} ${version} ${words(passage).join(' ')}`);
        const [first, second] = pieces as [string, string];
        const passages = [
          { start: 0, end: first.length, hash: sha256Hex(first) },
          { start: first.length + 1, end: first.length + 1 + second.length, hash: sha256Hex(second) },
        ];
        return { key: `k${at}`, kind: kindOf(at), title: '', text: pieces.join('\n'), passages };
      };
      let search = searchWithTexts();
      const stored = new Map<number, Uint8Array>();
      const held = new Map<string, SearchDocument>();
      const store = (): void => {
        for (const { id, bytes } of search.takeChanges()) {
          if (bytes) stored.set(id, bytes);
          else stored.delete(id);
        }
      };
      const expectAsFresh = (): void => {
        const fresh = searchOf(...held.values());
        expect(search.size()).toEqual(fresh.size());
        expect([...search.unembedded()].toSorted()).toEqual([...fresh.unembedded()].toSorted());
        for (const kinds of [undefined, ['source'], ['note']] as const)
          for (const ranking of ['fused', 'meaning'] as const) {
            const question = { question: 'w1 w31 w124', queryVector: query, ranking, limit: 40 };
            const asked = kinds === undefined ? question : { ...question, kinds };
            const all = (of: Search) =>
              of.ask(asked).map(({ key, score, why, passageIndex }) => ({
                ...{ key, score, why, passageIndex },
              }));
            expect(all(search)).toEqual(all(fresh));
          }
      };
      for (let change = 1; change <= 2_400; change += 1) {
        const at = next(300);
        const key = `k${at}`;
        const does = next(10);
        if (does < 6) {
          const document = made(at, next(5));
          const vectors = document.passages.map(() => (next(3) > 0 ? packVector(nearOf(next(20))) : null));
          held.set(key, { ...document, vectors });
          search.add({ ...document, vectors });
        } else if (does < 8) {
          search.remove(key);
          held.delete(key);
        } else {
          const document = held.get(key);
          const packed = packVector(nearOf(next(20)));
          expect(search.setVector(key, 1, packed)).toBe(document !== undefined);
          if (document) held.set(key, { ...document, vectors: [document.vectors?.[0] ?? null, packed] });
        }
        if (change % 25 === 0) store();
        if (change % 40 === 0) ask(search, 'w1');
        if (change % 800 !== 0) continue;
        expectAsFresh();
        search = searchWithTexts();
        expect(search.load(Array.from(stored, ([id, bytes]) => ({ id, bytes })))).toEqual([]);
        const intake = search.intake();
        for (const { passages, vectors = [] } of held.values())
          passages.forEach(({ hash = '' }, passage) => {
            const packed = vectors[passage];
            if (packed) expect(intake.take(printOf(hash), inWords(packed), 0, packed.length)).toBe(1);
          });
      }
      expectAsFresh();
    }
  });

  it('[S6] names only changed parts, again when they could not be stored, and refuses damaged ones', () => {
    const many = Array.from({ length: 2500 }, (_, at) => documentOf(`n${at}`, `word${at % 7} laminar`));
    const search = searchOf(...many);
    const stored = new Map<number, Uint8Array>();
    const store = (changes: ReturnType<Search['takeChanges']>) => {
      for (const { id, bytes } of changes) {
        if (bytes) stored.set(id, bytes);
        else stored.delete(id);
      }
      return changes;
    };
    const blocks = () => Array.from(stored, ([id, bytes]) => ({ id, bytes }));
    const all = store(search.takeChanges()).reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
    expect(search.takeChanges()).toEqual([]);
    search.add({ ...documentOf('n3', 'changed'), stamp: 7 });
    const changed = search.takeChanges();
    expect(changed.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)).toBeLessThan(all / 4);
    search.giveBack(changed.map(({ id }) => id));
    const again = store(search.takeChanges());
    expect(again).toEqual(changed);

    const whole = searchWithTexts();
    expect(whole.load(blocks())).toEqual([]);
    expect(whole.size()).toEqual(search.size());
    expect([whole.stampOf('n3'), whole.stampOf('n4'), whole.stampOf('none')]).toEqual([7, 0, null]);
    expect(whole.takeChanges()).toEqual([]);

    const lost = blocks().filter(({ id }) => id !== 0)[0]!;
    for (const damaged of [
      lost.bytes.subarray(0, 5000),
      lost.bytes.map((byte, at) => (at === 900 ? byte ^ 1 : byte)),
      new Uint8Array(),
      ofVersion(lost.bytes, segmentVersion - 1),
    ]) {
      const loaded = searchWithTexts();
      const given = blocks().map((block) => (block.id === lost.id ? { id: lost.id, bytes: damaged } : block));
      expect(loaded.load(given)).toEqual([lost.id]);
      expect(loaded.size().documents).toBeLessThan(search.size().documents);
      expect(loaded.stampOf('n3')).toBe(7);
      expect(loaded.takeChanges().map(({ id, bytes }) => [id, bytes === null])).toEqual([
        [0, false],
        [lost.id, true],
      ]);
    }
    const withoutRegister = searchWithTexts();
    const rest = blocks().filter(({ id }) => id !== 0);
    expect(withoutRegister.load(rest)).toEqual([0, ...rest.map(({ id }) => id)].sort((a, b) => a - b));
    expect(withoutRegister.size().documents).toBe(0);
    withoutRegister.add(documentOf('n', 'laminar'));
    const known = new Set(rest.map(({ id }) => id));
    const fresh = withoutRegister.takeChanges().filter(({ id, bytes }) => id !== 0 && bytes !== null);
    expect(fresh.map(({ id }) => known.has(id))).toEqual([false]);
  });

  it('[S7] takes any question', () => {
    const search = searchOf(documentOf('a', 'The laminar layer.', 0.5));
    const strange = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('.*+?^${}()|[]\\', '"open', 'שלום עולם', '😀👩‍👩‍👧', 'a'.repeat(10_000)),
    );
    fc.assert(
      fc.property(strange, fc.boolean(), (question, prefix) => {
        const hits = search.ask({ question, queryVector: query, limit: 3, prefix });
        expect(hits.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('[S9] holds to phrases and unwanted words, in titles too', () => {
    const search = searchOf(
      documentOf('a', 'The boundary layer thickens.', 0.9),
      documentOf('b', 'A layer at the boundary.', 0.9),
      documentOf('c', 'Turbulent boundary layer.', 0.9),
      documentOf('d', 'Bread.', 0.9, 'note', 'Boundary Layer'),
    );
    const keys = (text: string, phrases: readonly string[], excluded: readonly string[]) =>
      search
        .ask({ question: { text, phrases, excluded }, queryVector: query, limit: 10 })
        .map(({ key }) => key)
        .toSorted();
    expect(keys('', ['boundary layer'], [])).toEqual(['a', 'c', 'd']);
    expect(keys('thick', ['boundary layer'], ['turbulent'])).toEqual(['a', 'd']);
    expect(keys('boundary', [], ['boundary layer'])).toEqual(['b']);
    expect(keys('boundary', ['!'], ['', '"'])).toEqual(['a', 'b', 'c', 'd']);
    expect(keys('boundary', ['layer'], ['layer'])).toEqual([]);
  });

  it('[S10] counts hits by kind, whatever kinds are asked for', () => {
    const search = searchOf(
      ...Array.from({ length: 30 }, (_, at) => documentOf(`n${at}`, 'laminar flow')),
      documentOf('s', 'laminar flow of air', null, 'source'),
      documentOf('e', 'bread', null, 'excerpt'),
    );
    const found = search.find({ question: 'laminar', queryVector: null, limit: 3, kinds: ['source'] });
    expect(found.hits().map(({ key }) => key)).toEqual(['s']);
    expect(found.counts).toEqual({ note: 30, source: 1 });
    const all = search.find({ question: 'laminar', queryVector: null, limit: 3 });
    expect(all.hits()).toEqual(search.ask({ question: 'laminar', queryVector: null, limit: 3 }));
  });

  it('[S8] finds every document that MiniSearch finds for whole words', () => {
    const vocabulary = ['wing', 'lift', 'drag', 'flow', 'heat', 'shock'];
    const line = fc
      .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 8 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), line, (texts, question) => {
        const search = searchOf(...texts.map((text, at) => documentOf(`k${at}`, text)));
        const mini = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] });
        mini.addAll(texts.map((text, at) => ({ id: `k${at}`, text })));
        const found = search.ask({ question, queryVector: null, limit: 100 }).map(({ key }) => key);
        const expected = mini.search(question).map(({ id }) => String(id));
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});
