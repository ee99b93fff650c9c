// The panel beside a scorecard: the chosen cell's series, its evidence, and what would change the person's mind.
import type { ReactElement } from 'react';
import { useMemo } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import { standing } from '#domain/judgement.ts';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Card, PanelSection, Skeleton } from '#ui/frame.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { EvidenceSlots } from './EvidenceSlots.tsx';
import { Series } from './Series.tsx';
import { dayInWords } from './asOf.ts';
import type { CardPlace } from './cardPlace.ts';
import { atJudgement, atNewJudgement } from './cardPlace.ts';
import { useDraft } from './drafts.ts';
import { panelId } from './panelFocus.ts';
import { shownParts } from './parts.ts';
import { cellKey, seriesByCell } from './summary.ts';
import { useCard } from './useCard.ts';
import { useViewedDay } from './viewedDay.ts';
import styles from './panel.module.css';

const words = scorecardWords.panel;

export interface ScorecardPanelProps {
  readonly work: Workplace;
  readonly place: CardPlace;
}

export function ScorecardPanel({ work, place }: ScorecardPanelProps): ReactElement {
  const live = useCard(work.notebook, place.id);
  if (live.kind === 'reading')
    return (
      <div className={styles['reading']}>
        <Skeleton lines={6} />
      </div>
    );
  const shown = live.kind === 'there' ? live.value : null;
  const { cell } = place;
  const subject = shown?.card.subjects.find(({ id, deleted }) => id === cell?.subject && deleted !== true);
  const criterion = shown?.card.criteria.find(
    ({ id, deleted }) => id === cell?.criterion && deleted !== true,
  );
  if (shown === null || subject === undefined || criterion === undefined)
    return <HowToRead card={shown?.card ?? null} />;
  return (
    <ChosenCell
      work={work}
      place={place}
      subject={subject}
      criterion={criterion}
      judgements={shown.judgements}
    />
  );
}

function HowToRead({ card }: { readonly card: Scorecard | null }): ReactElement {
  const isReady =
    card !== null && shownParts(card.subjects).length > 0 && shownParts(card.criteria).length > 0;
  return (
    <PanelSection title={words.howTitle}>
      <ul className={styles['how']}>
        {Object.entries(words.how).map(([name, sentence]) => (
          <li key={name}>{sentence}</li>
        ))}
      </ul>
      <p className={styles['next']}>{isReady ? words.next : words.nextEmpty}</p>
    </PanelSection>
  );
}

function ChosenCell({
  work,
  place,
  subject,
  criterion,
  judgements,
}: {
  readonly work: Workplace;
  readonly place: CardPlace;
  readonly subject: Subject;
  readonly criterion: Criterion;
  readonly judgements: readonly Judgement[];
}): ReactElement {
  const cell = useMemo(() => ({ subject: subject.id, criterion: criterion.id }), [subject.id, criterion.id]);
  const [day] = useViewedDay(place.id);
  const draft = useDraft(place.id, cell);
  const series = useMemo(
    () => (seriesByCell(judgements).get(cellKey(cell)) ?? []).toReversed(),
    [judgements, cell],
  );
  const chosen =
    series.find(({ id }) => id === place.judgement) ?? standing(series, day) ?? series[0] ?? null;
  const judge = (how: 'plain' | 'against'): void => work.go(atNewJudgement(place, cell, how), 'replace');
  const { low, high } = criterion.scale;
  return (
    <section
      id={panelId}
      tabIndex={-1}
      className={styles['panel']}
      aria-label={words.cell(subject.name, criterion.name)}
    >
      <PanelSection title={words.cell(subject.name, criterion.name)}>
        {(low !== '' || high !== '') && (
          <p className={styles['scale']} title={criterion.description}>
            {words.scale(low, high)}
          </p>
        )}
        {series.length === 0 ? (
          <div className={styles['none']}>
            <p className={styles['noneTitle']}>{words.none}</p>
            <p>{words.noneText}</p>
          </div>
        ) : (
          <Series
            series={series}
            scale={criterion.scale}
            chosen={chosen?.id ?? null}
            day={day}
            onChoose={({ id }) => work.go(atJudgement(place, cell, id), 'replace')}
            onRemove={({ id }) => void work.remove([{ kind: 'judgement', id }])}
          />
        )}
      </PanelSection>
      {chosen !== null && (
        <>
          <PanelSection title={words.evidence} aside={words.judgementOf(dayInWords(chosen.asOf))}>
            <EvidenceSlots key={chosen.id} work={work} judgement={chosen} onLook={() => judge('against')} />
          </PanelSection>
          <PanelSection title={words.wouldChange}>
            {chosen.wouldChange === '' ? (
              <p className={styles['scale']}>{words.wouldChangeNone}</p>
            ) : (
              <Card>{chosen.wouldChange}</Card>
            )}
          </PanelSection>
        </>
      )}
      <div className={styles['action']}>
        <Button look="main" onPress={() => judge('plain')}>
          {draft === null ? words.judge : words.keepDraft}
        </Button>
        <Shortcut keys="Mod+J" />
      </div>
    </section>
  );
}
