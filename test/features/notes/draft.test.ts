// What is being written: when it is saved, in which order, and that no words are let go of.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Document } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import { makeId } from '#domain/id.ts';
import type { Note } from '#domain/note.ts';
import { plainText } from '#domain/plainText.ts';
import type { Draft, DraftNotes, DraftSaving } from '#features/notes/draft.ts';
import { createDraft, longestPauseMs, longestRetryMs, pauseMs, retryMs } from '#features/notes/draft.ts';
import type { Change } from '#notebook/door.ts';
import type { NoteEdit } from '#notebook/notes.ts';
import type { Saved } from '#notebook/records.ts';
import { newWorld, openTestNotebook } from '../../notebook/openTestNotebook.ts';

type Answer = 'saved' | 'disk full' | 'gone' | 'throws';

/** Notes in memory whose saves are answered when the test says so. */
class SlowNotes {
  note: Note;
  text: string;
  readonly calls: string[] = [];
  answers: Answer[] = [];
  /** Saves wait for `release` while this is on. */
  isHeld = false;
  readonly #held: (() => void)[] = [];
  readonly #listeners = new Set<(change: Change) => void>();
  running = 0;
  mostRunning = 0;

  constructor(text: string) {
    this.text = text;
    this.note = {
      id: makeId('note', 1, new Uint8Array(10)),
      schema: 1,
      createdAt: '2026-11-23T10:00:00.000Z',
      updatedAt: '2026-11-23T10:00:00.000Z',
      revision: 1,
      origin: { kind: 'typed' },
      title: 'Grid',
      tags: [],
      preview: '',
      words: 0,
    };
  }

