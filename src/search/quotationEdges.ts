// Where a place in a text begins and ends: whether its edges cut something in two, and what punctuation beside it
// belongs to it.
import { marksOf, quotedWords } from './quotedWords.ts';
import { unitKind, unitKinds } from './unitKinds.ts';

const hyphen = /^[-\u2010\u2011]$/;
const sign = /^[-\u2010-\u2013\u2212+.\p{Sc}#]$/u;
const unit = /^[%\u2030\u00b0\p{Sc}]$/u;

function kindAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? (unitKinds().kinds[text.charCodeAt(at)] ?? 0) : 0;
}

/** Of a word with spaces around it, not of one of the characters that are each a word. */
function isInWord(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return kind === unitKind.letter || kind === unitKind.digit || kind === unitKind.joined;
}

/** Whether a place that starts here parts what is one: a word or number, `un-` from `American`, `-` or `$` from `5`. */
export function cutBefore(text: string, start: number): boolean {
  if (isInside(text, start)) return true;
  return kindAt(text, start) === unitKind.digit && sign.test(text.charAt(start - 1));
}

/** The same of a place that ends here: a word or number, `state` from `-of`, `5` from `%`. */
export function cutAfter(text: string, end: number): boolean {
  if (isInside(text, end)) return true;
  return kindAt(text, end - 1) === unitKind.digit && unit.test(text.charAt(end));
}

/** Whether this is inside a word or number, or beside a hyphen that holds two together. */
function isInside(text: string, at: number): boolean {
  const holds = (hyphenAt: number): boolean =>
    hyphen.test(text.charAt(hyphenAt)) && isInWord(text, hyphenAt - 1) && isInWord(text, hyphenAt + 1);
  if (holds(at) || holds(at - 1)) return true;
  const from = attachedBefore(text, at);
  const around = text.slice(from, attachedAfter(text, at));
  return quotedWords(around).some(({ start, end }) => start < at - from && at - from < end);
}

/** Where what is written together with the character at `start` begins. */
export function attachedBefore(text: string, start: number): number {
  const from = Math.max(0, start - longestAttached);
  return from + (/\S*$/.exec(text.slice(from, start))?.index ?? start - from);
}

/** Where what is written together with the character before `end` ends. */
export function attachedAfter(text: string, end: number): number {
  return end + (/^\S*/.exec(text.slice(end, end + longestAttached))?.[0].length ?? 0);
}

const longestAttached = 40;
const ellipsisAtEdge = /[[(]?(?:\u2026|\.{3,})[\])]?/g;
const furthest = 16;

/** The marks at an edge of the quotation that the text should have too: not its own quotation marks or ellipsis. */
export function edgeMarks(edge: string): string {
  return marksOf(edge).replace(ellipsisAtEdge, '').replaceAll('"', '');
}

/** Where the marks before a place begin; null when the text does not have them there. */
export function startWith(marks: string, text: string, start: number): number | null {
  for (let at = start; at >= Math.max(0, start - furthest); at -= 1) {
    if (at < start && isInWord(text, at)) return null;
    if (edgeMarks(text.slice(at, start)) === marks) return at;
  }
  return null;
}

/** Where the marks after a place end; null when the text does not have them there. */
export function endWith(marks: string, text: string, end: number): number | null {
  for (let at = end; at <= Math.min(text.length, end + furthest); at += 1) {
    if (at > end && isInWord(text, at - 1)) return null;
    if (edgeMarks(text.slice(end, at)) === marks) return at;
  }
  return null;
}
