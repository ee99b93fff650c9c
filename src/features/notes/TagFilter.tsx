// Which tag the list is narrowed to, the way out of it, and the way to the sources that carry it too.
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { noteWords } from '#words/notes.ts';
import styles from './notes.module.css';

const words = noteWords.list;

interface Props {
  readonly work: Workplace;
  readonly tag: string;
  /** How many notes carry it. */
  readonly notes: number;
  /** The note that is shown and stays so. */
  readonly id: NoteId | undefined;
}

export function TagFilter({ work, tag, notes, id }: Props): ReactElement {
  const { notebook, go } = work;
  const read = useCallback(async () => {
    const tags = await notebook.heads.tags();
    return tags.find((each) => each.tag === tag)?.count ?? 0;
  }, [notebook, tag]);
  const sources = Math.max(0, valueOf(useLive(read, notebook.watch), notes) - notes);
  return (
    <div className={styles['filter']}>
      <span className={styles['filterTag']}>{words.tagged(tag)}</span>
      {sources > 0 && (
        <Button look="plain" onPress={() => go({ view: 'sources', tag })}>
          {words.sourcesToo(sources)}
        </Button>
      )}
      <IconButton
        label={words.allNotes}
        icon={X}
        onPress={() => go({ view: 'notes', ...(id === undefined ? {} : { id }) })}
      />
    </div>
  );
}
