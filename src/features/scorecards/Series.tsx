// The judgements of a cell as a timeline, newest first; the chosen one shows the whole of its reason.
import { Ellipsis, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Judgement } from '#domain/judgement.ts';
import { firstDay } from '#domain/judgement.ts';
import { plainText } from '#domain/plainText.ts';
import type { Scale } from '#domain/scorecard.ts';
import { IconButton } from '#ui/Button.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { classes } from '#ui/classes.ts';
import { plainDate } from '#ui/friendlyDate.ts';
import { scorecardWords } from '#words/scorecards.ts';
import { uiWords } from '#words/ui.ts';
import { dayInWords } from './asOf.ts';
import { ratingInWords, sentenceStart } from './rating.ts';
import styles from './panel.module.css';

const words = scorecardWords.panel;

export interface SeriesProps {
  /** Newest first. */
  readonly series: readonly Judgement[];
  readonly scale: Scale;
  readonly chosen: string | null;
  /** The day the card is looked at as of; what came later is drawn paler. */
  readonly day: string | null;
  readonly onChoose: (judgement: Judgement) => void;
  readonly onRemove: (judgement: Judgement) => void;
}

export function Series({ series, scale, chosen, day, onChoose, onRemove }: SeriesProps): ReactElement {
  return (
    <ol className={styles['series']} aria-label={words.series}>
      {series.map((judgement) => {
        const isChosen = judgement.id === chosen;
        const isLater = day !== null && firstDay(judgement.asOf) > day;
        return (
          <li
            key={judgement.id}
            className={classes(styles['entry'], isChosen && styles['chosen'], isLater && styles['later'])}
          >
            <AriaButton
              className={styles['entryText'] ?? ''}
              {...(isChosen ? { 'aria-current': true } : {})}
              onPress={() => onChoose(judgement)}
            >
              <span className={styles['when']}>{whenAndHow(judgement, isLater)}</span>
              <span className={styles['reason']}>
                <b>{sentenceStart(ratingInWords(judgement.rating, scale))}.</b>{' '}
                {plainText(judgement.rationale) || words.noRationale}
              </span>
            </AriaButton>
            <span className={styles['entryMenu']}>
              <MenuButton
                label={words.judgementMenu(dayInWords(judgement.asOf))}
                placement="bottom end"
                trigger={
                  <IconButton label={words.judgementMenu(dayInWords(judgement.asOf))} icon={Ellipsis} />
                }
                entries={[
                  {
                    kind: 'item',
                    id: 'remove',
                    label: words.remove,
                    icon: Trash2,
                    isDanger: true,
                    perform: () => onRemove(judgement),
                  },
                ]}
              />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** "9 Nov 2026, moderate confidence, rising, recorded 12 Nov 2026": the last only where it was another day. */
function whenAndHow({ asOf, confidence, trend, recordedAt }: Judgement, isLater: boolean): string {
  const day = dayInWords(asOf);
  const recorded = plainDate(recordedAt);
  return [
    day,
    uiWords.confidenceLong[confidence],
    uiWords.trends[trend],
    ...(recorded === day ? [] : [words.recorded(recorded)]),
    ...(isLater ? [scorecardWords.asOf.later] : []),
  ].join(', ');
}
