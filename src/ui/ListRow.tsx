// The usual row of a list: a title in serif, two lines of text, and what is worth knowing below.
import type { ReactElement, ReactNode } from 'react';
import styles from './ListRow.module.css';

/** Height of such a row, for VirtualList. */
export const listRowRem = 6.375;

export interface ListRowProps {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly meta?: ReactNode;
}

export function ListRow({ title, text, meta }: ListRowProps): ReactElement {
  return (
    <div className={styles['row']}>
      <div className={styles['title']}>{title}</div>
      {text !== undefined && <div className={styles['text']}>{text}</div>}
      {meta !== undefined && <div className={styles['meta']}>{meta}</div>}
    </div>
  );
}
