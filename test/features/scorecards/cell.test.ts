// What a screen reader says of a cell: one sentence.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#domain/judgement.ts';
import { cellSentence } from '#features/scorecards/ScoreCell.tsx';
import { idNumbered, judgementOn, scaleOfFive } from './judgements.ts';

const supporting: Evidence = { kind: 'note', id: idNumbered(1), stance: 'supports', revision: 1 };

describe('a cell in one sentence', () => {
  it('[R1] says rating, trend, confidence, evidence and day', () => {
    const judgement = judgementOn('2026-11-09', { rating: 4, trend: 'rising', evidence: [supporting] });
    expect(cellSentence({ judgement, series: 1 }, scaleOfFive)).toBe(
      '4 of 5, strong, rising, moderate confidence, evidence 1 for, none against, as of 9 Nov 2026.',
    );
  });

  it('[R2] says that it cannot be rated, and how many judgements there are', () => {
    const { rating: _none, ...judgement } = judgementOn('2026', { confidence: 'low', trend: 'unclear' });
    expect(cellSentence({ judgement, series: 2 }, scaleOfFive)).toBe(
      'Cannot be rated, trend unclear, low confidence, evidence 0 for, 0 against, as of 2026, the latest of 2 judgements.',
    );
  });
});
