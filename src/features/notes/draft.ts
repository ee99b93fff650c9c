// What is being written in one note and not saved yet. It saves after a pause, one save after the other, and never
// lets go of words that the journal has not acknowledged.
//
//   typed -> waiting --pause, blur, leaving, closing--> saving -> acknowledged: "Saved"
//               ^                                          |
//               +---- kept, tried again in a while <-- refused
//
// [F1] A save begins 400 ms after the last key, and at least every 2 s while keys arrive.
// [F2] Saves are strictly one after another; what is typed meanwhile goes into the next one.
// [F3] "Saved" is said only with the notebook's acknowledgement, and only when nothing typed waits.
// [F4] What could not be saved is kept and tried again, after pauses that double up to five minutes, and at the next
//      change. A full disk is not asked at every change: then it is after the pause, on request, or when there is room.
// [F5] A change made elsewhere is shown when nothing waits here. When something waits, what stands elsewhere is kept
//      as a revision and then saved over.
// [F6] A draft that is left is flushed; it lets go of the note only when its words are saved.
import type { Document } from '#domain/document.ts';
import type { NoteId } from '#domain/id.ts';
import type { Note } from '#domain/note.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { NotSaved } from '#notebook/door.ts';

export type DraftSaving =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly why: NotSaved['why'] | 'gone' };

/** What was changed; a document is made from the editor's state only when it is saved. */
export interface DraftEdit {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly document?: () => Document;
}

export interface DraftState {
  /** The head as it was last saved, with the title and tags as they are written now. */
  readonly note: Note;
  /** Null until something is written. */
  readonly saving: DraftSaving | null;
}

export interface Draft {
  readonly id: NoteId;
  readonly state: () => DraftState;
  readonly watch: (changed: () => void) => () => void;
  /** The text as it was last read or saved: what an editor that opens now begins with. */
  readonly document: () => Document;
  /** Told when the text was changed elsewhere and must be shown anew. */
  readonly watchReplaced: (replaced: (document: Document) => void) => () => void;
  readonly change: (edit: DraftEdit) => void;
  /** Resolves when everything written is saved, or a save has failed. */
  readonly flush: () => Promise<void>;
  readonly enter: () => void;
  readonly leave: () => void;
}

export interface DraftOptions {
  readonly notebook: Pick<Notebook, 'watch'> & {
    readonly notes: DraftNotes;
    readonly disk: Pick<Notebook['disk'], 'watchRoom'>;
  };
  readonly note: Note;
  readonly document: Document;
  /** Told of every change of `saving`. */
  readonly report: (saving: DraftSaving) => void;
  /** Told when nobody shows the draft and everything is saved. */
  readonly finished: () => void;
}

export type DraftNotes = Pick<Notebook['notes'], 'get' | 'save' | 'document' | 'close'>;

export const pauseMs = 400;
export const longestPauseMs = 2000;
export const retryMs = 3000;
export const longestRetryMs = 300_000;

