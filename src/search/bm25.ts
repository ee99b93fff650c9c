// BM25 (Robertson and Zaragoza, 2009): how much a term's presence says about a text.

/** How soon repeating a term stops to count, and how much long texts are held back: the usual values, see 0003. */
export const k1 = 1.2;
const b = 0.75;

/** How rare a term is: `holding` of `all` texts contain it. Never negative. */
export function rarity(all: number, holding: number): number {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5));
}

/** What a text's length does to its counts, from its length in terms and the mean length. */
export function lengthFactor(length: number, meanLength: number): number {
  return k1 * (1 - b + (b * length) / (meanLength > 0 ? meanLength : 1));
}

/** A count as BM25 weighs it: between 0 and k1 + 1. */
export function saturated(count: number, factor: number): number {
  return (count * (k1 + 1)) / (count + factor);
}
