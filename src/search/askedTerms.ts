// The terms of a question as the index knows them, with their weights.
import { rarity } from './bm25.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { WordsQuery } from './wordsQuery.ts';

export interface AskedTerm {
  readonly id: number;
  /** How often the question says it, times how rare it is among documents, and among passages. */
  readonly documentWeight: number;
  readonly passageWeight: number;
}

export interface Asked {
  readonly asked: readonly AskedTerm[];
  /** How many of the question's words no document holds: a hit that misses them is the worse for it. */
  readonly unknown: number;
}

/** Completions of a word that is still being typed count half, and only so many of the most frequent. */
const completionWeight = 0.5;
const mostCompletions = 64;
/** Of a long question, a pasted paragraph say, only so many of its rarest terms are asked for. */
const mostTerms = 64;
/** A word that nothing completes may be one letter past a stem (`experimen`, `experi`), but not far past it. */
const shortestStem = 4;
const stemShare = 0.6;

export function askedTerms(index: WordsIndex, { terms, typing }: WordsQuery): Asked {
  const known = new Map<number, number>();
  let unknown = 0;
  for (const { term, times } of terms) {
    const id = index.dictionary.find(term);
    if (id === undefined || index.documentsWith(id) === 0) unknown += times;
    else known.set(id, times);
  }
  const completions = typing === null ? [] : completionsOf(index, typing).filter((id) => !known.has(id));
  const named = Array.from(known, ([id, times]) => weighed(index, id, times));
  named.sort((one, other) => other.documentWeight - one.documentWeight || spelled(index, one.id, other.id));
  return {
    asked: [...named.slice(0, mostTerms), ...completions.map((id) => weighed(index, id, completionWeight))],
    unknown: completions.length > 0 ? Math.max(0, unknown - 1) : unknown,
  };
}

function weighed(index: WordsIndex, id: number, times: number): AskedTerm {
  return {
    id,
    documentWeight: times * rarity(index.size, index.documentsWith(id)),
    passageWeight: times * rarity(index.passageCount, index.passagesWith(id)),
  };
}

/** Equal weights are settled by spelling: numbers depend on what the index met first. */
function spelled({ dictionary }: WordsIndex, one: number, other: number): number {
  return dictionary.termOf(one) < dictionary.termOf(other) ? -1 : 1;
}

/** Terms that begin with the letters typed; where there is none, the longest stem that the letters have outgrown. */
function completionsOf(index: WordsIndex, letters: string): readonly number[] {
  const used = (id: number) => index.documentsWith(id) > 0;
  const longer = index.dictionary.withPrefix(letters).filter(used);
  if (longer.length > 0) {
    const byUse = (one: number, other: number) =>
      index.documentsWith(other) - index.documentsWith(one) || spelled(index, one, other);
    return longer.toSorted(byUse).slice(0, mostCompletions);
  }
  const shortest = Math.max(shortestStem, Math.ceil(letters.length * stemShare));
  for (let length = letters.length - 1; length >= shortest; length -= 1) {
    const id = index.dictionary.find(letters.slice(0, length));
    if (id !== undefined && used(id)) return [id];
  }
  return [];
}
