// The page of scorecards: all of them, or the one that was chosen.
import type { ReactElement } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Banner, EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { ScorecardList } from './ScorecardList.tsx';
import { ScorecardSheet } from './ScorecardSheet.tsx';
import type { CardPlace, ScorecardsPlace } from './cardPlace.ts';
import { isAtCard } from './cardPlace.ts';
import { useCard } from './useCard.ts';
import styles from './card.module.css';

export interface ScorecardPageProps {
  readonly work: Workplace;
  readonly place: ScorecardsPlace;
}

export function ScorecardPage({ work, place }: ScorecardPageProps): ReactElement {
  return isAtCard(place) ? <OneCard work={work} place={place} /> : <ScorecardList work={work} />;
}

function OneCard({ work, place }: { readonly work: Workplace; readonly place: CardPlace }): ReactElement {
  const live = useCard(work.notebook, place.id);
  if (live.kind === 'there' && live.value !== null)
    return (
      <ScorecardSheet work={work} place={place} card={live.value.card} judgements={live.value.judgements} />
    );
  return (
    <>
      <PageHeader path={[scorecardWords.area]} />
      {live.kind === 'reading' && (
        <div className={styles['reading']}>
          <Skeleton lines={8} />
        </div>
      )}
      {live.kind === 'failed' && <Banner look="bad">{scorecardWords.card.failed(live.why)}</Banner>}
      {live.kind === 'there' && (
        <EmptyState
          title={scorecardWords.card.gone}
          text={scorecardWords.card.goneText}
          action={
            <Button look="main" onPress={() => work.go({ view: 'scorecards' })}>
              {scorecardWords.card.all}
            </Button>
          }
        />
      )}
    </>
  );
}
