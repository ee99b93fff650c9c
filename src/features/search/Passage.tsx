// The text of a passage, or the part of it that is shown, with its marks.
import type { ReactElement } from 'react';
import type { Span } from '#domain/passages.ts';
import { Highlight } from '#ui/Highlight.tsx';
import type { Mark } from '#ui/highlight.ts';
import { searchWords } from '#words/search.ts';
import { marksWithin } from './cut.ts';
import styles from './search.module.css';

export interface PassageProps {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly shown: Span;
}

export function Passage({ text, marks, shown }: PassageProps): ReactElement {
  return (
    <span className={styles['passage']}>
      {shown.start > 0 && <span className={styles['cut']}>{searchWords.cut} </span>}
      <Highlight text={text.slice(shown.start, shown.end)} marks={marksWithin(marks, shown)} />
      {shown.end < text.length && <span className={styles['cut']}> {searchWords.cut}</span>}
    </span>
  );
}
