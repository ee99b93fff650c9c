// A rating in words: a plain word for each step of a scale, and what its ends mean where the person said so.
import type { Scale } from '#domain/scorecard.ts';
import { scorecardWords } from '#words/scorecards.ts';

const words: Readonly<Record<Scale['steps'], Readonly<Record<number, string>>>> = scorecardWords.ratings;

/** "strong"; a rating outside the scale (given on another one) is brought to its nearest end. */
export function ratingWord(rating: number | undefined, { steps }: Scale): string {
  if (rating === undefined) return scorecardWords.ratings.cannot;
  return words[steps][Math.min(steps, Math.max(1, rating))] ?? scorecardWords.ratings.cannot;
}

/** What the person said this end of the scale means; empty in between. */
export function endWord(rating: number | undefined, { steps: most, low, high }: Scale): string {
  if (rating === 1) return low;
  return rating === most ? high : '';
}

/** "very strong, Routine at many sites". */
export function ratingInWords(rating: number | undefined, scale: Scale): string {
  const end = endWord(rating, scale);
  const word = ratingWord(rating, scale);
  return end === '' ? word : `${word}, ${end}`;
}

/** With a capital, as at the beginning of a sentence. */
export function sentenceStart(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
