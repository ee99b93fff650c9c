// A record in the panel: its kind, a line or two of it, and the way there; marked where it was deleted.
import type { ReactElement } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Card } from '#ui/frame.tsx';
import { Badge, KindMark } from '#ui/marks.tsx';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';
import { shorten } from './describe.ts';
import { KindLine } from './KindLine.tsx';
import { openRecord } from './openRecord.ts';
import styles from './panel.module.css';

const quotedChars = 160;

export function RecordCard({
  work,
  described,
}: {
  readonly work: Workplace;
  readonly described: Described;
}): ReactElement {
  const { kind, id, title, text, isGone } = described;
  const isErased = isGone && title === '' && text === '';
  const isQuoted = (kind === 'excerpt' || kind === 'judgement' || title === '') && text !== '';
  return (
    <Card
      head={
        <KindMark kind={kind}>
          <KindLine described={described} />
        </KindMark>
      }
      {...(isGone ? { end: <Badge look="warn">{noteWords.reference.deletedWord}</Badge> } : {})}
      {...(isErased ? {} : { onPress: () => openRecord(work, kind, id) })}
    >
      {isErased
        ? noteWords.reference.gone
        : isQuoted
          ? shorten(text, quotedChars)
          : title || noteWords.untitled}
      {isQuoted && title !== '' && <span className={styles['from']}>{title}</span>}
    </Card>
  );
}
