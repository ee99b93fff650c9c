// Whether anything that was found can be called relevant: what a question's hits have in common with it, at best.

/** The most that any document has. */
export interface Strongest {
  /** The cosine of its nearest passage; null where meaning has no say. */
  readonly cosine: number | null;
  /** The share of what the question asks by words, each weighed by its rarity: 1 when all of them occur. */
  readonly coverage: number;
  /** The same share among the first hits that have no vector, of which meaning cannot speak. */
  readonly unseen: number;
}

/** Chosen with both halves of the questions, gibberish and questions to other collections in sight; see 0010. */
const coverageWeight = 0.3;
const floor = 0.54;
const whole = 0.95;
const half = 0.5;

/**
 * Both are scales that mean the same from question to question.
 * [N1] Gibberish and questions about something else find nothing relevant, however the nearest of it is ranked.
 * [N2] A document with everything that is asked for is relevant, whatever it means.
 * [N3] Without a say of meaning nothing is held back: words are there or they are not.
 * [N4] More of either never makes a question's hits irrelevant.
 * [N5] Where meaning has a say for others only, half of what is asked for must be there.
 */
export function isRelevant({ cosine, coverage, unseen }: Strongest): boolean {
  if (cosine === null || coverage >= whole || unseen >= half) return true;
  return cosine + coverageWeight * coverage >= floor;
}
