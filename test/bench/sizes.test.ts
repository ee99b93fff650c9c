// The pure parts of measuring sizes: what texts are made of, what is reached, how long is left, what is asked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeEach } from '../../bench/sizes/asking.ts';
import { makeCorpus, type GivenDocument } from '../../bench/sizes/corpus.ts';
import { figuresTable, own, rowOf, verdictOf, type Target } from '../../bench/sizes/figures.ts';
import { ftsQuery } from '../../bench/sizes/nativePeers.ts';
import { parseSizes } from '../../bench/sizes/sizeBench.ts';
import { threesOf } from '../../bench/sizes/source.ts';
import { searchTargets } from '../../bench/sizes/targets.ts';
import { leftMs } from '../../bench/sizes/timeLeft.ts';
import { vectorMaker } from '../../bench/madeVectors.ts';
import { wordStream } from '../../bench/wordStream.ts';

const stream = wordStream(1);
const makeVector = vectorMaker(2);
const given: readonly GivenDocument[] = Array.from({ length: 40 }, (_, at) => {
  const first = stream.text(60);
  const text = `${first}\n\n${stream.text(60)}`;
  return {
    title: stream.title(),
    text,
    passages: [
      { start: 0, end: first.length, vector: at },
      { start: first.length + 2, end: text.length, vector: null },
    ],
  };
});
const vectors = given.map(() => makeVector());
const corpus = makeCorpus(given, vectors);
const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('the texts of a size', () => {
  it('[C1] are the given ones first, word by word', () => {
    for (const at of [0, 7, 39]) {
      const { title, text, passages } = corpus.document(at);
      expect({ title, text }).toEqual({ title: given[at]?.title, text: given[at]?.text });
      expect(passages.map(({ start, end }) => ({ start, end }))).toEqual(
        given[at]?.passages.map(({ start, end }) => ({ start, end })),
      );
    }
  });

  it('[C2] are then copies with about a quarter of the words exchanged for words of the texts', () => {
    const known = new Set(given.flatMap(({ text }) => wordsIn(text)));
    let changed = 0;
    let all = 0;
    for (let at = 40; at < 200; at += 1) {
      const before = wordsIn(given[at % 40]?.text ?? '');
      const after = wordsIn(corpus.document(at).text);
      expect(after).toHaveLength(before.length);
      expect(after.every((word) => known.has(word))).toBe(true);
      changed += after.filter((word, place) => word !== before[place]).length;
      all += after.length;
    }
    // A word may be exchanged for itself: frequent ones often are.
    expect(changed / all).toBeGreaterThan(0.2);
    expect(changed / all).toBeLessThan(0.26);
  });

  it('[C3] exchange words by how often they stand in the texts', () => {
    const share = (texts: readonly string[]): number => {
      const words = texts.flatMap(wordsIn);
      return words.filter((word) => word === 'the').length / words.length;
    };
    const copies = Array.from({ length: 400 }, (_, at) => corpus.document(40 + at).text);
    expect(share(copies)).toBeCloseTo(share(given.map(({ text }) => text)), 2);
  });

  it('[C4] are the same whenever and in whatever order they are asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (at) => {
        const again = makeCorpus(given, vectors);
        again.document(at + 1);
        expect(again.document(at)).toEqual(corpus.document(at));
        expect(again.vectorOf(at, 0)).toEqual(corpus.vectorOf(at, 0));
      }),
      { numRuns: 50 },
    );
  });

  it('[C5] keep the spans of their passages at what was there before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 5_000 }), (at) => {
        const { text, passages } = corpus.document(at);
        const [first, second] = passages;
        expect(first?.start).toBe(0);
        expect(text.slice(first?.end, second?.start)).toBe('\n\n');
        expect(second?.end).toBe(text.length);
      }),
      { numRuns: 50 },
    );
  });

  it('[C6] have vectors of length 1: the given ones, then others near to them, and none where none was given', () => {
    const cosine = (one: Float32Array | null, other: Float32Array | undefined): number =>
      Array.from(one ?? []).reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0);
    expect(corpus.vectorOf(3, 0)).toEqual(vectors[3]);
    for (const at of [43, 83, 4_003]) {
      const vector = corpus.vectorOf(at, 0);
      expect(cosine(vector, vector ?? undefined)).toBeCloseTo(1, 5);
      expect(cosine(vector, vectors[3])).toBeGreaterThan(0.8);
      expect(cosine(vector, vectors[3])).toBeLessThan(0.95);
      expect(corpus.vectorOf(at, 1)).toBeNull();
    }
    expect(corpus.vectorOf(43, 0)).not.toEqual(corpus.vectorOf(83, 0));
  });

  it('[C7] are as many as it takes, by passages or by vectors, and hashes tell all passages apart', () => {
    expect(corpus.documentsFor(80, 'passages')).toBe(40);
    expect(corpus.documentsFor(81, 'passages')).toBe(41);
    expect(corpus.documentsFor(81, 'vectors')).toBe(81);
    const hashes = Array.from({ length: 3_000 }, (_, at) => corpus.document(at).passages).flat();
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
  });
});

