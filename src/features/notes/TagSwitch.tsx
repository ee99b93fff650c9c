// The bar above the list of notes of one tag, with the way to what else carries it.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { NoteId } from '#domain/id.ts';
import { countTagged } from '#notebook/tagged.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { TagBar } from '#ui/TagBar.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { noteWords } from '#words/notes.ts';

const none = { notes: 0, sources: 0 };

interface Props {
  readonly work: Workplace;
  readonly tag: string;
  /** The note that is shown and stays so. */
  readonly id: NoteId | undefined;
}

export function TagSwitch({ work, tag, id }: Props): ReactElement {
  const { notebook, go } = work;
  const read = useCallback(() => countTagged(notebook, tag), [notebook, tag]);
  const counts = valueOf(useLive(read, notebook.watch), none);
  return (
    <TagBar
      tag={tag}
      shown="notes"
      counts={counts}
      onShow={(view) => go({ view, tag })}
      allLabel={noteWords.list.allNotes}
      onAll={() => go({ view: 'notes', ...(id === undefined ? {} : { id }) })}
    />
  );
}
