// What documents are ranked by besides plain words and plain cosines: laws of the mean, of placing, of neighbours.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backgroundOf } from '#search/background.ts';
import { Centre } from '#search/centre.ts';
import { placing } from '#search/fuse.ts';
import { evenedOut } from '#search/neighbours.ts';
import { isRelevant } from '#search/relevance.ts';
import { sentencesOf } from '#search/sentences.ts';
import { dimensions, packVector } from '#search/vectorCode.ts';
import { WordsIndex } from '#search/wordsIndex.ts';
import { WordsMatch } from '#search/wordsMatch.ts';
import { wordsQuery } from '#search/wordsQuery.ts';
import { searchWithTexts } from './searchWithTexts.ts';

const codes = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: dimensions, maxLength: dimensions });
const scale = fc.double({ min: 0, max: 0.01, noNaN: true }).map(Math.fround);

/** A direction of length 1: towards the first axis by `near`, the rest along another axis. */
function direction(near: number, axis = 1): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = near;
  vector[axis] = Math.sqrt(1 - near * near);
  return vector;
}

describe('the centre', () => {
  it('[C1] is that of what is left, to the last bit, whatever came and went', () => {
    const row = fc.record({ codes, scale });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.array(row, { maxLength: 6 }), (kept, gone) => {
        const [busy, fresh] = [new Centre(), new Centre()];
        gone.forEach((each) => busy.tally(Int8Array.from(each.codes), 0, each.scale, 1));
        kept.forEach((each) => busy.tally(Int8Array.from(each.codes), 0, each.scale, 1));
        gone.toReversed().forEach((each) => busy.tally(Int8Array.from(each.codes), 0, each.scale, -1));
        kept.toReversed().forEach((each) => fresh.tally(Int8Array.from(each.codes), 0, each.scale, 1));
        expect(busy.lean(direction(1))).toEqual(fresh.lean(direction(1)));
      }),
    );
  });

  it('[C1] is the same when four are counted in at once', () => {
    const four = fc.array(fc.record({ codes, scale }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(four, fc.nat(20), (rows, gap) => {
        const step = dimensions + gap;
        const all = new Int8Array(3 + 4 * step);
        rows.forEach((row, at) => all.set(row.codes, 3 + at * step));
        const [one, two, three, four] = rows.map((row) => row.scale);
        const [together, apart] = [new Centre(), new Centre()];
        together.tallyFour(all, 3, step, [one!, two!, three!, four!]);
        rows.forEach((row, at) => apart.tally(all, 3 + at * step, row.scale, 1));
        expect(together.lean(direction(1))).toEqual(apart.lean(direction(1)));
      }),
      { numRuns: 30 },
    );
  });

  it('leaves a question as it is while there is nothing', () => {
    expect(new Centre().lean(direction(0.5))).toEqual({ vector: direction(0.5), offset: 0 });
  });

  it('[C2] keeps what is as near to the mean as the mean itself, and takes from what is nearer', () => {
    const centre = new Centre();
    const one = new Int8Array(dimensions);
    one[0] = 100;
    for (let count = 0; count < 500; count += 1) centre.tally(one, 0, 0.005, 1);
    const { vector, offset } = centre.lean(direction(0.6));
    const nearness = (along: number) => (vector[0] ?? 0) * along + offset;
    expect(nearness(0.5)).toBeCloseTo(0.6 * 0.5, 5);
    expect(nearness(1)).toBeLessThan(0.6 * 1 - 0.1);
  });
});

