// Conditions that let little pass: then what passes is gathered once, and nothing else is looked at.
import type { WordsIndex } from './wordsIndex.ts';

/** So many documents, spread over all, are asked about to guess how many pass. */
const sampled = 1_000;
/** Where more than this share of them passes, it is quicker to ask about each document that comes up. */
const mostShare = 0.05;

/** The numbers of all documents that are accepted, in order; null where there are many. */
export function fewAccepted(
  index: WordsIndex,
  accepts: (document: number) => boolean,
): readonly number[] | null {
  const { numbers } = index;
  const step = Math.max(1, Math.floor(numbers / sampled));
  let asked = 0;
  let accepted = 0;
  for (let document = 0; document < numbers; document += step) {
    if (!index.isThere(document)) continue;
    asked += 1;
    if (accepts(document)) accepted += 1;
  }
  if (accepted > asked * mostShare) return null;
  const few: number[] = [];
  for (const { base, removed } of index.parts)
    for (let at = 0; at < removed.length; at += 1)
      if (removed[at] === 0 && accepts(base + at)) few.push(base + at);
  return few;
}
