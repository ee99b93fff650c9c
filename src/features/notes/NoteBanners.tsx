// What must be known about the note that is shown: that its words are not saved, that it lies in the trash.
import type { ReactElement } from 'react';
import type { Note } from '#domain/note.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { Banner } from '#ui/frame.tsx';
import { noteWords } from '#words/notes.ts';
import type { Draft, DraftSaving } from './draft.ts';

const words = noteWords.saving;

interface Props {
  readonly work: Workplace;
  readonly draft: Draft;
  readonly note: Note;
  readonly saving: DraftSaving | null;
}

export function NoteBanners({ work, draft, note, saving }: Props): ReactElement {
  const bringBack = async (): Promise<void> => {
    const done = await work.notebook.trash.bringBack([{ kind: 'note', id: note.id }]);
    if (done.kind === 'failed') work.tell({ text: words.failed[done.why], look: 'bad' });
  };
  return (
    <>
      {saving?.kind === 'failed' && saving.why === 'gone' && <Banner look="bad">{words.goneBanner}</Banner>}
      {saving?.kind === 'failed' && saving.why !== 'gone' && (
        <Banner look="bad" action={<Button onPress={() => void draft.flush()}>{words.now}</Button>}>
          {saving.why === 'disk full' ? words.fullBanner : words.banner(words.failed[saving.why])}
        </Banner>
      )}
      {note.deletedAt !== undefined && (
        <Banner
          look="warn"
          action={<Button onPress={() => void bringBack()}>{noteWords.page.bringBack}</Button>}
        >
          {noteWords.page.inTrash}
        </Banner>
      )}
    </>
  );
}
