// The terms of a question as the index knows them, with their weights.
import { k1, rarity } from './bm25.ts';
import { completionsOf } from './completions.ts';
import { nearTerms } from './nearTerms.ts';
import type { Counts } from './part.ts';
import { runsOf, type TermRuns } from './termRuns.ts';
import type { WordsIndex } from './wordsIndex.ts';
import type { QueryWord, WordsQuery } from './wordsQuery.ts';

export interface AskedTerm extends TermRuns {
  /** How often the question says it, times how rare it is among documents, and among passages. */
  readonly documentWeight: number;
  readonly passageWeight: number;
}

export interface Asked {
  readonly asked: readonly AskedTerm[];
  /** The highest score that any document could reach: (k1 + 1) times the sum of the words' rarities. */
  readonly highest: number;
  /** The same for a passage. */
  readonly highestPassage: number;
}

/** Completions of a word that is still being typed count half. */
const completionWeight = 0.5;
/** A word that nothing has may be misspelled: what is spelled nearly so counts less. */
const nearWeight = 0.4;
/** Of a long question, a pasted paragraph say, only so many of its rarest terms are asked for. */
const mostWords = 64;
/** In a long question a word more or less says little. */
const mostGuessed = 4;

interface Group {
  readonly word: QueryWord;
  readonly found: readonly TermRuns[];
  readonly documentWeight: number;
  readonly passageWeight: number;
}

/** [A1] A word's variants weigh as one word that is found wherever any of them is. */
export function askedTerms(index: WordsIndex, { words, typing }: WordsQuery): Asked {
  const all: Counts = { documents: index.size, passages: index.passageCount };
  const groups = words.map((word) => groupOf(index, word, all));
  const known = groups.filter(({ found }) => found.length > 0);
  known.sort((one, other) => other.documentWeight - one.documentWeight || spelled(one, other));
  const named = known.slice(0, mostWords).flatMap(asTerms);
  const taken = new Set(named.map(({ spelling }) => spelling));
  const completions =
    typing === null ? [] : completionsOf(index, typing).filter(({ spelling }) => !taken.has(spelling));
  const unknown = groups.filter(
    ({ found, word }) => found.length === 0 && !(completions.length > 0 && word.letters === typing),
  );
  const near = unknown.slice(0, mostGuessed).flatMap(({ word }) => nearOf(index, word, taken, all));
  const guessed = completions.map((term) => weighed(term, completionWeight, all));
  const counted = [...known.slice(0, mostWords), ...unknown];
  const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0);
  return {
    asked: [...named, ...near, ...guessed],
    highest: (k1 + 1) * sum([...counted, ...guessed].map(({ documentWeight }) => documentWeight)),
    highestPassage: (k1 + 1) * sum([...counted, ...guessed].map(({ passageWeight }) => passageWeight)),
  };
}

function groupOf(index: WordsIndex, word: QueryWord, all: Counts): Group {
  const found = word.variants.flatMap((variant) => runsOf(index, variant) ?? []);
  const documents = found.reduce((sum, each) => sum + each.documents, 0);
  const passages = found.reduce((sum, each) => sum + each.passages, 0);
  return {
    word,
    found,
    documentWeight: word.times * rarity(all.documents, Math.min(all.documents, documents)),
    passageWeight: word.times * rarity(all.passages, Math.min(all.passages, passages)),
  };
}

function asTerms({ found, documentWeight, passageWeight }: Group): readonly AskedTerm[] {
  return found.map((term) => ({ ...term, documentWeight, passageWeight }));
}

function weighed({ spelling, runs, documents, passages }: TermRuns, times: number, all: Counts): AskedTerm {
  return {
    spelling,
    runs,
    documents,
    passages,
    documentWeight: times * rarity(all.documents, documents),
    passageWeight: times * rarity(all.passages, passages),
  };
}

function nearOf(
  index: WordsIndex,
  { letters, variants, times }: QueryWord,
  taken: Set<string>,
  all: Counts,
): readonly AskedTerm[] {
  if (letters === null) return [];
  const near = nearTerms(index, variants[0] ?? letters).filter(({ spelling }) => !taken.has(spelling));
  for (const { spelling } of near) taken.add(spelling);
  return near.map((term) => weighed(term, times * nearWeight, all));
}

/** Equal weights are settled by spelling: an order must not depend on what came first. */
function spelled(one: Group, other: Group): number {
  return (one.found[0]?.spelling ?? '') < (other.found[0]?.spelling ?? '') ? -1 : 1;
}