export function createDraft({ notebook, note, document, report, finished }: DraftOptions): Draft {
  const { notes } = notebook;
  const { id } = note;
  const listeners = new Set<() => void>();
  const replacedListeners = new Set<(document: Document) => void>();
  let state: DraftState = { note, saving: null };
  let shown = document;
  /** The newest revision that this draft has read or written. */
  let known = note.revision;
  let waiting: DraftEdit | null = null;
  let running: Promise<void> | null = null;
  let lookAgain = false;
  let pages = 0;
  let ended = false;
  let failures = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let longest: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const become = (next: Partial<DraftState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
    if (next.saving) report(next.saving);
  };
  const stopTimers = (): void => {
    for (const timer of [pause, longest, retry]) clearTimeout(timer);
    pause = longest = retry = undefined;
  };
  const saveSoon = (): void => void save();

  const keepForRetry = (edit: DraftEdit, why: NotSaved['why'] | 'gone'): void => {
    waiting = { ...edit, ...waiting };
    become({ saving: { kind: 'failed', why } });
    clearTimeout(retry);
    // A note that is gone for good does not come back by asking again.
    if (why !== 'gone') retry = setTimeout(saveSoon, Math.min(longestRetryMs, retryMs * 2 ** failures));
    failures += 1;
  };

  const write = async (edit: DraftEdit): Promise<void> => {
    const { document: read, ...heading } = edit;
    const text = read?.();
    const before = await notes.get(id);
    if (before !== undefined && before.revision !== known) await notes.close(id);
    const saved = await notes.save(id, { ...heading, ...(text === undefined ? {} : { document: text }) });
    if (saved.kind !== 'saved') {
      keepForRetry(edit, saved.kind === 'gone' ? 'gone' : saved.why);
      return;
    }
    known = saved.record.revision;
    failures = 0;
    if (text !== undefined) shown = text;
    const { title, tags } = waiting ?? {};
    become({
      note: {
        ...saved.record,
        ...(title === undefined ? {} : { title }),
        ...(tags === undefined ? {} : { tags }),
      },
      saving: waiting === null ? { kind: 'saved', at: saved.at } : { kind: 'waiting' },
    });
  };

  const run = async (): Promise<void> => {
    const edit = waiting;
    if (edit === null) return;
    waiting = null;
    stopTimers();
    try {
      await write(edit);
    } catch {
      // The notebook could not even be asked: the words stay here as after a refused save.
      keepForRetry(edit, 'disk error');
    }
  };

  function save(): Promise<void> {
    running ??= run().finally(() => {
      running = null;
      if (lookAgain) lookElsewhere();
      endIfDone();
    });
    return running;
  }

  const flush = async (): Promise<void> => {
    // What was typed during a save is in the next one, which another flush may have begun; a failed save ends the
    // attempt.
    do await save();
    while (isBusy() && state.saving?.kind !== 'failed');
  };

  const isBusy = (): boolean => running !== null || waiting !== null;
  const look = async (): Promise<void> => {
    const latest = await notes.get(id);
    if (latest === undefined || latest.revision <= known || isBusy()) return;
    const before = known;
    const text = await notes.document(id);
    // Words that were typed while it was read go over it, with a kept revision: see `write`.
    if (isBusy() || known !== before) return;
    known = latest.revision;
    shown = text;
    become({ note: latest });
    for (const listener of replacedListeners) listener(text);
  };

  function lookElsewhere(): void {
    lookAgain = running !== null;
    // A note that cannot be read now is read again at the next change.
    if (!lookAgain) void look().catch(() => undefined);
  }

  const unwatch = notebook.watch(({ touched }) => {
    if (touched.some((each) => each.id === id)) lookElsewhere();
  });

  const unwatchRoom = notebook.disk.watchRoom(() => {
    if (waiting !== null && state.saving?.kind === 'failed') saveSoon();
  });

  function endIfDone(): void {
    const isHopeless = state.saving?.kind === 'failed' && state.saving.why === 'gone';
    if (pages > 0 || ended || running !== null || (waiting !== null && !isHopeless)) return;
    ended = true;
    stopTimers();
    unwatch();
    unwatchRoom();
    // A revision that is not kept now is kept at the next opening or after ten minutes of writing.
    void notes.close(id).catch(() => undefined);
    finished();
  }

  return {
    id,
    state: () => state,
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    document: () => waiting?.document?.() ?? shown,
    watchReplaced: (replaced) => {
      replacedListeners.add(replaced);
      return () => replacedListeners.delete(replaced);
    },
    change: (edit) => {
      waiting = { ...waiting, ...edit };
      const { title = state.note.title, tags = state.note.tags } = edit;
      const isHead = title !== state.note.title || tags !== state.note.tags;
      const isFailed = state.saving?.kind === 'failed';
      if (isHead || (!isFailed && state.saving?.kind !== 'waiting'))
        become({
          ...(isHead ? { note: { ...state.note, title, tags } } : {}),
          // A failure stays in sight until a save has succeeded.
          ...(isFailed ? {} : { saving: { kind: 'waiting' } }),
        });
      if (state.saving?.kind === 'failed' && state.saving.why === 'disk full') return;
      clearTimeout(pause);
      pause = setTimeout(saveSoon, pauseMs);
      longest ??= setTimeout(saveSoon, longestPauseMs);
    },
    flush,
    enter: () => {
      pages += 1;
    },
    leave: () => {
      pages -= 1;
      if (pages > 0) return;
      if (waiting === null) endIfDone();
      else void flush();
    },
  };
}
