// A hit as it is shown: a document with the passage that answers, and why.
import type { NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Why } from './fuse.ts';
import type { Language } from './language.ts';
import type { RankedDocument } from './rank.ts';
import type { Readable } from './contract.ts';
import { matchedWords, snippetOf, type TermWeights } from './snippet.ts';
import type { WordsIndex } from './wordsIndex.ts';

interface FoundPassage extends Span {
  readonly passageIndex: number;
  readonly score: number;
  readonly why: Why;
}

export interface SearchHit extends FoundPassage {
  readonly key: string;
  readonly kind: NounKind;
  /** '' where the document was not at hand. */
  readonly title: string;
  /** The question's words as passage and title write them; of the rest of the document when they have none. */
  readonly words: readonly string[];
  /** Where those words are in the passage: offsets from the passage's start. */
  readonly marks: readonly Span[];
  /** The sentence of the passage nearest to the question by words, by the same offsets; null when there is none. */
  readonly sentence: Span | null;
  /** The document's other passages that answer, best first. */
  readonly more: readonly FoundPassage[];
}

/** A hit that is not lit up yet; it holds when the index changes, too. */
export interface PlacedHit extends Omit<SearchHit, 'title' | 'words' | 'marks' | 'sentence'> {
  readonly language: Language;
}

export function placedHit(
  { document, score, why, passage, more }: RankedDocument,
  index: WordsIndex,
): PlacedHit {
  const { part, document: local } = index.placeOf(document);
  const { segment } = part;
  const key = segment.keyOf(local);
  const language = segment.languageOf(local);
  const [first, end] = segment.passagesOf(local);
  const spanOf = (at: number): Span => (first + at < end ? segment.spanOf(first + at) : { start: 0, end: 0 });
  const span = spanOf(passage);
  return {
    key,
    kind: segment.kindOf(local),
    language,
    passageIndex: passage,
    ...span,
    score,
    why,
    more: more.map((other) => ({
      passageIndex: other.passage,
      ...spanOf(other.passage),
      score: other.score,
      why: other.why,
    })),
  };
}

/** Lights up the question's words in title and passage; in neither where the document is not at hand. */
export function litHit(
  { language, ...hit }: PlacedHit,
  { title, text }: Readable = { title: '', text: '' },
  weights: TermWeights,
): SearchHit {
  const { why } = hit;
  const { words, marks, sentence } = snippetOf(text.slice(hit.start, hit.end), weights, language);
  return {
    ...hit,
    title,
    words: why === 'meaning' ? [] : [...new Set([...words, ...matchedWords(title, weights, language)])],
    marks,
    sentence,
  };
}