describe('placing', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });

  it('[F1] is that of words alone where meaning has no say, and 0 where no word occurs', () => {
    expect(placing({ words: 2, allowed: 8, reached: 2, meaning: null })).toBeCloseTo(0.5, 10);
    expect(placing({ words: 0, allowed: 0, reached: 0, meaning: null })).toBe(0);
  });

  it('[F2] never falls when either rises, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(part, part, part, part, part, (a, b, c, d, most) => {
        const scale = { allowed: 20, reached: 20 * most };
        const at = (words: number, meaning: number) =>
          placing({ words: words * scale.reached, ...scale, meaning });
        expect(at(Math.min(a, b), Math.min(c, d))).toBeLessThanOrEqual(at(Math.max(a, b), Math.max(c, d)));
        expect(at(a, c)).toBeGreaterThanOrEqual(0);
        expect(at(a, c)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('neighbours', () => {
  const standing = fc.record({
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    vector: fc.oneof(
      fc.constant(null),
      fc.double({ min: -1, max: 1, noNaN: true }).map((near) => direction(near)),
    ),
  });

  it('[N1] draw nothing above the highest or below the lowest', () => {
    fc.assert(
      fc.property(fc.array(standing, { minLength: 1, maxLength: 12 }), (standings) => {
        const before = standings.map(({ score }) => score);
        for (const score of evenedOut(standings)) {
          expect(score).toBeLessThanOrEqual(Math.max(...before) + 1e-12);
          expect(score).toBeGreaterThanOrEqual(Math.min(...before) - 1e-12);
        }
      }),
    );
  });

  it('[N2] leave a document without a vector alone, and it leaves them alone', () => {
    const near = { score: 0.5, vector: direction(0.9) };
    expect(evenedOut([near, { score: 1, vector: null }, { score: 0, vector: direction(0, 5) }])).toEqual([
      0.5, 1, 0,
    ]);
  });

  it('draw up a document that says the same as the best', () => {
    const [, twin = 0, stranger = 0] = evenedOut([
      { score: 1, vector: direction(0.9) },
      { score: 0.5, vector: direction(0.9) },
      { score: 0.5, vector: direction(0, 7) },
    ]);
    expect(twin).toBeCloseTo(0.65, 10);
    expect(stranger).toBe(0.5);
  });
});

describe('ranking', () => {
  const add = (
    search: ReturnType<typeof searchWithTexts>,
    key: string,
    text: string,
    vector: Float32Array,
  ) => {
    search.add({
      key,
      kind: 'note',
      title: '',
      text,
      passages: [{ start: 0, end: text.length }],
      vectors: [packVector(vector)],
    });
  };

  it('[R6] puts first, of two alike in everything else, the one that says the same as the best', () => {
    const search = searchWithTexts();
    add(search, 'a-stranger', 'One thing.', direction(0.6, 9));
    add(search, 'best', 'Laminar flow.', direction(0.9, 1));
    add(search, 'friend', 'One thing.', direction(0.6, 1));
    const hits = search.ask({ question: 'laminar flow', queryVector: direction(1), limit: 3 });
    expect(hits.map(({ key }) => key)).toEqual(['best', 'friend', 'a-stranger']);
  });

  it('[R7] asks with each sentence of a question, too', () => {
    const search = searchWithTexts();
    add(search, 'first', 'About one.', direction(0.5, 1));
    add(search, 'second', 'About another.', direction(0.5, 2));
    const ask = (axis: number) => {
      const sentence = new Float32Array(dimensions);
      sentence[axis] = 1;
      return search
        .ask({ question: 'x', queryVector: direction(1), sentenceVectors: [sentence], limit: 2 })
        .map(({ key }) => key);
    };
    expect(ask(1)).toEqual(['first', 'second']);
    expect(ask(2)).toEqual(['second', 'first']);
  });
});

describe('relevance', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });

  const hit = fc.record({ cosine: fc.option(part), coverage: part });
  const hits = fc.array(hit, { minLength: 1, maxLength: 5 });
  const background = fc.record({
    mean: fc.double({ min: -0.2, max: 0.4, noNaN: true }),
    spread: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
  });

  it('[N2] [N3] holds nothing back that has every word, or of which meaning says nothing', () => {
    fc.assert(
      fc.property(hits, part, background, (first, coverage, about) => {
        expect(isRelevant({ first, coverage: 1, background: about })).toBe(true);
        expect(isRelevant({ first, coverage, background: null })).toBe(true);
      }),
    );
  });

  it('[N4] is never lost by more of either', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hit, part, part), { maxLength: 5 }),
        part,
        background,
        (all, coverage, about) => {
          const less = { first: all.map(([each]) => each), coverage, background: about };
          const more = {
            first: all.map(([each, nearer, fuller]) => ({
              cosine: each.cosine === null ? null : Math.max(each.cosine, nearer),
              coverage: Math.max(each.coverage, fuller),
            })),
            coverage,
            background: about,
          };
          expect(isRelevant(less) && !isRelevant(more)).toBe(false);
        },
      ),
    );
  });

  it('[N6] takes more where the notebook has nothing else to do with the question', () => {
    const first = [{ cosine: 0.45, coverage: 0.3 }];
    const among = (spread: number) => isRelevant({ first, coverage: 0.3, background: { mean: 0, spread } });
    expect(among(0.12)).toBe(true);
    expect(among(0.06)).toBe(false);
  });

  it('[N6] is read against all passages, few of them against what is usual', () => {
    expect(backgroundOf(new Float64Array())).toEqual({ mean: 0, spread: 0.065 });
    const [mean, spread] = [0.1, 0.08];
    const many = Float64Array.from({ length: 20_000 }, (_, at) => mean + (at % 2 ? spread : -spread));
    expect(backgroundOf(many).mean).toBeCloseTo(mean, 3);
    expect(backgroundOf(many).spread).toBeCloseTo(spread, 3);
    expect(backgroundOf(new Float64Array(1_000).fill(0.2)).spread).toBe(0.05);
  });

  const searchOf = (near: number | null) => {
    const search = searchWithTexts();
    const text = 'Laminar flow near a wing';
    search.add({
      key: 'a',
      kind: 'note',
      title: '',
      text,
      passages: [{ start: 0, end: text.length }],
      vectors: [near === null ? null : packVector(direction(near))],
    });
    return search;
  };
  const isWeak = (question: string, near: number | null, more: object = {}) =>
    searchOf(near).find({ question, queryVector: direction(1), limit: 5, ...more }).isWeak;

  it('[N1] is denied to what shares one word and little meaning', () => {
    const strange = 'flow of traffic licences in ancient towns';
    expect(isWeak(strange, 0.35)).toBe(true);
    expect(isWeak(strange, 0.7)).toBe(false);
    expect(isWeak('laminar flow', 0.1)).toBe(false);
  });

  it('[N5] is judged by words of what has no vector, where others have one', () => {
    const search = searchOf(0.35);
    const text = 'Traffic licences of ancient towns';
    search.add({ key: 'b', kind: 'note', title: '', text, passages: [{ start: 0, end: text.length }] });
    const isWeakly = (question: string) =>
      search.find({ question, queryVector: direction(1), limit: 5 }).isWeak;
    expect(isWeakly('who gave traffic licences in ancient towns to strangers')).toBe(false);
    expect(isWeakly('who gave a ticket for traffic to strangers near rivers and gardens')).toBe(true);
  });

  it('is not judged while there is no vector, while typing, by one ranking alone, or of a phrase', () => {
    const strange = 'flow of traffic licences in ancient towns';
    expect(isWeak(strange, null)).toBe(false);
    expect(isWeak(strange, 0.35, { prefix: true })).toBe(false);
    expect(isWeak(strange, 0.35, { ranking: 'words' })).toBe(false);
    expect(isWeak('nothing here', 0.1)).toBe(false);
    expect(isWeak('x', 0.1, { question: { text: strange, phrases: ['laminar flow'], excluded: [] } })).toBe(
      false,
    );
  });
});

