// What to light up in a passage: the words that answer the question, and the sentence that has most of them.
import type { Span } from '#domain/passages.ts';
import type { Language } from './language.ts';
import { couldBe, visitTerms, type TermKind } from './terms.ts';

/** The terms of a question by name, with how much each weighs. */
export type TermWeights = ReadonlyMap<string, number>;

export interface Snippet {
  /** The matched words, in order, none overlapping. */
  readonly marks: readonly Span[];
  /** The sentence whose distinct matched words weigh most, the first of equals; null where nothing matched. */
  readonly sentence: Span | null;
  /** The matched words as they are written, each once, however it is cased. */
  readonly words: readonly string[];
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Offsets are those of the text given. */
export function snippetOf(text: string, weights: TermWeights, language: Language = 'en'): Snippet {
  const matched = matchedIn(text, weights, language);
  const marks = withoutOverlap(matched);
  return {
    marks,
    sentence: marks.length === 0 ? null : heaviest(text, matched, weights),
    words: spellingsOf(text, marks),
  };
}

/** The matched words alone, as a snippet has them. */
export function matchedWords(text: string, weights: TermWeights, language: Language): readonly string[] {
  return spellingsOf(text, withoutOverlap(matchedIn(text, weights, language)));
}

function matchedIn(text: string, weights: TermWeights, language: Language): readonly Matched[] {
  const matched: Matched[] = [];
  const visit = (term: string, _: TermKind, start: number, end: number): void => {
    if (weights.has(term)) matched.push({ term, start, end });
  };
  visitTerms(text, language, visit, couldBe(weights.keys()));
  return matched;
}

function spellingsOf(text: string, marks: readonly Span[]): readonly string[] {
  const words = new Map<string, string>();
  for (const { start, end } of marks) {
    const word = text.slice(start, end);
    const folded = word.toLowerCase();
    if (!words.has(folded)) words.set(folded, word);
  }
  return [...words.values()];
}

interface Matched extends Span {
  readonly term: string;
}

function heaviest(text: string, matched: readonly Matched[], weights: TermWeights): Span | null {
  let best: Span | null = null;
  let most = 0;
  for (const { start, end } of sentencesIn(text)) {
    const inside = matched.filter((term) => term.start >= start && term.start < end);
    const weight = [...new Set(inside.map(({ term }) => term))].reduce(
      (sum, term) => sum + (weights.get(term) ?? 0),
      0,
    );
    if (weight > most) {
      most = weight;
      best = { start, end };
    }
  }
  return best;
}

/** The sentences of a passage, without the space around them. */
export function sentencesIn(text: string): readonly Span[] {
  return Array.from(sentences.segment(text), ({ segment, index }) => ({
    start: index + segment.length - segment.trimStart().length,
    end: index + segment.trimEnd().length,
  })).filter(({ start, end }) => start < end);
}

/** In order, overlapping spans as one: pairs of letters overlap, and a whole lies over its parts. */
function withoutOverlap(spans: readonly Span[]): readonly Span[] {
  const marks: Span[] = [];
  for (const { start, end } of spans.toSorted(
    (one, other) => one.start - other.start || other.end - one.end,
  )) {
    const last = marks.at(-1);
    if (last && start < last.end)
      marks[marks.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else marks.push({ start, end });
  }
  return marks;
}
