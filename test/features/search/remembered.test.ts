// What a question found is kept by question and kinds, with how far it was read.
import { describe, expect, it } from 'vitest';
import type { Answer } from '#features/search/inquiry.ts';
import { noteOf, unlookedAt } from '#features/search/note.ts';
import { recall, remember, rememberPlace } from '#features/search/remembered.ts';
import type { SearchState } from '#notebook/librarianClient.ts';
import { findings } from './hits.ts';

const answerTo = (text: string, more: Partial<Answer> = {}): Answer => ({
  ...findings('ab'),
  asked: { text, kinds: null, limit: 50, isTyping: false },
  isFinal: true,
  late: 0,
  inOrder: null,
  isNearestShown: false,
  ...more,
});
const shown = (text: string): Parameters<typeof remember>[2] => ({
  answer: answerTo(text),
  contexts: new Map(),
  whole: new Set(),
  more: new Map(),
});

describe('what is remembered', () => {
  it('[R1] belongs to a question and its kinds', () => {
    remember('cost', null, shown('cost'));
    expect(recall('cost', null)?.answer.asked.text).toBe('cost');
    expect(recall('cost', ['note'])).toBeNull();
    expect(recall('costs', null)).toBeNull();
  });

  it('[R2] keeps how far it was read when the list changes', () => {
    remember('grid', null, shown('grid'));
    rememberPlace('grid', null, { scrollTop: 420, at: 'note:b' });
    remember('grid', null, shown('grid'));
    expect(recall('grid', null)).toMatchObject({ scrollTop: 420, at: 'note:b' });
  });

  it('[R3] is the newest thirty questions', () => {
    for (let at = 0; at < 31; at++) remember(`question ${at}`, null, shown('x'));
    expect(recall('question 0', null)).toBeNull();
    expect(recall('question 1', null)).not.toBeNull();
  });
});

describe('the note beside a list', () => {
  const state = (more: Partial<SearchState> = {}, waiting = 0): SearchState => ({
    open: 'open',
    meaning: { kind: 'ready' },
    progress: {
      waiting,
      uncut: 0,
      done: 0,
      passagesPerSecond: null,
      secondsLeft: null,
      embedded: 0,
      paused: false,
      isChecked: true,
      slowedBy: null,
    },
    ...more,
  });
  const note = (more: Partial<Answer>, search = state()): string | undefined =>
    noteOf(answerTo('x', more), search)?.kind;

  it('[R4] is silent when everything was looked at', () => {
    expect(note({})).toBeUndefined();
  });

  it('[R5] says what was not: meaning that is under way, loading, or not there at all', () => {
    expect(note({ isFinal: false, mode: 'words' })).toBe('pending');
    expect(note({ isFinal: false, mode: 'words' }, state({ meaning: { kind: 'loading' } }))).toBe('loading');
    expect(note({ mode: 'words' }, state({ meaning: { kind: 'unavailable', why: 'x' } }))).toBe('no model');
    expect(note({ mode: 'words' })).toBe('no meaning');
    expect(note({}, state({}, 12))).toBe('indexing');
  });

  it('[R6] says first what came late, or that the order is another now', () => {
    expect(note({ inOrder: [], late: 2 }, state({}, 12))).toBe('late');
    expect(note({ inOrder: [], late: 0 })).toBe('reordered');
  });

  it('[R7] says that only the nearest is shown, and nothing while it is kept back', () => {
    expect(note({ isWeak: true, isNearestShown: true }, state({}, 12))).toBe('nearest');
    expect(note({ isWeak: true }, state({}, 12))).toBeUndefined();
  });

  it('[R8] nothing may be said to be missing while something was not looked at', () => {
    const progress = (more: object): SearchState => {
      const known = state({}, 3);
      return { ...known, progress: { ...known.progress, ...more } };
    };
    expect(unlookedAt(state())).toBeNull();
    expect(unlookedAt(progress({}))).toEqual({ kind: 'indexing', records: 3 });
    expect(unlookedAt(progress({ paused: true }))).toEqual({ kind: 'paused', records: 3 });
    expect(unlookedAt(progress({ paused: true, waiting: 0 }))).toEqual({ kind: 'paused', records: 0 });
    expect(unlookedAt(progress({ waiting: 0, isChecked: false }))).toEqual({ kind: 'checking' });
    expect(unlookedAt(state({ open: 'opening' }))).toEqual({ kind: 'checking' });
    const withoutModel = { meaning: { kind: 'unavailable', why: 'x' } } as const;
    expect(unlookedAt({ ...progress({}), ...withoutModel })).toBeNull();
    expect(unlookedAt({ ...progress({ uncut: 2 }), ...withoutModel })).toMatchObject({ records: 2 });
  });
});
