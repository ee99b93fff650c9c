// How a word goes on that is still being typed: the terms that begin with its letters, the most frequent first.
import { runsOf, type TermRuns } from './termRuns.ts';
import type { WordsIndex } from './wordsIndex.ts';

const mostCompletions = 64;
/** A word that nothing completes may be one letter past a stem (`experimen`, `experi`), but not far past it. */
const shortestStem = 4;
const stemShare = 0.6;

/** Terms that begin with the letters typed; where there is none, the longest stem that the letters have outgrown. */
export function completionsOf(index: WordsIndex, letters: string): readonly TermRuns[] {
  const longer = mostFrequent(index, countsWithPrefix(index, letters), mostCompletions);
  if (longer.length > 0) return longer;
  const shortest = Math.max(shortestStem, Math.ceil(letters.length * stemShare));
  for (let length = letters.length - 1; length >= shortest; length -= 1) {
    const stem = runsOf(index, letters.slice(0, length));
    if (stem) return [stem];
  }
  return [];
}

/**
 * The terms that most documents hold, equal ones by spelling. The counts given are at least the true ones: removed
 * documents may be among them.
 */
export function mostFrequent(
  index: WordsIndex,
  counts: ReadonlyMap<string, number>,
  limit: number,
): readonly TermRuns[] {
  const byCount = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const found: TermRuns[] = [];
  for (const [spelling, most] of byCount) {
    const least = found[limit - 1];
    if (least && most < least.documents) break;
    const runs = runsOf(index, spelling);
    if (!runs) continue;
    const after = found.findIndex((each) => before(runs, each));
    found.splice(after < 0 ? found.length : after, 0, runs);
    if (found.length > limit) found.pop();
  }
  return found;
}

function before(one: TermRuns, other: TermRuns): boolean {
  return (
    one.documents > other.documents || (one.documents === other.documents && one.spelling < other.spelling)
  );
}

function countsWithPrefix(index: WordsIndex, letters: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of index.parts) {
    const [from, to] = part.segment.withPrefix(letters);
    for (let term = from; term < to; term += 1) {
      const spelling = part.segment.spellingOf(term);
      counts.set(spelling, (counts.get(spelling) ?? 0) + part.documentsOf(term));
    }
  }
  return counts;
}
