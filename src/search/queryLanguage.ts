// The query language: what a person typed, read as words, phrases, unwanted words and filters; never an error.
import type { Span } from '#domain/passages.ts';
import { parseDay, type DayRange } from './dayRange.ts';
import type { AskedWords } from './wordsQuery.ts';

export const operators = ['kind', 'tag', 'source', 'author', 'before', 'after', 'lang', 'in'] as const;
export type Operator = (typeof operators)[number];

const askableKinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
export type AskableKind = (typeof askableKinds)[number];

/**
 * The parts of a record that can be told apart. There is no `in:trash`: what is deleted leaves the index at once, so
 * that nothing could be found there.
 */
export const places = ['title', 'text', 'quotation', 'comment'] as const;
export type PlaceName = (typeof places)[number];

export type Condition =
  | { readonly operator: 'kind'; readonly value: AskableKind }
  | { readonly operator: 'tag' | 'source' | 'author'; readonly value: string }
  /** The value as it was written, and the days it stands for. */
  | { readonly operator: 'before' | 'after'; readonly value: string; readonly days: DayRange }
  | { readonly operator: 'lang'; readonly value: string }
  | { readonly operator: 'in'; readonly value: PlaceName };

/** A part with the span of the text it was read from, the minus and quotation marks included. */
export type QueryPart = Span &
  (
    | { readonly kind: 'word' | 'phrase'; readonly text: string; readonly excluded: boolean }
    | { readonly kind: 'filter'; readonly condition: Condition; readonly excluded: boolean }
  );

export interface ParsedQuery {
  readonly parts: readonly QueryPart[];
}

/** Characters that open or close a phrase, whichever way round. */
const quotes = '"“”„«»';
const space = /\s/u;
const letter = /[\p{L}\p{N}]/u;
/** A minus that takes something away stands directly before it. */
const minus = new RegExp(`-(?=[\\p{L}\\p{N}${quotes}])`, 'uy');
const named = new RegExp(`(${operators.join('|')}):`, 'iy');
const run = new RegExp(`[^\\s${quotes}]+`, 'uy');
const quoted = new RegExp(`[${quotes}]([^${quotes}]*)[${quotes}]`, 'uy');
const unsayable = new RegExp(`[${quotes}\\s]+`, 'gu');

/**
 * [G1] Parts stand apart by white space.
 * [G2] Words between quotation marks, of any shape, are a phrase; signs at its ends do not belong to it.
 * [G3] A minus directly before a word, a phrase or a filter excludes it.
 * [G4] An operator is one of eight names in any case, a colon, and directly after it a value.
 * [G5] A value in quotation marks may hold spaces; the white space at its ends is dropped and runs of it are one space.
 * [G6] `kind:` takes a kind in the singular or the plural, `in:` a place.
 * [G7] `before:` and `after:` take a year, a month or a day that exists, as `2024`, `2024-05`, `2024-05-17`.
 * [G8] `lang:` takes a language's tag: `de`, `pt-br`.
 * [G9] What is none of these is words, a name with a value it cannot take included.
 * [G10] A quotation mark that opens or closes nothing is white space; minus signs that touch it say nothing.
 */
export function parseQuery(text: string): ParsedQuery {
  const parts: QueryPart[] = [];
  let at = 0;
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const part = partAt(text, at);
    if (part !== null) parts.push(part);
    at = part?.end ?? at + 1;
    // [G10] A word ends at a mark, which therefore opens nothing.
    if (part?.kind === 'word' && isQuote(text, at)) at += 1;
    if (isQuote(text, at - 1)) while (text.charAt(at) === '-') at += 1;
  }
  return { parts };
}

function isQuote(text: string, at: number): boolean {
  return at < text.length && quotes.includes(text.charAt(at));
}

/** The first match from exactly here on. */
function matchAt(shape: RegExp, text: string, at: number): RegExpExecArray | null {
  shape.lastIndex = at;
  return shape.exec(text);
}

