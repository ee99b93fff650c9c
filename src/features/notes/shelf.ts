// The heads of all notes, kept in step with the notebook: read once, then only what was touched is read again, so that
// a list of ten thousand notes costs nothing while one of them is written.
import type { Note } from '#domain/note.ts';
import type { Notebook } from '#notebook/notebook.ts';

export type Shelf =
  | { readonly kind: 'reading' }
  | { readonly kind: 'there'; readonly notes: readonly Note[] }
  | { readonly kind: 'failed'; readonly why: string };

export interface NoteShelf {
  readonly state: () => Shelf;
  readonly watch: (changed: () => void) => () => void;
  /** Reads everything anew, after a failure. */
  readonly again: () => void;
}

type Source = Pick<Notebook, 'watch'> & { readonly notes: Pick<Notebook['notes'], 'list'> } & {
  readonly parts: { readonly store: Pick<Notebook['parts']['store'], 'getMany'> };
};

const shelves = new WeakMap<Source, NoteShelf>();
/** Changes are taken together for this long: an import brings hundreds a second. */
const gatherMs = 150;

/** One shelf a notebook, alive as long as it. */
export function shelfOf(notebook: Source): NoteShelf {
  const shelf = shelves.get(notebook) ?? createShelf(notebook);
  shelves.set(notebook, shelf);
  return shelf;
}

export function createShelf({ notes, watch, parts }: Source): NoteShelf {
  const listeners = new Set<() => void>();
  let state: Shelf = { kind: 'reading' };
  let heads = new Map<string, Note>();
  let touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;

  const become = (next: Shelf): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const readAll = async (): Promise<void> => {
    touched = new Set();
    heads = new Map((await notes.list()).map((note) => [note.id, note]));
  };
  const readTouched = async (): Promise<void> => {
    const ids = [...touched];
    touched = new Set();
    const read = await parts.store.getMany('note', ids);
    ids.forEach((id, at) => {
      const note = read[at];
      if (note === undefined || note.deletedAt !== undefined) heads.delete(id);
      else heads.set(id, note);
    });
  };
  const work = async (read: () => Promise<void>): Promise<void> => {
    isBusy = true;
    try {
      await read();
      become({ kind: 'there', notes: [...heads.values()] });
    } catch (error) {
      become({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
    isBusy = false;
    if (touched.size > 0) gather();
  };
  const gather = (): void => {
    if (isBusy || state.kind === 'failed') return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void work(readTouched);
    }, gatherMs);
  };

  watch((change) => {
    for (const { kind, id } of change.touched) if (kind === 'note') touched.add(id);
    if (touched.size > 0) gather();
  });
  void work(readAll);

  return {
    state: () => state,
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    again: () => {
      become({ kind: 'reading' });
      void work(readAll);
    },
  };
}
