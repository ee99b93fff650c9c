// Whether anything that was found can be called relevant: what a question's hits have in common with it, at best.
import type { Background } from './background.ts';

/** What speaks for a hit. */
export interface Standing {
  /** Of its nearest passage; null where meaning has no say. */
  readonly cosine: number | null;
  /** The share of what the question asks by words, each weighed by its rarity: 1 when all of them occur. */
  readonly coverage: number;
}

export interface Strongest {
  /** Those that a person sees at once. */
  readonly first: readonly Standing[];
  /** The most coverage that any document has. */
  readonly coverage: number;
  /** Null where meaning has no say of any hit. */
  readonly background: Background | null;
}

/** Chosen on half of the questions, over notebooks of one collection and of all but one; see 0025. */
const coverageWeight = 0.3;
const unusual = 0.04;
const floor = 0.325;
const whole = 0.95;
const half = 0.5;

/**
 * Both are scales that mean the same from question to question; a cosine also from notebook to notebook, since in a large
 * one something is near to anything.
 * [N1] Gibberish and questions about something else find nothing relevant, however the nearest of it is ranked.
 * [N2] A document with everything that is asked for is relevant, whatever it means.
 * [N3] Without a say of meaning nothing is held back: words are there or they are not.
 * [N4] More of either never makes a question's hits irrelevant.
 * [N5] Where meaning has a say for others only, half of what is asked for must be there.
 * [N6] What is as near, in a notebook that has nothing else to do with the question, must be nearer.
 */
export function isRelevant({ first, coverage, background }: Strongest): boolean {
  if (background === null || coverage >= whole) return true;
  return first.some((hit) =>
    hit.cosine === null ? hit.coverage >= half : standing(hit.cosine, hit.coverage, background) >= floor,
  );
}

/** How near it is, less by how unusual it is to be as near, and how much of the words it has. */
function standing(cosine: number, coverage: number, { mean, spread }: Background): number {
  return cosine - unusual * ((cosine - mean) / spread) + coverageWeight * coverage;
}
