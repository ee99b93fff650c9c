// One result of the search for evidence: what it is, the words of it, and how to link it.
import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Stance } from '#domain/judgement.ts';
import { stances } from '#domain/judgement.ts';
import { Highlight } from '#ui/Highlight.tsx';
import { classes } from '#ui/classes.ts';
import { KindMark, WhyBadge } from '#ui/marks.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { shownPassage } from './shownPassage.ts';
import type { EvidenceHit } from './useEvidenceSearch.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface FoundEvidenceProps {
  readonly hit: EvidenceHit;
  readonly row: number;
  /** How it is linked already, if it is. */
  readonly stance: Stance | null;
  /** Which of its buttons is a stop for Tab; one in all the results is. */
  readonly tabColumn: number | null;
  /** The stance it is linked with takes the link away. */
  readonly onLink: (stance: Stance) => void;
}

export function FoundEvidence({ hit, row, stance, tabColumn, onLink }: FoundEvidenceProps): ReactElement {
  const title = hit.title === '' ? scorecardWords.panel.untitled : hit.title;
  const { text, marks } = shownPassage(hit.passage, hit.sentence, hit.marks);
  return (
    <li className={styles['result']}>
      <span className={styles['resultHead']}>
        <KindMark kind={hit.kind}>{title}</KindMark>
        <WhyBadge why={hit.why} />
      </span>
      <span className={classes(styles['passage'], hit.kind === 'excerpt' && styles['quoted'])}>
        <Highlight text={text} marks={marks.map((mark) => ({ ...mark, kind: 'word' }))} />
      </span>
      <span role="group" aria-label={title} className={styles['stances']}>
        {stances.map((each, column) => (
          <span key={each} data-result={`${row} ${column}`}>
            <ToggleButton
              aria-label={words.link(words[each], title)}
              isSelected={stance === each}
              excludeFromTabOrder={tabColumn !== column}
              onChange={() => onLink(each)}
              className={classes(styles['stance'], styles[each])}
            >
              {words[each]}
            </ToggleButton>
          </span>
        ))}
      </span>
    </li>
  );
}
