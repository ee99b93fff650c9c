// What a scorecard shows of its judgements: the series of each cell, the judgement that stands, and one line in sum.
import type { Evidence, Judgement } from '#domain/judgement.ts';
import { compareJudgements, firstDay, standing } from '#domain/judgement.ts';
import type { Scorecard } from '#domain/scorecard.ts';

export interface CellAt {
  readonly subject: string;
  readonly criterion: string;
}

export function cellKey({ subject, criterion }: CellAt): string {
  return `${subject} ${criterion}`;
}

/** The series of every cell that has one, each oldest first. */
export function seriesByCell(judgements: readonly Judgement[]): ReadonlyMap<string, readonly Judgement[]> {
  const series = new Map<string, Judgement[]>();
  for (const judgement of judgements.toSorted(compareJudgements)) {
    const key = cellKey({ subject: judgement.subjectId, criterion: judgement.criterionId });
    const known = series.get(key);
    if (known) known.push(judgement);
    else series.set(key, [judgement]);
  }
  return series;
}

export interface StandingCell {
  readonly judgement: Judgement;
  /** How many judgements its series has up to that day. */
  readonly series: number;
}

/** What stands in each cell on a day, or now for null; cells that were not judged by then are absent. */
export function standingCells(
  judgements: readonly Judgement[],
  day: string | null,
): ReadonlyMap<string, StandingCell> {
  const cells = new Map<string, StandingCell>();
  for (const [key, series] of seriesByCell(judgements)) {
    const judgement = standing(series, day);
    if (judgement) cells.set(key, { judgement, series: upTo(series, day).length });
  }
  return cells;
}

export function upTo(judgements: readonly Judgement[], day: string | null): readonly Judgement[] {
  return day === null ? judgements : judgements.filter(({ asOf }) => firstDay(asOf) <= day);
}

export interface EvidenceCounts {
  readonly supporting: number;
  readonly against: number;
}

export function countEvidence(evidence: readonly Evidence[]): EvidenceCounts {
  return {
    supporting: evidence.filter(({ stance }) => stance === 'supports').length,
    against: evidence.filter(({ stance }) => stance === 'contradicts').length,
  };
}

export interface Summary {
  readonly subjects: number;
  readonly criteria: number;
  readonly judgements: number;
  /** Cells whose standing judgement has no evidence against it. */
  readonly withoutAgainst: number;
}

/** The card in numbers as of a day. Removed rows and columns do not count, nor do their judgements. */
export function summaryOf(card: Scorecard, judgements: readonly Judgement[], day: string | null): Summary {
  const subjects = new Set(card.subjects.filter(({ deleted }) => deleted !== true).map(({ id }) => id));
  const criteria = new Set(card.criteria.filter(({ deleted }) => deleted !== true).map(({ id }) => id));
  const shown = judgements.filter(
    ({ subjectId, criterionId }) => subjects.has(subjectId) && criteria.has(criterionId),
  );
  return {
    subjects: subjects.size,
    criteria: criteria.size,
    judgements: upTo(shown, day).length,
    withoutAgainst: [...standingCells(shown, day).values()].filter(
      ({ judgement }) => countEvidence(judgement.evidence).against === 0,
    ).length,
  };
}

/** The days on which a judgement was made, newest first, each once. */
export function judgedDays(judgements: readonly Judgement[]): readonly string[] {
  return [...new Set(judgements.map(({ asOf }) => firstDay(asOf)))].toSorted().toReversed();
}
