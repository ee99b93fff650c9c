// A passage with its marks, cut to a few lines where it is long, with a way to see the rest.
import type { ReactElement } from 'react';
import { Highlight } from '#ui/Highlight.tsx';
import type { Mark } from '#ui/highlight.ts';
import { classes } from '#ui/classes.ts';
import { searchWords } from '#words/search.ts';
import { cutAround, cutChars, marksWithin } from './cut.ts';
import styles from './search.module.css';

export interface PassageProps {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly isWhole?: boolean;
  /** Offers to show the rest. */
  readonly onWhole?: () => void;
}

export function Passage({ text, marks, isWhole = false, onWhole }: PassageProps): ReactElement {
  const cut = cutAround(text, marks, cutChars);
  const isCut = cut.end - cut.start < text.length;
  const shown = isWhole ? { start: 0, end: text.length } : cut;
  return (
    <>
      <span className={classes(styles['passage'], isWhole && styles['whole'])}>
        {shown.start > 0 && <span className={styles['cut']}>{searchWords.cut} </span>}
        <Highlight text={text.slice(shown.start, shown.end)} marks={marksWithin(marks, shown)} />
        {shown.end < text.length && <span className={styles['cut']}> {searchWords.cut}</span>}
      </span>
      {isCut && onWhole !== undefined && (
        <button type="button" className={styles['more']} aria-expanded={isWhole} onClick={onWhole}>
          {isWhole ? searchWords.less : searchWords.whole}
        </button>
      )}
    </>
  );
}