  release(): void {
    this.isHeld = false;
    for (const go of this.#held.splice(0)) go();
  }

  watch = (listener: (change: Change) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly #waiting = new Set<() => void>();
  watchRoom = (listener: () => void): (() => void) => {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  };

  makeRoom(): void {
    for (const listener of this.#waiting) listener();
  }

  tell(): void {
    for (const listener of this.#listeners)
      listener({ seq: this.note.revision, touched: [{ kind: 'note', id: this.note.id }] });
  }

  /** A change that another part of the program makes. */
  changeElsewhere(text: string, change: Partial<Note> = {}): void {
    this.text = text;
    this.note = { ...this.note, ...change, revision: this.note.revision + 1 };
    this.tell();
  }

  readonly notes: DraftNotes = {
    get: () => Promise.resolve(this.note),
    document: () => Promise.resolve(documentOfText(this.text)),
    close: () => {
      this.calls.push(`keep ${this.text}`);
      return Promise.resolve();
    },
    save: async (_id, edit: NoteEdit): Promise<Saved<Note>> => {
      this.running += 1;
      this.mostRunning = Math.max(this.mostRunning, this.running);
      if (this.isHeld) await new Promise<void>((resolve) => this.#held.push(resolve));
      this.running -= 1;
      const answer = this.answers.shift() ?? 'saved';
      const said = edit.document === undefined ? '' : plainText(edit.document);
      this.calls.push(`${answer} ${[edit.title, edit.tags?.join(), said].filter(Boolean).join('|')}`);
      if (answer === 'throws') throw new Error('closed');
      if (answer === 'gone') return { kind: 'gone' };
      if (answer === 'disk full') return { kind: 'failed', why: answer, detail: '' };
      if (edit.document) this.text = said;
      const { title = this.note.title, tags = this.note.tags } = edit;
      this.note = { ...this.note, title, tags, revision: this.note.revision + 1 };
      this.tell();
      return { kind: 'saved', record: this.note, at: '2026-11-23T10:00:01.000Z', applied: Promise.resolve() };
    },
  };
}

let slow: SlowNotes;
let draft: Draft;
let reported: string[];
let finished: number;

const said = (saving: DraftSaving): string =>
  saving.kind === 'failed' ? `failed: ${saving.why}` : saving.kind;
const typed = (text: string): { document: () => Document } => ({ document: () => documentOfText(text) });
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  slow = new SlowNotes('old');
  reported = [];
  finished = 0;
  draft = createDraft({
    notebook: { notes: slow.notes, watch: slow.watch, disk: { watchRoom: slow.watchRoom } },
    note: slow.note,
    document: documentOfText('old'),
    report: (saving) => reported.push(said(saving)),
    finished: () => (finished += 1),
  });
  draft.enter();
});
afterEach(() => vi.useRealTimers());

describe('a draft', () => {
  it('[F1] saves after a pause, and no sooner', async () => {
    draft.change(typed('a'));
    await pass(pauseMs - 1);
    draft.change(typed('ab'));
    await pass(pauseMs - 1);
    expect(slow.calls).toEqual([]);
    await pass(1);
    expect(slow.calls).toEqual(['saved ab']);
  });

  it('[F1] saves at least every two seconds while keys arrive', async () => {
    for (let at = 0; at < 60; at++) {
      draft.change(typed(`key ${at}`));
      await pass(100);
    }
    expect(slow.calls.length).toBe(Math.floor(6000 / longestPauseMs));
  });

  it('[F1] makes the document only when it saves', async () => {
    const made = vi.fn(() => documentOfText('made'));
    for (let at = 0; at < 10; at++) draft.change({ document: made });
    expect(made).not.toHaveBeenCalled();
    await pass(pauseMs);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('[F2] saves one after the other; what is typed meanwhile goes into the next', async () => {
    slow.isHeld = true;
    draft.change(typed('one'));
    await pass(pauseMs);
    draft.change(typed('two'));
    draft.change({ title: 'New' });
    const flushed = draft.flush();
    await pass(5000);
    expect(slow.calls).toEqual([]);
    slow.release();
    await flushed;
    expect(slow.calls).toEqual(['saved one', 'saved New|two']);
    expect(slow.mostRunning).toBe(1);
  });

  it('[F2] every flush waits for all that was typed before it, also what another flush is saving', async () => {
    slow.isHeld = true;
    draft.change({ title: 'New' });
    const blur = draft.flush();
    await pass(0);
    draft.change(typed('last words'));
    let closed = false;
    const closing = draft.flush().then(() => (closed = true));
    slow.release();
    // The first save is over, and the blur's flush has begun the second.
    slow.isHeld = true;
    await pass(0);
    expect([slow.calls, closed]).toEqual([['saved New'], false]);
    slow.release();
    await Promise.all([blur, closing]);
    expect(slow.calls).toEqual(['saved New', 'saved last words']);
  });

  it('[F3] says "Saved" only when acknowledged and nothing waits', async () => {
    slow.isHeld = true;
    draft.change(typed('one'));
    await pass(pauseMs);
    draft.change(typed('two'));
    expect(reported).toEqual(['waiting']);
    slow.release();
    await pass(0);
    expect(reported).toEqual(['waiting', 'waiting']);
    await pass(pauseMs);
    expect(reported).toEqual(['waiting', 'waiting', 'saved']);
    expect(draft.state().note.revision).toBe(3);
  });

  it('[F4] keeps what could not be saved and tries again by itself', async () => {
    slow.answers = ['disk full', 'throws', 'saved'];
    draft.change({ ...typed('words'), title: 'Kept' });
    await pass(pauseMs);
    expect(reported.at(-1)).toBe('failed: disk full');
    await pass(retryMs);
    expect(reported.at(-1)).toBe('failed: disk error');
    await pass(2 * retryMs);
    expect(slow.calls).toEqual(['disk full Kept|words', 'throws Kept|words', 'saved Kept|words']);
    expect(reported.at(-1)).toBe('saved');
  });

  it('[F4] tries again at the next change, with the newest words over the kept ones', async () => {
    slow.answers = ['throws'];
    draft.change({ ...typed('words'), title: 'Kept' });
    await pass(pauseMs);
    draft.change(typed('more words'));
    // The failure stays in sight until a save has succeeded.
    expect(reported).toEqual(['waiting', 'failed: disk error']);
    await pass(pauseMs);
    expect(slow.calls.at(-1)).toBe('saved Kept|more words');
    expect(reported.at(-1)).toBe('saved');
  });

  it('[F4] asks a full disk after pauses that double, however much is typed, and keeps every word', async () => {
    slow.answers = Array.from({ length: 1000 }, () => 'disk full');
    for (let at = 0; at < 3000; at += 1) {
      draft.change(typed(`words ${at}`));
      await pass(200);
    }
    // Ten minutes: at 0.4 s, then after 3, 6, 12, 24, 48, 96, 192 and 300 s.
    expect(slow.calls.length).toBeLessThan(10);
    expect(slow.calls.length).toBeGreaterThan(6);
    expect(plainText(draft.document())).toBe('words 2999');
    slow.answers = [];
    await pass(longestRetryMs);
    expect(slow.calls.at(-1)).toBe('saved words 2999');
  });

  it('[F4] saves at once when there is room again, or the person asks for it', async () => {
    slow.answers = ['disk full', 'disk full'];
    draft.change(typed('words'));
    await pass(pauseMs);
    slow.makeRoom();
    await pass(0);
    expect(reported.at(-1)).toBe('failed: disk full');
    await draft.flush();
    expect(reported.at(-1)).toBe('saved');
    slow.makeRoom();
    await pass(0);
    expect(slow.calls).toHaveLength(3);
  });

  it('[F4] a flush ends when a save fails, so that closing is not held for ever', async () => {
    slow.answers = ['disk full'];
    draft.change(typed('words'));
    await draft.flush();
    expect(reported.at(-1)).toBe('failed: disk full');
  });

  it('[F5] shows a change made elsewhere when nothing waits here', async () => {
    const replaced: string[] = [];
    draft.watchReplaced((document) => replaced.push(plainText(document)));
    slow.changeElsewhere('restored', { title: 'Older' });
    await pass(0);
    expect(replaced).toEqual(['restored']);
    expect(draft.state().note.title).toBe('Older');
    expect(plainText(draft.document())).toBe('restored');
  });

  it('[F5] does not take its own saves for changes made elsewhere', async () => {
    const replaced = vi.fn();
    draft.watchReplaced(replaced);
    draft.change(typed('one'));
    await pass(pauseMs);
    slow.tell();
    await pass(1000);
    expect(replaced).not.toHaveBeenCalled();
  });

  it('[F5] keeps what stands elsewhere before it saves over it', async () => {
    const replaced = vi.fn();
    draft.watchReplaced(replaced);
    draft.change(typed('mine'));
    slow.changeElsewhere('theirs');
    await pass(pauseMs);
    expect(slow.calls).toEqual(['keep theirs', 'saved mine']);
    expect(replaced).not.toHaveBeenCalled();
  });

  it('[F5] sees at the end of a save what was changed elsewhere during it', async () => {
    const replaced: string[] = [];
    draft.watchReplaced((document) => replaced.push(plainText(document)));
    slow.isHeld = true;
    draft.change({ title: 'Mine' });
    await pass(pauseMs);
    slow.tell();
    slow.release();
    await pass(0);
    slow.changeElsewhere('later');
    await pass(0);
    expect(replaced).toEqual(['later']);
  });

  it('[F6] is flushed when it is left, and then lets the note go', async () => {
    draft.change(typed('last words'));
    draft.leave();
    await pass(0);
    expect(slow.calls).toEqual(['saved last words', 'keep last words']);
    expect(finished).toBe(1);
    slow.changeElsewhere('x');
    await pass(0);
    expect(plainText(draft.document())).toBe('last words');
  });

  it('[F6] lives on while its words are not saved, and gives them to the page that comes back', async () => {
    slow.answers = ['disk full', 'disk full'];
    draft.change(typed('unsaved'));
    draft.leave();
    await pass(0);
    expect(finished).toBe(0);
    expect(plainText(draft.document())).toBe('unsaved');
    draft.enter();
    await pass(retryMs);
    draft.leave();
    await pass(retryMs);
    expect(finished).toBe(1);
    expect(slow.text).toBe('unsaved');
  });

  it('[F6] of a note that was deleted for good ends when it is left', async () => {
    slow.answers = ['gone', 'gone'];
    draft.change(typed('words'));
    await pass(pauseMs);
    expect(reported.at(-1)).toBe('failed: gone');
    draft.leave();
    await pass(0);
    expect(finished).toBe(1);
  });
});

describe('a draft in a real notebook', () => {
  it('[F7] a restored revision is saved over only after it was kept', async () => {
    vi.useRealTimers();
    const { notebook } = await openTestNotebook(newWorld());
    const made = await notebook.notes.create({ title: 'T', document: documentOfText('first') });
    if (made.kind !== 'saved') throw new Error(made.kind);
    await made.applied;
    const { id } = made.record;
    const mine = createDraft({
      notebook,
      note: made.record,
      document: documentOfText('first'),
      report: () => undefined,
      finished: () => undefined,
    });
    mine.enter();
    mine.change(typed('mine'));
    const theirs = await notebook.notes.save(id, { document: documentOfText('theirs') });
    expect(theirs.kind).toBe('saved');
    await mine.flush();
    await notebook.settled();
    expect(plainText(await notebook.notes.document(id))).toBe('mine');
    const texts = await Promise.all(
      (await notebook.notes.history(id)).map(async (revision) =>
        plainText(await notebook.notes.documentOf(revision)),
      ),
    );
    expect(texts).toContain('theirs');
    mine.leave();
    await notebook.close();
  });
});
