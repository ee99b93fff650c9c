// What a question asks of the index by words.
import { fold } from './fold.ts';
import { languageOf, type Language } from './language.ts';
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

export interface QueryWord {
  /** The terms it may be in the index: a stem for each language, equal ones once. */
  readonly variants: readonly string[];
  /** How often the question says it. */
  readonly times: number;
  /** Its folded letters, when it is a word that could be misspelled. */
  readonly letters: string | null;
}

export interface WordsQuery {
  readonly words: readonly QueryWord[];
  /** The folded letters of a last word that may not be typed to its end; null when the question is whole. */
  readonly typing: string | null;
}

export interface ReadingOptions {
  readonly prefix?: boolean;
  /** The languages that documents are in. */
  readonly languages?: readonly Language[];
}

const fewestLetters = 2;
const onlyLetters = /^\p{L}+$/u;

/**
 * [Q1] Stop words ask for nothing, unless the question has nothing else. They are those of English and of the
 *      question's own language.
 * [Q2] Single letters of dense scripts ask for nothing beside a pair they are part of.
 * [Q3] With `prefix`, a last word that ends the question may go on: other words that start so are asked for too.
 * [Q4] A word is asked for by its stem in every language given and in the question's own.
 * [Q5] The words of phrases are asked for as all others.
 */
export function wordsQuery(
  asked: string | AskedWords,
  { prefix = false, languages = ['en'] }: ReadingOptions = {},
): WordsQuery {
  const question = typeof asked === 'string' ? asked : [...asked.phrases, asked.text].join('\n');
  const own = languageOf(question);
  const readings = [...new Set<Language>(['en', own, ...languages])].map((language) => ({
    language,
    terms: termsOf(question, language),
  }));
  const [english] = readings;
  const terms = english?.terms ?? [];
  const ownTerms = readings.find(({ language }) => language === own)?.terms ?? terms;
  const last = terms.findLast(({ kind }) => kind !== 'whole');
  const goesOn = prefix && last?.end === question.length && (last.kind === 'word' || last.kind === 'stop');
  const letters = goesOn ? fold(question.slice(last.start, last.end).slice(0, longestTerm)) : '';
  const typing = letters.length >= fewestLetters ? letters : null;
  const telling = tellingTerms(terms, placesOfStops(ownTerms));
  const onlyStops = telling.length === 0 && typing === null;
  const variants = variantsBySpan(readings.map((reading) => reading.terms));
  const words = new Map<string, { variants: readonly string[]; times: number; letters: string | null }>();
  for (const term of onlyStops ? terms : telling) {
    const all = variants.get(spanName(term)) ?? [term];
    const named = onlyStops ? all : all.filter(({ kind }) => kind !== 'stop');
    const names = [...new Set(named.map((each) => each.term))];
    const name = names.join('\n');
    const word = words.get(name) ?? { variants: names, times: 0, letters: lettersOf(term, question) };
    words.set(name, { ...word, times: word.times + 1 });
  }
  return { words: [...words.values()], typing };
}

/** The terms that say something: no stop words, and no letters that are part of a pair. */
function tellingTerms(terms: readonly Term[], stops: ReadonlySet<number>): readonly Term[] {
  const paired = new Set<number>();
  for (const { kind, start, end } of terms) {
    if (kind === 'pair') for (let at = start; at < end; at += 1) paired.add(at);
  }
  return terms.filter(
    ({ kind, start }) =>
      kind !== 'stop' && !(kind === 'word' && stops.has(start)) && !(kind === 'letter' && paired.has(start)),
  );
}

function placesOfStops(terms: readonly Term[]): ReadonlySet<number> {
  return new Set(terms.filter(({ kind }) => kind === 'stop').map(({ start }) => start));
}

/** The terms of every reading by where they stand, stop words with words. */
function variantsBySpan(readings: readonly (readonly Term[])[]): ReadonlyMap<string, readonly Term[]> {
  const variants = new Map<string, Term[]>();
  for (const term of readings.flat()) {
    const name = spanName(term);
    const others = variants.get(name);
    if (others) others.push(term);
    else variants.set(name, [term]);
  }
  return variants;
}

function spanName({ kind, start, end }: Term): string {
  return `${kind === 'stop' ? 'word' : kind} ${start} ${end}`;
}

function lettersOf({ kind, start, end }: Term, question: string): string | null {
  if (kind !== 'word') return null;
  const letters = fold(question.slice(start, end));
  return onlyLetters.test(letters) && letters.length <= longestTerm ? letters : null;
}

/** Of each word and letter of a text, in order, the terms it may be in documents of these languages, stops included. */
export function wordVariants(text: string, held: readonly Language[]): readonly (readonly string[])[] {
  const readings = held.map((language) => termsOf(text, language));
  const words = (readings[0] ?? []).filter(({ kind }) => kind !== 'whole' && kind !== 'pair');
  const variants = variantsBySpan(readings);
  return words.map((term) => [...new Set((variants.get(spanName(term)) ?? [term]).map((each) => each.term))]);
}
