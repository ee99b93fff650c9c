// A row of the trash: the kind, the title, since when it is there and how long it can be brought back.
import type { ReactElement } from 'react';
import type { Trashed } from '#notebook/trash.ts';
import { DateText } from '#ui/DateText.tsx';
import { KindMark } from '#ui/marks.tsx';
import { classes } from '#ui/classes.ts';
import { trashWords } from '#words/trash.ts';
import { firstLine, keptUntil } from './shelf.ts';
import styles from './trash.module.css';

export const trashRowRem = 3.375;

export function TrashRow({ item }: { readonly item: Trashed }): ReactElement {
  const title = firstLine(item.title);
  return (
    <div className={styles['row']}>
      <div className={classes(styles['title'], title === '' && styles['untitled'])}>
        {title === '' ? trashWords.untitled : title}
      </div>
      <div className={styles['meta']}>
        <KindMark kind={item.kind} />
        <span>
          {trashWords.deleted} <DateText iso={item.deletedAt} />
        </span>
        <span>
          {trashWords.keptUntil} <DateText iso={keptUntil(item)} />
        </span>
      </div>
    </div>
  );
}
