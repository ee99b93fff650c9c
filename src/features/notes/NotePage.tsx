// The page of one note: opened from its draft, or a plain sentence where there is nothing to open.
import type { ReactElement } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { noteWords } from '#words/notes.ts';
import { NoteSheet } from './NoteSheet.tsx';
import { useDraft } from './useDraft.ts';
import styles from './notes.module.css';

const words = noteWords.page;

export type NotePlace = Extract<Place, { readonly view: 'notes' }> & { readonly id: NoteId };

interface Props {
  readonly work: Workplace;
  readonly place: NotePlace;
}

export function NotePage({ work, place }: Props): ReactElement {
  const { held, again } = useDraft(work, place.id);
  if (held.kind === 'open') return <NoteSheet key={place.id} work={work} draft={held.draft} at={place.at} />;
  return (
    <>
      <PageHeader path={[noteWords.title]} />
      {held.kind === 'opening' && (
        <div className={styles['opening']}>
          <Skeleton lines={6} />
        </div>
      )}
      {held.kind === 'gone' && (
        <EmptyState
          title={words.gone}
          text={words.goneText}
          action={<Button onPress={() => work.go({ view: 'notes' }, 'replace')}>{words.showAll}</Button>}
        />
      )}
      {held.kind === 'failed' && (
        <EmptyState
          title={words.failed}
          text={words.failedText(held.why)}
          action={<Button onPress={again}>{words.again}</Button>}
        />
      )}
    </>
  );
}
