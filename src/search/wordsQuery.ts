// What a question asks of the index by words.
import { fold } from './fold.ts';
import { longestTerm, termsOf, type Term } from './terms.ts';

/** What is asked for by words, as a query language reads it out of what was typed. */
export interface AskedWords {
  /** Words that a hit should have. */
  readonly text: string;
  /** Words that must stand next to each other in the title or the text of a hit, each phrase somewhere. */
  readonly phrases: readonly string[];
  /** Words, or phrases, that a hit must not have. */
  readonly excluded: readonly string[];
}

interface QueryTerm {
  readonly term: string;
  /** How often the question says it. */
  readonly times: number;
}

export interface WordsQuery {
  readonly terms: readonly QueryTerm[];
  /** The folded letters of a last word that may not be typed to its end; null when the question is whole. */
  readonly typing: string | null;
}

const fewestLetters = 2;

/**
 * [Q1] Stop words ask for nothing, unless the question has nothing else.
 * [Q2] Single letters of dense scripts ask for nothing beside a pair they are part of.
 * [Q3] With `prefix`, a last word that ends the question may go on: other words that start so are asked for too.
 */
export function wordsQuery(question: string, prefix = false): WordsQuery {
  const terms = termsOf(question);
  const last = terms.findLast(({ kind }) => kind !== 'whole');
  const goesOn = prefix && last?.end === question.length && (last.kind === 'word' || last.kind === 'stop');
  const letters = goesOn ? fold(question.slice(last.start, last.end).slice(0, longestTerm)) : '';
  const typing = letters.length >= fewestLetters ? letters : null;
  const telling = tellingTerms(terms);
  const onlyStopWords = telling.length === 0 && typing === null;
  const times = new Map<string, number>();
  for (const { term } of onlyStopWords ? terms : telling) times.set(term, (times.get(term) ?? 0) + 1);
  return { terms: Array.from(times, ([term, count]) => ({ term, times: count })), typing };
}

/** The terms that say something: no stop words, and no letters that are part of a pair. */
function tellingTerms(terms: readonly Term[]): readonly Term[] {
  const paired = new Set<number>();
  for (const { kind, start, end } of terms) {
    if (kind === 'pair') for (let at = start; at < end; at += 1) paired.add(at);
  }
  return terms.filter(({ kind, start }) => kind !== 'stop' && !(kind === 'letter' && paired.has(start)));
}
