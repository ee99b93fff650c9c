// What a cell of the grid shows: rating and trend, confidence and evidence; for screen readers one sentence.
import type { ReactElement } from 'react';
import type { Scale } from '#domain/scorecard.ts';
import { Confidence, Rating, Trend } from '#ui/marks.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { uiWords } from '#words/ui.ts';
import { dayInWords } from './asOf.ts';
import { ratingInWords, sentenceStart } from './rating.ts';
import type { StandingCell } from './summary.ts';
import { countEvidence } from './summary.ts';
import styles from './card.module.css';

const words = scorecardWords.cell;

/** "4 of 5, strong, rising, moderate confidence, evidence 2 for, none against, as of 9 Nov 2026." */
export function cellSentence({ judgement, series }: StandingCell, scale: Scale): string {
  const { rating, trend, confidence, evidence, asOf } = judgement;
  const { supporting, against } = countEvidence(evidence);
  const inWords = ratingInWords(rating, scale);
  return words.sentence(
    rating === undefined ? sentenceStart(inWords) : words.rated(rating, scale.steps, inWords),
    uiWords.trends[trend],
    uiWords.confidenceLong[confidence],
    supporting,
    against,
    dayInWords(asOf),
    series,
  );
}

export interface ScoreCellProps {
  readonly standing: StandingCell | undefined;
  readonly scale: Scale;
  readonly hasDraft: boolean;
  /** The card is looked at as of a day that is past. */
  readonly isPast: boolean;
}

export function ScoreCell({ standing, scale, hasDraft, isPast }: ScoreCellProps): ReactElement {
  const draft = hasDraft && <span className={styles['draft']}>{words.draft}</span>;
  if (standing === undefined)
    return (
      <div className={styles['unjudged']}>
        {isPast ? words.noneYet : words.none} {draft}
      </div>
    );
  const { rating, trend, confidence, evidence } = standing.judgement;
  const { supporting, against } = countEvidence(evidence);
  return (
    <div className={styles['judged']}>
      <span className={styles['unseen']}>{cellSentence(standing, scale)}</span>
      <span aria-hidden className={styles['line']}>
        {rating === undefined ? (
          <span className={styles['cannot']}>{words.cannot}</span>
        ) : (
          <Rating value={rating} most={scale.steps} hideWord />
        )}
        <Trend trend={trend} hideWord />
      </span>
      <span aria-hidden className={styles['line']}>
        <Confidence confidence={confidence} />
        <span className={styles['counts']} title={words.countsLong(supporting, against)}>
          {words.counts(supporting, against)}
        </span>
      </span>
      {draft}
    </div>
  );
}
