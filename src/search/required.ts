// What a hit must have and must not have: phrases word by word, and words that are not wanted.
import type { Filed } from './filter.ts';
import { holdersOf } from './holders.ts';
import { holdsPhrase, phraseOf } from './phrase.ts';
import { wordVariants, type AskedWords } from './wordsQuery.ts';
import type { WordsIndex } from './wordsIndex.ts';

/** Unread: what can be known without reading it speaks for it. */
export type Held = 'yes' | 'no' | 'unread';

interface Demand {
  /** The words as they must stand. */
  readonly phrase: readonly string[];
  /** The documents that hold all of the words somewhere; null where no word of it has a name in the index. */
  readonly candidates: ReadonlySet<number> | null;
  /** Whether holding the words is enough. */
  readonly anywhere: boolean;
}

/**
 * Whether a document may be a hit; null when every one may. Documents that hold all words of a phrase are found by
 * their postings, and only those that are good enough otherwise are read.
 *
 * [M1] A phrase stands in title or text word by word. [M2] An unwanted single word is unwanted in every form that has
 * its stem; several are a phrase.
 */
export function required(
  index: WordsIndex,
  { phrases, excluded }: Omit<AskedWords, 'text'>,
  filedAs: (document: number) => Filed,
): ((document: number) => Held) | null {
  const wanted = phrases.flatMap((text) => demandOf(index, text, false) ?? []);
  const unwanted = excluded.flatMap((text) => demandOf(index, text, phraseOf(text).length === 1) ?? []);
  if (wanted.length + unwanted.length === 0) return null;
  const isOut = ({ candidates }: Demand, document: number): boolean => candidates?.has(document) === false;
  const fulfils = (demand: Demand, document: number): Held => {
    const { phrase, anywhere } = demand;
    if (isOut(demand, document)) return 'no';
    if (anywhere) return 'yes';
    const readable = filedAs(document).readable();
    if (readable === undefined) return 'unread';
    return holdsPhrase(readable.title, phrase) || holdsPhrase(readable.text, phrase) ? 'yes' : 'no';
  };
  const answerFor = (document: number): Held => {
    const had = wanted.map((demand) => fulfils(demand, document));
    if (had.includes('no')) return 'no';
    const found = unwanted.map((demand) => fulfils(demand, document));
    if (found.includes('yes')) return 'no';
    return had.includes('unread') || found.includes('unread') ? 'unread' : 'yes';
  };
  const answers = new Map<number, Held>();
  return (document) => {
    // Most are out at once, and need not be remembered.
    if (wanted.some((demand) => isOut(demand, document))) return 'no';
    let answer = answers.get(document);
    if (answer === undefined) answers.set(document, (answer = answerFor(document)));
    return answer;
  };
}

function demandOf(index: WordsIndex, text: string, anywhere: boolean): Demand | null {
  const phrase = phraseOf(text);
  if (phrase.length === 0) return null;
  const words = wordVariants(text, index.languages);
  const candidates = words.length === 0 ? null : new Set(holdersOf(index, words));
  return { phrase, candidates, anywhere };
}
