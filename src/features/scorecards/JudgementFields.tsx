// The fields of a judgement being written: rating, confidence, trend, the reason, what would change it, and the day.
import type { ReactElement } from 'react';
import { confidences, trends } from '#domain/judgement.ts';
import type { Criterion } from '#domain/scorecard.ts';
import { Segmented } from '#ui/Segmented.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { TextField } from '#ui/TextField.tsx';
import { wholeNumber } from '#words/format.ts';
import { scorecardWords } from '#words/scorecards.ts';
import type { Draft, Problem } from './draft.ts';
import { endWord, ratingWord } from './rating.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface JudgementFieldsProps {
  readonly criterion: Criterion;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** What is missing, once the person tried to save. */
  readonly problems: readonly Problem[];
}

const problemWords: Readonly<Record<Problem, string>> = {
  rating: words.missingRating,
  confidence: words.missingConfidence,
  trend: words.missingTrend,
  asOf: words.badAsOf,
  wouldChange: words.tooLong,
};

export function JudgementFields({
  criterion,
  draft,
  onChange,
  problems,
}: JudgementFieldsProps): ReactElement {
  const { scale } = criterion;
  const problem = (name: Problem): string | undefined =>
    problems.includes(name) ? problemWords[name] : undefined;
  const steps = Array.from({ length: scale.steps }, (_, step) => step + 1);
  return (
    <div className={styles['fields']}>
      {criterion.description !== '' && <p className={styles['about']}>{criterion.description}</p>}
      <div data-field="rating">
        <Segmented
          label={words.rating}
          showLabel
          value={draft.rating === null ? null : String(draft.rating)}
          onChange={(value) => onChange({ rating: value === 'cannot' ? 'cannot' : Number(value) })}
          segments={[
            ...steps.map((step) => ({
              value: String(step),
              label: words.step(step, endWord(step, scale) || ratingWord(step, scale)),
              content: wholeNumber(step),
            })),
            { value: 'cannot', label: words.cannot },
          ]}
        />
        <RatingMeaning criterion={criterion} rating={draft.rating} />
        <Missing text={problem('rating')} />
      </div>
      <div className={styles['pair']}>
        <div data-field="confidence">
          <Segmented
            label={words.confidence}
            showLabel
            value={draft.confidence}
            onChange={(confidence) => onChange({ confidence })}
            segments={confidences.map((value) => ({ value, label: words.confidences[value] }))}
          />
          <Missing text={problem('confidence')} />
        </div>
        <div data-field="trend">
          <Segmented
            label={words.trend}
            showLabel
            value={draft.trend}
            onChange={(trend) => onChange({ trend })}
            segments={trends.map((value) => ({ value, label: words.trends[value] }))}
          />
          <Missing text={problem('trend')} />
        </div>
      </div>
      <TextArea
        label={words.rationale}
        placeholder={words.rationaleHint}
        serif
        rows={4}
        value={draft.rationale}
        onChange={(rationale) => onChange({ rationale })}
      />
      <div data-field="wouldChange">
        <TextArea
          label={words.wouldChange}
          placeholder={words.wouldChangeHint}
          serif
          rows={2}
          error={problem('wouldChange')}
          value={draft.wouldChange}
          onChange={(wouldChange) => onChange({ wouldChange })}
        />
      </div>
      <div data-field="asOf">
        <TextField
          label={words.asOf}
          hint={words.asOfHint}
          maxLength={60}
          error={problem('asOf')}
          value={draft.asOf}
          onChange={(asOf) => onChange({ asOf })}
        />
      </div>
    </div>
  );
}

/** What the ends of the scale mean; the chosen step in words between them. */
function RatingMeaning({
  criterion: { scale },
  rating,
}: {
  readonly criterion: Criterion;
  readonly rating: Draft['rating'];
}): ReactElement {
  const low = scale.low || ratingWord(1, scale);
  const high = scale.high || ratingWord(scale.steps, scale);
  return (
    <p className={styles['meaning']}>
      <span>
        {wholeNumber(1)} {low}
      </span>
      {typeof rating === 'number' && <b>{ratingWord(rating, scale)}</b>}
      <span>
        {wholeNumber(scale.steps)} {high}
      </span>
    </p>
  );
}

function Missing({ text }: { readonly text: string | undefined }): ReactElement | null {
  return text === undefined ? null : (
    <p role="alert" className={styles['problem']}>
      {text}
    </p>
  );
}