describe('the sentences of a question', () => {
  it('are those that could be asked alone, when there are several', () => {
    expect(sentencesOf('What is laminar flow? Where does it end, and why?')).toEqual([
      'What is laminar flow?',
      'Where does it end, and why?',
    ]);
    for (const question of ['', 'What is laminar flow?', 'Really? What is laminar flow?', '!!! ... ???'])
      expect(sentencesOf(question)).toEqual([]);
    expect(sentencesOf('One two three. '.repeat(50))).toHaveLength(6);
  });
});

describe('the best passage by words', () => {
  const word = fc.constantFrom('wing', 'lift', 'drag', 'flow', 'heat');
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

  it('[R8] of a document that is one passage is the whole of it', () => {
    const text = fc.record({ title: fc.oneof(fc.constant(''), line), passage: line });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), line, (texts, question) => {
        const index = new WordsIndex();
        texts.forEach(({ title, passage }, at) =>
          index.add({
            key: `k${at}`,
            kind: 'note',
            title,
            text: passage,
            passages: [{ start: 0, end: passage.length }],
          }),
        );
        const match = new WordsMatch(index, wordsQuery(question));
        texts.forEach((_, at) => {
          const document = index.numberOf(`k${at}`);
          expect(match.bestPassageOf(document)).toBeCloseTo(match.scoreOf(document), 4);
        });
      }),
    );
  });

  it('[R8] puts words that stand together before words that stand apart', () => {
    const search = searchWithTexts();
    const add = (key: string, passages: readonly string[]) => {
      const text = passages.join('\n');
      const starts = passages.map((_, at) => passages.slice(0, at).join('\n').length + (at > 0 ? 1 : 0));
      search.add({
        key,
        kind: 'note',
        title: '',
        text,
        passages: passages.map((passage, at) => ({
          start: starts[at] ?? 0,
          end: (starts[at] ?? 0) + passage.length,
        })),
        vectors: passages.map(() => packVector(direction(0.5))),
      });
    };
    add('apart', ['laminar stays here', 'layer over there']);
    add('together', ['laminar layer here', 'stays over there']);
    const hits = search.ask({ question: 'laminar layer', queryVector: direction(1), limit: 2 });
    expect(hits.map(({ key }) => key)).toEqual(['together', 'apart']);
  });
});
