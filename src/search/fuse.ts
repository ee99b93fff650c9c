// Fusion: one score out of what words and what meaning say, the same from question to question.

/**
 * What speaks for a document or passage.
 * `words`: BM25 divided by the highest score that the question allows, 0 to 1 ("theoretical maximum": Bruch, Gai and
 * Ingber, 2023). `cosine`: null where meaning has no say, because there is no vector or the model does not know the
 * language of text or question.
 */
export interface Evidence {
  readonly words: number;
  readonly cosine: number | null;
}

/** The weight of words in a fused score of a passage, meaning has the rest; see 0003. */
const wordsWeight = 0.65;

/** The same for a document, whose words are measured by another scale; see 0010. */
const wordsOfDocument = 0.5;

/** A cosine below this is what unrelated texts have, and gibberish: it makes no hit. See 0003. */
export const meaningFloor = 0.3;

/** Where no word of the question occurs, meaning alone must be this sure: gibberish is near to something, too. */
export const aloneFloor = 0.38;

/** What is shown without being asked for must be nearer, or share this much of the words where there is no vector. */
export const relatedFloor = 0.4;
export const relatedWordsFloor = 0.2;

/**
 * [F1] Without a say of meaning the score is that of words alone: what the model does not know is not held back.
 * [F2] More of either never lowers the score.
 */
export function fused({ words, cosine }: Evidence): number {
  if (cosine === null) return words;
  return wordsWeight * words + (1 - wordsWeight) * Math.max(0, cosine);
}

/** What a document is ranked by. */
export interface Rank {
  /** Its BM25, the most the question allows, and the most that any document reached. */
  readonly words: number;
  readonly allowed: number;
  readonly reached: number;
  /** How near it is, 0 to 1; null where meaning has no say. */
  readonly meaning: number | null;
}

/**
 * A document's place among others for one question: 0 to 1, [F1] [F2] as above. Its words are divided by the mean
 * (geometric) of what the question allows and what was reached: by the one alone, words weigh too little where no
 * document holds much of a long question, by the other, they weigh as much for one common word as for all words.
 */
export function placing({ words, allowed, reached, meaning }: Rank): number {
  const byWords = words > 0 ? Math.min(1, words / Math.sqrt(allowed * reached)) : 0;
  if (meaning === null) return byWords;
  return wordsOfDocument * byWords + (1 - wordsOfDocument) * Math.max(0, Math.min(1, meaning));
}

export type Ranking = 'words' | 'meaning' | 'fused';
export type Why = 'words' | 'meaning' | 'both';

export function scoreBy(ranking: Ranking, evidence: Evidence): number {
  if (ranking === 'words') return evidence.words;
  return ranking === 'meaning' ? Math.max(0, evidence.cosine ?? 0) : fused(evidence);
}

/**
 * Why something is shown, or null when nothing speaks for it. Only what it is ranked by is named:
 * [F3] *words* where a term of the question occurs, [F4] *meaning* where the cosine reaches the floor,
 * which in a fused ranking is higher where words say nothing.
 */
export function whyBy(ranking: Ranking, { words, cosine }: Evidence): Why | null {
  const byWords = ranking !== 'meaning' && words > 0;
  const floor = ranking === 'fused' && words === 0 ? aloneFloor : meaningFloor;
  const byMeaning = ranking !== 'words' && cosine !== null && cosine >= floor;
  if (byWords && byMeaning) return 'both';
  if (byWords) return 'words';
  return byMeaning ? 'meaning' : null;
}
