// One question after another put to the librarian: the newest wins, hits by words come at once, and what comes late
// does not move what is being read.
import type { Findings, Hit } from '#notebook/librarianProtocol.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { HitKind } from './counts.ts';
import { joinLate } from './join.ts';

export interface Asked {
  readonly text: string;
  /** Null stands for all. */
  readonly kinds: readonly HitKind[] | null;
  readonly limit: number;
  /** The last word may still grow. */
  readonly isTyping: boolean;
}

export interface Answer extends Findings {
  readonly asked: Asked;
  /** No better hits are under way. */
  readonly isFinal: boolean;
  /** Hits that joined after the list was on screen. */
  readonly late: number;
  /** All hits, best first, where the list stands otherwise so as not to move. */
  readonly inOrder: readonly Hit[] | null;
}

export type InquiryState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly before: Answer | null }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly why: string };

/** What the reader has before them. */
export interface Reading {
  /** Hits from the top down to the last one in sight. */
  readonly inSight: number;
  /** The reader is in the list: it may not change under them, however soon. */
  readonly isInList: boolean;
}

export interface Inquiry {
  readonly ask: (asked: Asked) => void;
  /** Asks the newest question again, for what has changed in the notebook since. */
  readonly refresh: () => void;
  /** Shows the list in its best order after all. */
  readonly sort: () => void;
  /** There is no question any more. */
  readonly clear: () => void;
  readonly state: () => InquiryState;
  readonly watch: (listener: () => void) => () => void;
  /** Withdraws the question that is under way. */
  readonly stop: () => void;
}

export interface InquiryOptions {
  readonly ask: Librarian['ask'];
  readonly reading: () => Reading;
  readonly nowMs: () => number;
  /** The question to begin with. */
  readonly first: Asked | null;
  /** What was found for it before. */
  readonly found: Answer | null;
}

/** Hits by words wait this long for the fused ones, so that the list is not drawn twice with each key. */
const holdMs = 60;
/** A list that has been on screen for longer is being read. */
const settledMs = 300;

export function createInquiry({ ask, reading, nowMs, first, found }: InquiryOptions): Inquiry {
  let state: InquiryState = found === null ? { kind: 'idle' } : { kind: 'answered', answer: found };
  let newest = first;
  let control = new AbortController();
  let hold: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const become = (next: InquiryState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const stop = (): void => {
    control.abort();
    clearTimeout(hold);
  };
  const answerBefore = (): Answer | null =>
    state.kind === 'answered' ? state.answer : state.kind === 'looking' ? state.before : null;
  const show = (answer: Answer): void => become({ kind: 'answered', answer });
  const anew = (asked: Asked, findings: Findings, isFinal: boolean): Answer => ({
    ...findings,
    asked,
    isFinal,
    late: 0,
    inOrder: null,
  });
  const join = (asked: Asked, shown: Answer, findings: Findings, isLater: boolean): void => {
    const { hits, added, isInOrder } = joinLate(shown.hits, findings.hits, reading().inSight);
    const inOrder = isInOrder ? null : findings.hits;
    // What changed behind the reader's back is no news; what they waited for is.
    show({ ...findings, asked, hits, isFinal: true, late: isLater ? added : 0, inOrder });
  };

  /** `anew` shows hits by words as soon as they are there; `again` only takes in what has changed. */
  const put = (asked: Asked, how: 'anew' | 'again'): void => {
    stop();
    newest = asked;
    const own = new AbortController();
    control = own;
    const before = answerBefore();
    let shownAtMs: number | null = null;
    if (how === 'anew') become({ kind: 'looking', before });
    ask(
      {
        text: asked.text,
        limit: asked.limit,
        ranking: 'fused',
        prefix: asked.isTyping,
        ...(asked.kinds === null ? {} : { kinds: asked.kinds }),
      },
      own.signal,
      (findings, isLast) => {
        clearTimeout(hold);
        if (own.signal.aborted) return;
        if (how === 'again') {
          if (isLast && before) join(asked, before, findings, false);
          else if (isLast) show(anew(asked, findings, true));
        } else if (!isLast) {
          hold = setTimeout(() => {
            shownAtMs = nowMs();
            show(anew(asked, findings, false));
          }, holdMs);
        } else {
          const shown = answerBefore();
          const isRead = shownAtMs !== null && (nowMs() - shownAtMs > settledMs || reading().isInList);
          if (isRead && shown) join(asked, shown, findings, true);
          else show(anew(asked, findings, true));
        }
      },
    ).catch((error: unknown) => {
      clearTimeout(hold);
      if (own.signal.aborted) return;
      become({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    });
  };

  return {
    ask: (asked) => put(asked, 'anew'),
    refresh: () => {
      if (newest === null) return;
      put(newest, state.kind === 'answered' && state.answer.isFinal ? 'again' : 'anew');
    },
    sort: () => {
      if (state.kind !== 'answered' || state.answer.inOrder === null) return;
      show({ ...state.answer, hits: state.answer.inOrder, inOrder: null, late: 0 });
    },
    clear: () => {
      stop();
      newest = null;
      become({ kind: 'idle' });
    },
    state: () => state,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}
