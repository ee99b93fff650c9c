// How a word goes on that is still being typed: the terms that begin with its letters, the most frequent first.
import { GatheredTerms } from './gathered.ts';
import { runsOf, type TermRuns } from './termRuns.ts';
import { TopRows } from './topRows.ts';
import type { WordsIndex } from './wordsIndex.ts';

const mostCompletions = 64;
/** A word that nothing completes may be one letter past a stem (`experimen`, `experi`), but not far past it. */
const shortestStem = 4;
const stemShare = 0.6;

/** Of each part so many terms are looked at first, and then several times as many for as long as that is too few. */
const firstOfEach = 256;
const timesMore = 4;

/** Terms that begin with the letters typed; where there is none, the longest stem that the letters have outgrown. */
export function completionsOf(index: WordsIndex, letters: string): readonly TermRuns[] {
  const longer = mostFrequent(index, letters, mostCompletions);
  if (longer.length > 0) return longer;
  const shortest = Math.max(shortestStem, Math.ceil(letters.length * stemShare));
  for (let length = letters.length - 1; length >= shortest; length -= 1) {
    const stem = runsOf(index, letters.slice(0, length));
    if (stem) return [stem];
  }
  return [];
}

/** The terms that most documents hold, equal ones by spelling: `[W10]` as if all had been looked at. */
function mostFrequent(index: WordsIndex, letters: string, limit: number): readonly TermRuns[] {
  for (let ofEach = firstOfEach; ; ofEach *= timesMore) {
    const terms = new GatheredTerms(index.parts, letters, ofEach);
    const found = mostFrequentOf(terms, limit);
    const least = found[limit - 1]?.documents ?? 0;
    if (terms.mostLeftOut === 0 || least > terms.mostLeftOut) return found;
  }
}

interface Counted {
  readonly term: number;
  readonly documents: number;
}

interface Completion extends Counted {
  readonly runs: TermRuns;
}

/**
 * The terms that most documents hold, equal ones by spelling. The counts they are gathered with are at least the true
 * ones, for removed documents may be among them: further terms are looked at until none can be among the most frequent.
 */
function mostFrequentOf(terms: GatheredTerms, limit: number): readonly TermRuns[] {
  const { most } = terms;
  for (let looked = limit; ; looked *= 4) {
    const top = new TopRows(Math.min(looked, most.length), (term, other) => terms.compare(term, other) < 0);
    for (let term = 0; term < most.length; term += 1) top.offer(term, most[term] ?? 0);
    const rows = top.sorted();
    const found: Completion[] = [];
    /** Whether it is too late for a term with so many documents at most, and for all after it. */
    const isOut = (term: number, documents: number): boolean => {
      const least = found[limit - 1];
      return least !== undefined && order(terms, least, { term, documents }) <= 0;
    };
    for (const { row: term, score } of rows) {
      if (isOut(term, score)) break;
      const runs = terms.runsOf(term);
      if (!runs) continue;
      const completion = { term, documents: runs.documents, runs };
      // Nearly always the last: counts are rarely less than was thought.
      const before = found.findLastIndex((each) => order(terms, each, completion) < 0);
      found.splice(before + 1, 0, completion);
      if (found.length > limit) found.pop();
    }
    const last = rows.at(-1);
    if (looked >= most.length || !last || isOut(last.row, last.score)) return found.map(({ runs }) => runs);
  }
}

/** Below 0 when the first comes first. */
function order(terms: GatheredTerms, one: Counted, other: Counted): number {
  return other.documents - one.documents || terms.compare(one.term, other.term);
}
