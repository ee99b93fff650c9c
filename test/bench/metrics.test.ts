// The measures of a ranking, against figures worked out by hand.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanQuality, qualityOf, quantile } from '../../bench/metrics.ts';

const grades = (given: Readonly<Record<string, number>>): Map<string, number> =>
  new Map(Object.entries(given));

describe('the quality of a ranking', () => {
  it('[E1] sums grades over log2(rank + 1) and divides by the same of the best order', () => {
    // Gains 3, 0, 1 at ranks 1, 2, 3: 3/1 + 1/2. Best order 3, 2, 1: 3/1 + 2/1.585 + 1/2 = 4.7619.
    const quality = qualityOf(['a', 'x', 'c'], grades({ a: 3, b: 2, c: 1 }));
    expect(quality?.ndcg10).toBeCloseTo(3.5 / 4.7618595, 6);
    expect(quality?.mrr10).toBe(1);
    expect(quality?.recall10).toBeCloseTo(2 / 3, 12);
  });

  it('[E1] takes the grade itself as gain, not a power of two', () => {
    // Second place for the better one: (1 + 3/1.585) / (3 + 1/1.585) = 2.8928 / 3.6309.
    expect(qualityOf(['b', 'a'], grades({ a: 3, b: 1 }))?.ndcg10).toBeCloseTo(0.796709, 5);
  });

  it('[E2] looks at ten documents and no further', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(qualityOf([...ten, 'a'], grades({ a: 1 }))).toEqual({ ndcg10: 0, mrr10: 0, recall10: 0 });
    expect(qualityOf([...ten.slice(1), 'a'], grades({ a: 1 }))).toEqual({
      ndcg10: 1 / Math.log2(11),
      mrr10: 1 / 10,
      recall10: 1,
    });
  });

  it('[E2] counts more than ten relevant ones in recall, and ten of them in the best order', () => {
    const judged = grades(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`d${at}`, 1])));
    const quality = qualityOf([...judged.keys()].slice(0, 10), judged);
    expect(quality?.ndcg10).toBeCloseTo(1, 12);
    expect(quality?.recall10).toBe(0.5);
  });

  it('[E3] takes grade 0, negative grades and what was not judged as not relevant', () => {
    const quality = qualityOf(['zero', 'minus', 'new', 'a'], grades({ zero: 0, minus: -1, a: 2 }));
    expect(quality?.mrr10).toBe(1 / 4);
    expect(quality?.recall10).toBe(1);
    expect(quality?.ndcg10).toBeCloseTo(1 / Math.log2(5), 12);
  });

  it('[E4] tells none for a question without an answer, and leaves it out of the mean', () => {
    expect(qualityOf(['a'], grades({ a: 0 }))).toBeNull();
    expect(meanQuality([])).toEqual({ ndcg10: 0, mrr10: 0, recall10: 0 });
    expect(
      meanQuality([
        { ndcg10: 1, mrr10: 0.5, recall10: 0 },
        { ndcg10: 0, mrr10: 0.25, recall10: 1 },
      ]),
    ).toEqual({ ndcg10: 0.5, mrr10: 0.375, recall10: 0.5 });
  });

  it('[E5] is 1 for the best order, never more, and never better for a relevant one further down', () => {
    const judged = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(judged, fc.nat(), (values, seed) => {
        const all = values.map((grade, at) => ({ id: `d${at}`, grade }));
        const given = new Map(all.map(({ id, grade }) => [id, grade]));
        const best = all.toSorted((a, b) => b.grade - a.grade).map(({ id }) => id);
        const quality = qualityOf(best, given);
        if (quality === null) return;
        expect(quality.ndcg10).toBeCloseTo(1, 12);
        const at = seed % (best.length - 1);
        const swapped = best.with(at, best[at + 1] ?? '').with(at + 1, best[at] ?? '');
        expect(qualityOf(swapped, given)?.ndcg10 ?? 0).toBeLessThanOrEqual(quality.ndcg10 + 1e-12);
      }),
    );
  });
});

describe('a quantile', () => {
  it('[E6] is the value at the nearest rank', () => {
    const values = [5, 1, 4, 2, 3];
    expect([0, 0.2, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 1, 3, 5, 5]);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
