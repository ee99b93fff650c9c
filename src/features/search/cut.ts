// Cuts a long passage to a few lines around what was found in it.
import type { Span } from '#domain/passages.ts';
import type { Mark } from '#ui/highlight.ts';

/** About three lines of the list of hits. */
export const cutChars = 270;

/** What stands between the edge of a cut and the mark next to it. */
const leadShare = 1 / 4;

/** The words that match, and the nearest sentence unless it is nearly all of the passage and so says nothing. */
export function marksOf(passage: string, words: readonly Span[], sentence: Span | null): readonly Mark[] {
  const marks: Mark[] = words.map(({ start, end }) => ({ start, end, kind: 'word' }));
  if (sentence === null || sentence.end - sentence.start >= passage.trim().length * 0.9) return marks;
  return [...marks, { ...sentence, kind: 'near' }];
}

/** Where words stand in a text, however they are cased. */
export function occurrences(text: string, words: readonly string[]): readonly Span[] {
  const sought = words
    .filter((word) => word !== '')
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .toSorted((one, other) => other.length - one.length);
  if (sought.length === 0) return [];
  const found = text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${sought.join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
  );
  return [...found].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/**
 * The part of a passage to show: the whole where it is no longer than `maxChars`, else that many characters around the
 * nearest sentence, or around the place with most matched words, or from the start. Words are not cut where the text
 * has spaces.
 */
export function cutAround(passage: string, marks: readonly Mark[], maxChars: number): Span {
  if (passage.length <= maxChars) return { start: 0, end: passage.length };
  const focus = focusOf(marks, maxChars);
  const lead = Math.max(0, Math.floor((maxChars - (focus.end - focus.start)) * leadShare));
  // Near the start one reads from the start.
  const wanted = focus.start <= 2 * lead && focus.end <= maxChars ? 0 : Math.max(0, focus.start - lead);
  const from = Math.min(wanted, passage.length - maxChars);
  const start = from === 0 ? 0 : wordStart(passage, from, focus.start);
  const end = Math.min(passage.length, start + maxChars);
  return { start, end: end === passage.length ? end : wordEnd(passage, end, Math.max(focus.end, start + 1)) };
}

/**
 * A cut stays as it is while all of the nearest sentence is in it: then only the mark changes before the reader's eyes.
 * One that would be cut the same again is the same: whoever keeps the last one and asks again comes to rest, also with
 * a sentence too long for any cut.
 */
export function steadyCut(before: Span, passage: string, marks: readonly Mark[], maxChars: number): Span {
  const near = marks.find(({ kind }) => kind === 'near');
  const isHeld = near === undefined || (near.start >= before.start && near.end <= before.end);
  if (isHeld) return before;
  const anew = cutAround(passage, marks, maxChars);
  return anew.start === before.start && anew.end === before.end ? before : anew;
}

/** The marks as they stand in the part of the text. */
export function marksWithin(marks: readonly Mark[], { start, end }: Span): readonly Mark[] {
  return marks
    .filter((mark) => mark.start < end && mark.end > start)
    .map((mark) => ({
      ...mark,
      start: Math.max(0, mark.start - start),
      end: Math.min(end, mark.end) - start,
    }));
}

function focusOf(marks: readonly Mark[], maxChars: number): Span {
  const near = marks.find(({ kind }) => kind === 'near');
  if (near) return near;
  const words = marks.toSorted((one, other) => one.start - other.start);
  let best: Span = { start: 0, end: 0 };
  let most = 0;
  for (const [at, first] of words.entries()) {
    const inside = words.slice(at).filter(({ end }) => end <= first.start + maxChars);
    const last = inside.at(-1);
    if (last === undefined || inside.length <= most) continue;
    most = inside.length;
    best = { start: first.start, end: last.end };
  }
  return best;
}

/** The first word that begins at or after `from`, if there is one before `latest`, else a space there. */
function wordStart(text: string, from: number, latest: number): number {
  let space = -1;
  for (let at = from; at <= latest; at++) {
    if (isSpace(text, at)) space = space < 0 ? at : space;
    else if (isSpace(text, at - 1)) return at;
  }
  if (space >= 0) return space;
  return isSplit(text, from) ? from + 1 : from;
}

/** The end of the last word that ends at or before `to`, if there is one after `earliest`, else that of a space. */
function wordEnd(text: string, to: number, earliest: number): number {
  let space = -1;
  for (let at = to; at >= earliest; at--) {
    if (isSpace(text, at - 1)) space = space < 0 ? at : space;
    else if (isSpace(text, at)) return at;
  }
  if (space >= 0) return space;
  return isSplit(text, to) ? to - 1 : to;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

/** Whether a cut here would part a pair of surrogates. */
function isSplit(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));
}
