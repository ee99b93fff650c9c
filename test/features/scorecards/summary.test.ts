// What a card shows of its judgements, now and as of a day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Judgement } from '#domain/judgement.ts';
import { cellKey, judgedDays, seriesByCell, standingCells, summaryOf } from '#features/scorecards/summary.ts';
import { cardOf, idNumbered, judgementOn, scaleOfFive } from './judgements.ts';

const cell = cellKey({ subject: 's1', criterion: 'c1' });
const against: Evidence = { kind: 'note', id: idNumbered(1), stance: 'contradicts', revision: 1 };
const supporting: Evidence = { ...against, stance: 'supports' };
const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('what stands in a cell', () => {
  it('[S1] is the last judgement not after the day, and the last of all for now', () => {
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 12 }), day, (days, seen) => {
        const judgements = days.map((each) => judgementOn(each));
        const expected = days.filter((each) => each <= seen).toSorted();
        const found = standingCells(judgements, seen).get(cell);
        expect(found?.judgement.asOf).toBe(expected.at(-1));
        expect(found?.series ?? 0).toBe(expected.length);
        expect(standingCells(judgements, null).get(cell)?.judgement.asOf).toBe(days.toSorted().at(-1));
      }),
    );
  });

  it('[S2] keeps the series of cells apart, each oldest first, whatever order they came in', () => {
    const judgements = [
      judgementOn('2026-03-01', { criterionId: 'c2' }),
      judgementOn('2026-02-01'),
      judgementOn('2026-01-01'),
    ];
    const series = seriesByCell(judgements);
    expect(series.get(cell)?.map(({ asOf }) => asOf)).toEqual(['2026-01-01', '2026-02-01']);
    expect(series.get(cellKey({ subject: 's1', criterion: 'c2' }))).toHaveLength(1);
  });

  it('[S3] on one day is the one that was recorded last', () => {
    const late = judgementOn('2026-01-01', { recordedAt: '2026-01-03T00:00:00.000Z' });
    const early = judgementOn('2026-01-01', { recordedAt: '2026-01-02T00:00:00.000Z' });
    expect(standingCells([late, early], null).get(cell)?.judgement.id).toBe(late.id);
  });
});

describe('the card in one line', () => {
  const card = cardOf({
    subjects: [
      { id: 's1', name: 'China' },
      { id: 's2', name: 'Removed', deleted: true },
    ],
    criteria: [{ id: 'c1', name: 'Cost', description: '', scale: scaleOfFive }],
  });
  const sum = (judgements: readonly Judgement[], seen: string | null = null): unknown =>
    summaryOf(card, judgements, seen);

  it('[S4] leaves out removed rows and what was judged of them', () => {
    expect(sum([judgementOn('2026-01-01'), judgementOn('2026-01-01', { subjectId: 's2' })])).toEqual({
      subjects: 1,
      criteria: 1,
      judgements: 1,
      withoutAgainst: 1,
    });
  });

  it('[S5] counts a cell as without evidence against by what stands, not by what stood before', () => {
    const before = judgementOn('2026-01-01', { evidence: [supporting, against] });
    const after = judgementOn('2026-02-01', { evidence: [supporting] });
    expect(sum([before, after])).toMatchObject({ judgements: 2, withoutAgainst: 1 });
    expect(sum([before, after], '2026-01-15')).toMatchObject({ judgements: 1, withoutAgainst: 0 });
  });

  it('[S6] names each day of judgement once, newest first, seasons and months by their first day', () => {
    const judgements = ['2026-01-05', '2026-01', '2026-03-01', '2026-01-05'].map((each) => judgementOn(each));
    expect(judgedDays(judgements)).toEqual(['2026-03-01', '2026-01-05', '2026-01-01']);
  });
});
