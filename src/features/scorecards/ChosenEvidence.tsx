// The evidence linked to a judgement being written, by stance, each with a way to take it off again.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { stances } from '#domain/judgement.ts';
import { IconButton } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { KindMark } from '#ui/marks.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import type { Linked } from './draft.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface ChosenEvidenceProps {
  readonly evidence: readonly Linked[];
  readonly onUnlink: (item: Linked) => void;
}

export function ChosenEvidence({ evidence, onUnlink }: ChosenEvidenceProps): ReactElement {
  if (evidence.length === 0) return <p className={styles['quiet']}>{words.noneChosen}</p>;
  const hasAgainst = evidence.some(({ stance }) => stance === 'contradicts');
  return (
    <>
      <ul className={styles['linked']} aria-label={words.chosen}>
        {stances.flatMap((stance) =>
          evidence
            .filter((item) => item.stance === stance)
            .map((item) => (
              <li key={`${item.kind}:${item.id}`}>
                <span className={classes(styles['tag'], styles[stance])}>{words[stance]}</span>
                <span className={styles['linkedTitle']} title={item.passage}>
                  <KindMark kind={item.kind}>{item.title || scorecardWords.panel.untitled}</KindMark>
                </span>
                <IconButton
                  label={words.unlink(item.title || scorecardWords.panel.untitled)}
                  icon={X}
                  onPress={() => onUnlink(item)}
                />
              </li>
            )),
        )}
      </ul>
      {!hasAgainst && <p className={styles['quiet']}>{words.noAgainst}</p>}
    </>
  );
}
