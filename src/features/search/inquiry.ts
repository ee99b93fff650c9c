// One question after another put to the librarian: the newest wins, hits by words come at once, and what comes late
// does not move what is being read.
import type { Findings, Hit } from '#notebook/librarianProtocol.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { HitKind } from './counts.ts';
import { joinLate, withSentences } from './join.ts';

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
  /** Hits are shown although none of them can be called relevant. */
  readonly isNearestShown: boolean;
}

/** Whether the hits are kept back: none of them can be called relevant, and nobody asked for the nearest. */
export function isKeptBack({ isWeak, isNearestShown }: Answer): boolean {
  return isWeak && !isNearestShown;
}

/** Tells the lists of two questions apart; '' where there is none. */
export function listOf(answer: Answer | null): string {
  return answer === null ? '' : listFor(answer.asked);
}

function listFor({ text, kinds }: Asked): string {
  return JSON.stringify([text, kinds]);
}

export type InquiryState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly before: Answer | null }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly why: string };

/** Whether the last word was found only as the beginning of longer ones. */
function isUnfinished(text: string, hits: readonly Hit[]): boolean {
  const [last = ''] = text.toLowerCase().match(/[\p{L}\p{N}]+$/u) ?? [];
  const found = hits.flatMap(({ words }) => words.map((word) => word.toLowerCase()));
  return last !== '' && !found.includes(last) && found.some((word) => word.startsWith(last));
}

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
  /** Nothing more is typed: the question is asked as it stands, unless it ends with the beginning of a word. */
  readonly rest: () => void;
  /** Shows hits of which none can be called relevant, whenever this question is asked. */
  readonly showNearest: () => void;
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

/** Hits by words wait this long for the fused ones where a list stands, so that it is not drawn twice with each key. */
const holdMs = 60;
/** Where there is no list yet they are drawn at once: only what comes right behind them is drawn with them. */
const atOnceMs = 4;
/** A list that has been on screen for longer is being read, even where nobody points at it. */
const settledMs = 800;

export function createInquiry({ ask, reading, nowMs, first, found }: InquiryOptions): Inquiry {
  let state: InquiryState = found === null ? { kind: 'idle' } : { kind: 'answered', answer: found };
  let newest = first;
  let nearestShownFor = found?.isNearestShown === true ? found.asked.text : null;
  let control = new AbortController();
  let hold: ReturnType<typeof setTimeout> | undefined;
  /** Hits by words of the newest question that are not drawn as yet. */
  let held: Findings | null = null;
  const listeners = new Set<() => void>();
  const become = (next: InquiryState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const stop = (): void => {
    control.abort();
    release();
  };
  const release = (): void => {
    clearTimeout(hold);
    held = null;
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
    isNearestShown: nearestShownFor === asked.text,
  });
  const join = (asked: Asked, shown: Answer, findings: Findings, isLater: boolean, isLast: boolean): void => {
    const { inSight, isInList } = reading();
    const { hits: joined, added, isInOrder } = joinLate(shown.hits, findings.hits, inSight);
    // Until the last answer a sentence may still change.
    const hits = isLast ? withSentences(joined, findings.hits) : joined;
    const inOrder = isInOrder ? null : findings.hits;
    // A list that is being read is not taken away, whatever it turns out to be.
    if (findings.isWeak && isInList && !isKeptBack(shown)) nearestShownFor = asked.text;
    // What changed behind the reader's back is no news; what they waited for is.
    show({ ...anew(asked, findings, true), hits, late: isLater ? added : 0, inOrder });
  };
  const mark = ({ hits }: Findings): void => {
    if (state.kind !== 'answered') return;
    const { answer } = state;
    const inOrder = answer.inOrder === null ? null : withSentences(answer.inOrder, hits);
    show({ ...answer, hits: withSentences(answer.hits, hits), inOrder });
  };

  /** `anew` shows hits by words as soon as they are there; `again` only takes in what has changed. */
  const put = (asked: Asked, how: 'anew' | 'again'): void => {
    // The same words, but that nothing more is typed: what was found for them is drawn until more is.
    const isSame = newest !== null && listFor(newest) === listFor(asked);
    const early = how === 'anew' && isSame ? held : null;
    stop();
    newest = asked;
    const own = new AbortController();
    control = own;
    let shownAtMs: number | null = null;
    let isRanked = false;
    const draw = (findings: Findings): void => {
      shownAtMs = nowMs();
      show(anew(asked, findings, false));
    };
    if (early !== null) draw(early);
    else if (how === 'anew') become({ kind: 'looking', before: answerBefore() });
    const hasList = (answerBefore()?.hits.length ?? 0) > 0;
    const rank = (findings: Findings, isLast: boolean): void => {
      const shown = answerBefore();
      const isRead = shownAtMs !== null && (nowMs() - shownAtMs > settledMs || reading().isInList);
      if (shown && (how === 'again' || isRead)) join(asked, shown, findings, how === 'anew', isLast);
      else show(anew(asked, findings, true));
      isRanked = true;
    };
    ask(
      {
        text: asked.text,
        limit: asked.limit,
        ranking: 'fused',
        prefix: asked.isTyping,
        sentences: !asked.isTyping,
        ...(asked.kinds === null ? {} : { kinds: asked.kinds }),
      },
      own.signal,
      (findings, isLast) => {
        if (own.signal.aborted) return;
        release();
        if (isLast || findings.mode !== 'words') {
          if (isRanked) mark(findings);
          else rank(findings, isLast);
        } else if (how === 'anew') {
          held = findings;
          hold = setTimeout(
            () => {
              held = null;
              draw(findings);
            },
            hasList ? holdMs : atOnceMs,
          );
        }
      },
    ).catch((error: unknown) => {
      if (own.signal.aborted) return;
      release();
      become({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    });
  };

  return {
    ask: (asked) => put(asked, 'anew'),
    refresh: () => {
      if (newest === null) return;
      put(newest, state.kind === 'answered' && state.answer.isFinal ? 'again' : 'anew');
    },
    rest: () => {
      if (newest?.isTyping !== true || state.kind !== 'answered' || !state.answer.isFinal) return;
      if (!isUnfinished(newest.text, state.answer.hits)) put({ ...newest, isTyping: false }, 'again');
    },
    showNearest: () => {
      if (state.kind !== 'answered') return;
      nearestShownFor = state.answer.asked.text;
      show({ ...state.answer, isNearestShown: true });
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