describe('a target', () => {
  const target = (more: Partial<Target>): Target => ({
    size: 1_000,
    measure: 'm',
    by: own,
    of: 'p50',
    must: 'be at most',
    limit: 2,
    ...more,
  });
  const row = rowOf({ measure: 'm', by: own, data: 'real', unit: 'ms', p50: 2, p95: 6 });

  it('[T1] is reached at its limit, and missed by how much is too much', () => {
    expect(verdictOf(row, 1_000, [target({})])?.result).toBe('reached');
    expect(verdictOf(row, 1_000, [target({ limit: 1 })])?.result).toBe('missed by 1.00');
    expect(verdictOf(row, 1_000, [target({ must: 'be at least', limit: 3 })])?.result).toBe('missed by 0.50');
  });

  it('[T2] of several, the one missed most speaks', () => {
    const both = [target({}), target({ of: 'p95', limit: 4 })];
    expect(verdictOf(row, 1_000, both)).toEqual({
      target: 'p50 <= 2, p95 <= 4',
      result: 'missed by 0.50',
    });
  });

  it('[T3] holds for its size, its measure and its engine alone', () => {
    expect(verdictOf(row, 2_000, [target({})])).toBeNull();
    expect(verdictOf({ ...row, by: 'another' }, 1_000, [target({})])).toBeNull();
    expect(verdictOf({ ...row, measure: 'n' }, 1_000, [target({})])).toBeNull();
  });

  it('[T4] of what could not be measured is not called reached', () => {
    expect(verdictOf({ ...row, p50: null }, 1_000, [target({})])?.result).toBe('not measured');
  });

  it('[T5] of 100,000 passages is not a target of a million', () => {
    const sizes = new Set(searchTargets.map(({ size }) => size));
    expect([...sizes]).toEqual([100_000, 1_000_000]);
  });

  it('[T6] stands in the table beside what was measured, and what was skipped says why', () => {
    const skipped = rowOf({
      measure: 'm',
      by: 'x',
      data: 'made',
      unit: 's',
      p50: null,
      note: 'not built within 180 s',
    });
    const table = figuresTable([row, skipped], 1_000, [target({ limit: 1 })]).split('\n');
    expect(table[2]).toMatch(/real +2\.00 +6\.00 +ms +p50 <= 1 +missed by 1\.00/);
    expect(table[3]).toMatch(/made +skipped +s +not built within 180 s/);
  });
});

describe('the time left', () => {
  const steps = [
    { name: 'a', expectedMs: 100 },
    { name: 'b', expectedMs: 300 },
  ];

  it('[L1] is what was expected at first, then as slow as things were', () => {
    expect(leftMs(steps, 0, 0)).toBe(400);
    expect(leftMs(steps, 1, 200)).toBe(600);
    expect(leftMs(steps, 2, 800)).toBe(0);
  });
});

describe('what is asked', () => {
  it('[A1] sizes are numbers with commas between, and nothing else', () => {
    expect(parseSizes('10000,1000000')).toEqual([10_000, 1_000_000]);
    for (const wrong of ['', 'many', '10', '1e9', '10000,']) expect(parseSizes(wrong)).toBeNull();
  });

  it('[A2] threes stand in one passage; what is typed in part begins the last word', () => {
    const { three, prefix } = threesOf(given);
    expect(three.length).toBeGreaterThan(50);
    three.forEach((text, at) => {
      const words = text.split(' ');
      const isIn = given.some(({ text: whole, passages }) =>
        passages.some(({ start, end }) =>
          words.every((word) => wordsIn(whole.slice(start, end).toLowerCase()).includes(word)),
        ),
      );
      expect(isIn).toBe(true);
      expect(text.startsWith(prefix[at] ?? '?')).toBe(true);
      expect(prefix[at]?.length).toBeLessThan(text.length);
    });
  });

  it('[A3] SQLite is asked for any of the words but stop words, and for beginnings of what is being typed', () => {
    expect(ftsQuery('What is the "tide"?', false)).toBe('"tide"');
    expect(ftsQuery('harbour ti', true)).toBe('"harbour" OR "ti"*');
    expect(ftsQuery('what is it', false)).toBe('"what" OR "is" OR "it"');
  });

  it('[A4] of quick questions there is one time each, of rounds that count', async () => {
    const asked: number[] = [];
    const times = await timeEach(3, (at) => asked.push(at));
    expect(times).toHaveLength(3);
    expect(asked).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });
});
