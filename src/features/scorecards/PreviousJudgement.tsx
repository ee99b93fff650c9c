// The judgement that stands, shown beside a new one while it is written; its evidence can be taken over.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import { plainText } from '#domain/plainText.ts';
import type { Scale } from '#domain/scorecard.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { Button } from '#ui/Button.tsx';
import { Rating, Trend } from '#ui/marks.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { uiWords } from '#words/ui.ts';
import { dayInWords } from './asOf.ts';
import type { Linked } from './draft.ts';
import { ratingInWords, sentenceStart } from './rating.ts';
import { readEvidence } from './readEvidence.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface PreviousJudgementProps {
  readonly notebook: Notebook;
  readonly judgement: Judgement;
  readonly scale: Scale;
  /** Evidence that is still in the notebook. */
  readonly onTake: (evidence: readonly Linked[]) => void;
}

export function PreviousJudgement({
  notebook,
  judgement,
  scale,
  onTake,
}: PreviousJudgementProps): ReactElement {
  const { rating, confidence, trend, rationale, evidence, asOf } = judgement;
  const take = useCallback(async (): Promise<void> => {
    const items = await readEvidence(notebook, evidence);
    onTake(
      items
        .filter(({ state }) => state !== 'gone' && state !== 'deleted')
        .map(({ evidence: { kind, id, stance }, title, text }) => ({
          kind,
          id,
          stance,
          title,
          passage: text,
        })),
    );
  }, [notebook, evidence, onTake]);
  return (
    <section className={styles['previous']} aria-label={words.previous(dayInWords(asOf))}>
      <h3>{words.previous(dayInWords(asOf))}</h3>
      <p className={styles['previousSigns']}>
        {rating !== undefined && <Rating value={rating} most={scale.steps} hideWord />}
        <Trend trend={trend} />
        <span>{uiWords.confidenceLong[confidence]}</span>
      </p>
      <p className={styles['previousText']}>
        <b>{sentenceStart(ratingInWords(rating, scale))}.</b> {plainText(rationale)}
      </p>
      {evidence.length > 0 && <Button onPress={() => void take()}>{words.takeEvidence}</Button>}
    </section>
  );
}