function partAt(text: string, start: number): QueryPart | null {
  const excluded = matchAt(minus, text, start) !== null;
  const from = excluded ? start + 1 : start;
  const filter = filterAt(text, from);
  if (filter !== null) return { kind: 'filter', ...filter, excluded, start };
  const phrase = matchAt(quoted, text, from);
  const words = trimmedPhrase(phrase?.[1] ?? '');
  if (phrase !== null && words !== '')
    return { kind: 'phrase', text: words, excluded, start, end: from + phrase[0].length };
  const word = matchAt(run, text, from)?.[0];
  return word === undefined ? null : { kind: 'word', text: word, excluded, start, end: from + word.length };
}

function filterAt(
  text: string,
  from: number,
): { readonly condition: Condition; readonly end: number } | null {
  const operator = operatorAt(text, from);
  if (operator === null) return null;
  const valueAt = from + operator.length + 1;
  const found = matchAt(quoted, text, valueAt) ?? matchAt(run, text, valueAt);
  if (found === null) return null;
  const value = (found[1] ?? found[0]).replace(/\s+/gu, ' ').trim();
  const condition = conditionOf(operator, value);
  return condition === null ? null : { condition, end: valueAt + found[0].length };
}

/** The operator whose name and colon stand here. */
export function operatorAt(text: string, at: number): Operator | null {
  const name = matchAt(named, text, at)?.[1]?.toLowerCase();
  return operators.find((operator) => operator === name) ?? null;
}

function trimmedPhrase(quoted: string): string {
  const found = /[\p{L}\p{N}](?:.*[\p{L}\p{N}]\p{M}*)?/su.exec(quoted)?.[0] ?? '';
  return found.replace(/\s+/gu, ' ');
}

const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/;

/** Reads the value of an operator; null where it is none that the operator can take. */
export function conditionOf(operator: Operator, value: string): Condition | null {
  const folded = value.toLowerCase();
  switch (operator) {
    case 'kind': {
      const kind = askableKinds.find((each) => folded === each || folded === `${each}s`);
      return kind === undefined ? null : { operator, value: kind };
    }
    case 'in': {
      const place = places.find((each) => each === folded);
      return place === undefined ? null : { operator, value: place };
    }
    case 'lang':
      return languageTag.test(folded) ? { operator, value: folded } : null;
    case 'before':
    case 'after': {
      const days = parseDay(value);
      return days === null ? null : { operator, value, days };
    }
    case 'tag':
    case 'source':
    case 'author':
      return letter.test(value) ? { operator, value } : null;
  }
}

/** A query in the spelling that parseQuery reads as the same parts. */
export function printQuery({ parts }: ParsedQuery): string {
  return parts.map(printPart).join(' ');
}

function printPart(part: QueryPart): string {
  const sign = part.excluded ? '-' : '';
  if (part.kind === 'filter')
    return `${sign}${printCondition(part.condition.operator, part.condition.value)}`;
  return part.kind === 'phrase' ? `${sign}"${part.text}"` : `${sign}${part.text}`;
}

/** An operator with its value, in quotation marks where it needs them; a value's own cannot be said and fall away. */
export function printCondition(operator: Operator, value: string): string {
  const sayable = value.replace(unsayable, ' ').trim();
  return sayable.includes(' ') ? `${operator}:"${sayable}"` : `${operator}:${sayable}`;
}

/** The question in its own words and order, as meaning is made of it: without what is excluded, and without filters. */
export function questionOf({ parts }: ParsedQuery): string {
  return parts.flatMap((part) => (part.kind === 'filter' || part.excluded ? [] : [part.text])).join(' ');
}

/** What is asked by words: everything but the filters. */
export function wordsOf({ parts }: ParsedQuery): AskedWords {
  const words: string[] = [];
  const phrases: string[] = [];
  const excluded: string[] = [];
  for (const part of parts) {
    if (part.kind === 'filter') continue;
    if (part.excluded) excluded.push(part.text);
    else if (part.kind === 'phrase') phrases.push(part.text);
    else words.push(part.text);
  }
  return { text: words.join(' '), phrases, excluded };
}
