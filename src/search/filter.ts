// A filter: the conditions of a query on what a document is, checked before anything is ranked or cut off.
import type { Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import { fold } from './fold.ts';
import { holdsPhrase, phraseOf } from './phrase.ts';
import type { Condition, Operator, ParsedQuery, PlaceName } from './queryLanguage.ts';
import type { AskedWords } from './wordsQuery.ts';
import { beginsWords } from './wordBegins.ts';

/** A document as a filter sees it; its text is asked for only where a condition is about it. */
export interface Filed {
  readonly kind: NounKind;
  readonly title: string;
  readonly facets: Facets;
  readonly text: () => string;
}

export interface Filter {
  /** One list an operator: a document passes where any of them holds, for the operators that ask so, or else all. */
  readonly wanted: ReadonlyMap<Operator, readonly Condition[]>;
  readonly excluded: readonly Condition[];
  /** What an `in:` looks for. */
  readonly words: Pick<AskedWords, 'text' | 'phrases'>;
}

/** A document has one kind, one source, one language: asking for two of them means either. */
const anyOf: ReadonlySet<Operator> = new Set(['kind', 'source', 'lang', 'in']);

/** Null where the query has no conditions. */
export function filterOf({ parts }: ParsedQuery, words: Filter['words']): Filter | null {
  const wanted = new Map<Operator, Condition[]>();
  const excluded: Condition[] = [];
  for (const part of parts) {
    if (part.kind !== 'filter') continue;
    const { condition } = part;
    if (part.excluded) excluded.push(condition);
    else wanted.set(condition.operator, [...(wanted.get(condition.operator) ?? []), condition]);
  }
  return wanted.size === 0 && excluded.length === 0 ? null : { wanted, excluded, words };
}

/**
 * [L1] Of several kinds, sources, languages or places one must hold; of several tags, authors or dates all must.
 * [L2] What is excluded must not hold.
 */
export function accepts({ wanted, excluded, words }: Filter, filed: Filed): boolean {
  const isTrue = (condition: Condition): boolean => holds(condition, filed, words);
  for (const [operator, conditions] of wanted)
    if (!(anyOf.has(operator) ? conditions.some(isTrue) : conditions.every(isTrue))) return false;
  return !excluded.some(isTrue);
}

/**
 * [L3] A tag is the whole tag, or one that it stands above: `policy` is also `policy/energy`.
 * [L4] A source is named by its citekey or id, or by words that begin words of its title.
 * [L5] An author is named by words that begin words of one author's name.
 * [L6] A document's day is before a range, in it or after it: exactly one of them. Without a day it is none.
 * [L7] A language is the tag or a wider one: `de` is also `de-at`.
 * [L8] A place holds all the words of the question, each beginning a word there, and its phrases as they are.
 */
function holds(condition: Condition, { kind, title, facets, text }: Filed, words: Filter['words']): boolean {
  switch (condition.operator) {
    case 'kind':
      return kind === condition.value;
    case 'tag': {
      const asked = spelling(condition.value);
      return facets.tags.some((tag) => isSameOrBelow(spelling(tag), asked, '/'));
    }
    case 'source': {
      const { source } = facets;
      if (source === null) return false;
      const asked = spelling(condition.value);
      return (
        spelling(source.citekey) === asked ||
        source.id === condition.value ||
        beginsWords(source.title, condition.value)
      );
    }
    case 'author':
      return facets.authors.some((name) => beginsWords(name, condition.value));
    case 'before':
      return facets.day !== null && facets.day < condition.days.first;
    case 'after':
      return facets.day !== null && facets.day > condition.days.last;
    case 'lang':
      return facets.language !== null && isSameOrBelow(facets.language, condition.value, '-');
    case 'in': {
      const place = placeOf(condition.value, title, text, facets.quoted);
      return (
        place.trim() !== '' &&
        beginsWords(place, words.text) &&
        words.phrases.every((phrase) => holdsPhrase(place, phraseOf(phrase)))
      );
    }
  }
}

/** '' where a document has no such place. */
function placeOf(name: PlaceName, title: string, text: () => string, quoted: number | null): string {
  switch (name) {
    case 'title':
      return title;
    case 'text':
      return text();
    case 'quotation':
      return quoted === null ? '' : text().slice(0, quoted);
    case 'comment':
      return quoted === null ? '' : text().slice(quoted);
  }
}

function isSameOrBelow(value: string, asked: string, border: '/' | '-'): boolean {
  return value === asked || value.startsWith(`${asked}${border}`);
}

const spellings = new Map<string, string>();
const mostSpellings = 50_000;

/** Folded, and without quotation marks, which no value can say. */
function spelling(value: string): string {
  const known = spellings.get(value);
  if (known !== undefined) return known;
  const folded = fold(value)
    .replace(/["“”„«»\s]+/gu, ' ')
    .trim();
  if (spellings.size >= mostSpellings) spellings.clear();
  spellings.set(value, folded);
  return folded;
}
