// What an alignment says in words: pieces of the quotation beside pieces of the text, and how many words differ.
import type { Span } from '#domain/passages.ts';
import type { Quotation } from './quotation.ts';
import {
  attachedAfter,
  attachedBefore,
  cutAfter,
  cutBefore,
  edgeMarks,
  endWith,
  startWith,
} from './quotationEdges.ts';
import { marksOf } from './quotedWords.ts';

/**
 * - `same`: the same words; spaces, case and the look of quotation marks may differ,
 * - `changed`: other words stand there,
 * - `missing`: words of the text that the quotation lacks,
 * - `added`: words that only the quotation has,
 * - `omitted`: words that it says it leaves out, by an ellipsis,
 * - `marks`: other punctuation.
 */
export type DifferenceKind = 'same' | 'changed' | 'missing' | 'added' | 'omitted' | 'marks';

/** One after another, the pieces make up the quotation and the place in the text, without a gap. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly quoted: Span;
  readonly met: Span;
}

/** In words, `marks` in places. A word set beside two counts as the quotation has it. */
export interface DifferenceCounts {
  readonly same: number;
  readonly changed: number;
  readonly missing: number;
  readonly added: number;
  readonly omitted: number;
  readonly marks: number;
}

/** Some words of the quotation beside some words of the text, in order. */
export interface Beside {
  readonly kind: Exclude<DifferenceKind, 'marks'>;
  readonly quoted: number;
  readonly met: number;
}

export interface Compared extends Span {
  readonly differences: readonly Difference[];
  readonly counts: DifferenceCounts;
}

/**
 * The quotation beside the words of the text from the first to the last that have a part in it. Punctuation is
 * compared where words stand on both sides of it; beside a word too many or too few there is nothing to compare.
 */
export function compare(
  quotation: Quotation,
  text: string,
  met: readonly Span[],
  path: readonly Beside[],
): Compared {
  const { text: quoted, words } = quotation;
  const counts = countsOf(path);
  const pieces: Difference[] = [];
  let marks = 0;
  const put = (kind: DifferenceKind, of: Span, at: Span): void => {
    if (of.start === of.end && at.start === at.end) return;
    if (kind === 'marks') marks += 1;
    const last = pieces.at(-1);
    if (last?.kind === kind)
      pieces[pieces.length - 1] = { kind, quoted: through(last.quoted, of), met: through(last.met, at) };
    else pieces.push({ kind, quoted: of, met: at });
  };

  const first = met[0]?.start ?? 0;
  const head = isBoth(path.at(0))
    ? edgeBefore(quoted.slice(0, words[0]?.start ?? 0), text, first)
    : { at: first, isSame: true };
  let [q, t] = [0, head.at];
  let [qWord, tWord] = [0, 0];
  let before: Beside | undefined;
  for (const beside of path) {
    const ofQuoted = wordsSpan(words, qWord, beside.quoted, q);
    const ofText = wordsSpan(met, tWord, beside.met, t);
    const gap = { start: q, end: ofQuoted.start };
    const gapMet = { start: t, end: ofText.start };
    const isEqual = before
      ? marksOf(quoted.slice(gap.start, gap.end)) === marksOf(text.slice(gapMet.start, gapMet.end))
      : head.isSame;
    put(gapKind(before, beside, isEqual), gap, gapMet);
    put(beside.kind, ofQuoted, ofText);
    [q, t] = [ofQuoted.end, ofText.end];
    qWord += beside.quoted;
    tWord += beside.met;
    before = beside;
  }
  const tail = isBoth(before) ? edgeAfter(quoted.slice(q), text, t) : { at: t, isSame: true };
  put(tail.isSame ? 'same' : 'marks', { start: q, end: quoted.length }, { start: t, end: tail.at });
  return { start: head.at, end: tail.at, differences: pieces, counts: { ...counts, marks } };
}

function countsOf(path: readonly Beside[]): Omit<DifferenceCounts, 'marks'> {
  const counts = { same: 0, changed: 0, missing: 0, added: 0, omitted: 0 };
  for (const { kind, quoted, met } of path)
    counts[kind] += kind === 'missing' || kind === 'omitted' ? met : quoted;
  return counts;
}

function isBoth(beside: Beside | undefined): boolean {
  return beside !== undefined && beside.quoted > 0 && beside.met > 0;
}

/** The span of some words; an empty one at `at` when there are none. */
function wordsSpan(words: readonly Span[], from: number, howMany: number, at: number): Span {
  const start = words[from]?.start;
  const end = words[from + howMany - 1]?.end;
  return howMany === 0 || start === undefined || end === undefined ? { start: at, end: at } : { start, end };
}

/** What the gap between two pieces is part of. */
function gapKind(before: Beside | undefined, after: Beside, isEqual: boolean): DifferenceKind {
  if (before === undefined) return isEqual ? 'same' : 'marks';
  if (before.kind === 'omitted' || after.kind === 'omitted') return 'omitted';
  if (!isBoth(before) || !isBoth(after)) return before.kind === after.kind ? before.kind : 'same';
  if (!isEqual) return 'marks';
  return before.kind === after.kind ? before.kind : 'same';
}

interface Edge {
  /** With the marks that the quotation has there too, and with what the place would else cut in two. */
  readonly at: number;
  readonly isSame: boolean;
}

function edgeBefore(head: string, text: string, first: number): Edge {
  const at = startWith(edgeMarks(head), text, first);
  if (at === null) return { at: first, isSame: false };
  return cutBefore(text, at) ? { at: attachedBefore(text, at), isSame: false } : { at, isSame: true };
}

function edgeAfter(tail: string, text: string, last: number): Edge {
  const at = endWith(edgeMarks(tail), text, last);
  if (at === null) return { at: last, isSame: false };
  return cutAfter(text, at) ? { at: attachedAfter(text, at), isSame: false } : { at, isSame: true };
}

function through(one: Span, other: Span): Span {
  return { start: one.start, end: other.end };
}
