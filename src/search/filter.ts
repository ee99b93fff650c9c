// A filter: the conditions of a query on what a document is, checked before anything is ranked or cut off.
import type { Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import type { Readable } from './contract.ts';
import { fold } from './fold.ts';
import { holdsPhrase, phraseOf } from './phrase.ts';
import type { Condition, Operator, ParsedQuery, PlaceName } from './queryLanguage.ts';
import type { AskedWords } from './wordsQuery.ts';
import { beginsWords } from './wordBegins.ts';

/** A document as a filter sees it; it is read only where a condition is about its title or text. */
export interface Filed {
  readonly kind: NounKind;
  readonly facets: Facets;
  /** Undefined where it is not at hand: then whoever asks lets the document pass until it is. */
  readonly readable: () => Readable | undefined;
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

/** A document passes when it does by both; null where its title and text are not asked about. */
export interface Passing {
  readonly byFacets: (kind: NounKind, facets: Facets) => boolean;
  readonly byReading: ((filed: Filed) => boolean) | null;
}

/**
 * What a filter lets pass. [L1] Of several kinds, sources, languages or places one must hold; of several tags, authors
 * or dates all must. [L2] What is excluded must not hold.
 *
 * Documents share their facets: what is said of facets alone is found out once for each of them, and so much more
 * often than texts are read that a hundred thousand documents are asked in a few milliseconds.
 */
export function passing({ wanted, excluded, words }: Filter): Passing {
  const demands: readonly Demand[] = [
    ...Array.from(wanted, ([operator, conditions]) => ({ conditions, any: anyOf.has(operator), not: false })),
    ...excluded.map((condition) => ({ conditions: [condition], any: true, not: true })),
  ];
  const begins = remembered(beginsWords);
  const isMet = ({ conditions, any, not }: Demand, filed: Filed): boolean => {
    const isTrue = (condition: Condition): boolean => holds(condition, filed, words, begins);
    return (any ? conditions.some(isTrue) : conditions.every(isTrue)) !== not;
  };
  const isOf = (...operators: readonly Operator[]): readonly Demand[] =>
    demands.filter(({ conditions: [first] }) => first !== undefined && operators.includes(first.operator));
  const ofKind = isOf('kind');
  const ofFacets = isOf('tag', 'source', 'author', 'before', 'after', 'lang');
  const ofReading = isOf('in');
  const kinds = new Map<NounKind, boolean>();
  const known = new Map<Facets, boolean>();
  const meets = (filed: Filed, demands: readonly Demand[]): boolean =>
    demands.every((demand) => isMet(demand, filed));
  return {
    byFacets: (kind, facets) => {
      const filed = { kind, facets, readable: () => undefined };
      let passes = kinds.get(kind);
      if (passes === undefined) kinds.set(kind, (passes = meets(filed, ofKind)));
      if (!passes || ofFacets.length === 0) return passes;
      passes = known.get(facets);
      if (passes === undefined) known.set(facets, (passes = meets(filed, ofFacets)));
      return passes;
    },
    byReading: ofReading.length === 0 ? null : (filed) => meets(filed, ofReading),
  };
}

/** Conditions of one operator, any or all of which must hold, or must not. */
interface Demand {
  readonly conditions: readonly Condition[];
  readonly any: boolean;
  readonly not: boolean;
}

/**
 * [L3] A tag is the whole tag, or one that it stands above: `policy` is also `policy/energy`.
 * [L4] A source is named by its citekey or id, or by words that begin words of its title.
 * [L5] An author is named by words that begin words of one author's name.
 * [L6] A document's day is before a range, in it or after it: exactly one of them. Without a day it is none.
 * [L7] A language is the tag or a wider one: `de` is also `de-at`.
 * [L8] A place holds all the words of the question, each beginning a word there, and its phrases as they are.
 */
function holds(
  condition: Condition,
  filed: Filed,
  words: Filter['words'],
  begins: typeof beginsWords,
): boolean {
  const { kind, facets } = filed;
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
        begins(source.title, condition.value)
      );
    }
    case 'author':
      return facets.authors.some((name) => begins(name, condition.value));
    case 'before':
      return facets.day !== null && facets.day < condition.days.first;
    case 'after':
      return facets.day !== null && facets.day > condition.days.last;
    case 'lang':
      return facets.language !== null && isSameOrBelow(facets.language, condition.value, '-');
    case 'in': {
      const place = placeOf(condition.value, filed);
      return (
        place.trim() !== '' &&
        beginsWords(place, words.text) &&
        words.phrases.every((phrase) => holdsPhrase(place, phraseOf(phrase)))
      );
    }
  }
}

/** '' where a document has no such place. */
function placeOf(name: PlaceName, filed: Filed): string {
  const { quoted } = filed.facets;
  const { title = '', text = '' } = filed.readable() ?? {};
  switch (name) {
    case 'title':
      return title;
    case 'text':
      return text;
    case 'quotation':
      return quoted === null ? '' : text.slice(0, quoted);
    case 'comment':
      return quoted === null ? '' : text.slice(quoted);
  }
}

/** Many documents are of one source and by one author. */
function remembered(begins: typeof beginsWords): typeof beginsWords {
  const answers = new Map<string, boolean>();
  return (text, asked) => {
    const name = `${asked}\n${text}`;
    let answer = answers.get(name);
    if (answer === undefined) {
      answer = begins(text, asked);
      answers.set(name, answer);
    }
    return answer;
  };
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
