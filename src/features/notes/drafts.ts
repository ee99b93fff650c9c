// The drafts of a notebook: at most one a note, alive as long as a page shows it or words of it wait to be saved.
import type { NoteId } from '#domain/id.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { noteWords } from '#words/notes.ts';
import type { Draft, DraftSaving } from './draft.ts';
import { createDraft } from './draft.ts';

const shelves = new WeakMap<Notebook, Map<NoteId, Draft>>();

type Place = Pick<Workplace, 'notebook' | 'holdDraft' | 'noteSaving'>;

/** The draft of a note; null when the note is gone for good. Rejects when it cannot be read. */
export async function openDraft(place: Place, id: NoteId): Promise<Draft | null> {
  const { notebook } = place;
  const drafts = shelves.get(notebook) ?? new Map<NoteId, Draft>();
  shelves.set(notebook, drafts);
  const open = drafts.get(id);
  if (open) return open;

  // The head first: a text that is newer than its head is noticed and kept, an older one would be taken for the newest.
  const note = await notebook.notes.get(id);
  const document = await notebook.notes.document(id);
  // Another page may have opened it in the meantime.
  const opened = drafts.get(id);
  if (opened) return opened;
  if (note === undefined) return null;
  let release = (): void => undefined;
  const draft = createDraft({
    notebook,
    note,
    document,
    report: (saving) => place.noteSaving(said(saving)),
    finished: () => {
      drafts.delete(id);
      release();
    },
  });
  release = place.holdDraft(draft.flush);
  drafts.set(id, draft);
  return draft;
}

function said(saving: DraftSaving): Parameters<Workplace['noteSaving']>[0] {
  return saving.kind === 'failed' ? { kind: 'failed', why: noteWords.saving.failed[saving.why] } : saving;
}
