// A text with its matched words marked yellow and the sentence found by meaning pale green.
import { Fragment, type ReactElement, useMemo } from 'react';
import { type Mark, type Piece, splitHighlights } from './highlight.ts';
import styles from './Highlight.module.css';

export interface HighlightProps {
  readonly text: string;
  readonly marks: readonly Mark[];
}

function word({ start, text, isWord }: Piece): ReactElement {
  return isWord ? (
    <mark key={start} className={styles['word']}>
      {text}
    </mark>
  ) : (
    <Fragment key={start}>{text}</Fragment>
  );
}

export function Highlight({ text, marks }: HighlightProps): ReactElement {
  const runs = useMemo(() => splitHighlights(text, marks), [text, marks]);
  return (
    <>
      {runs.map((run) =>
        run.isNear ? (
          <mark key={run.start} className={styles['near']}>
            {run.pieces.map(word)}
          </mark>
        ) : (
          run.pieces.map(word)
        ),
      )}
    </>
  );
}
