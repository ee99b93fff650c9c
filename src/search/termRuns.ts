// Where a term stands in the whole index: its postings in every part.
import type { Run } from './postings.ts';
import { encoded } from './spelling.ts';
import type { WordsIndex } from './wordsIndex.ts';

export interface TermRuns {
  readonly spelling: string;
  /** For each part its postings; null where no document that is left has it. */
  readonly runs: readonly (Run | null)[];
  /** How many documents and passages hold it, the removed ones left out. */
  readonly documents: number;
  readonly passages: number;
}

/** Null when no document that is left holds the term. */
export function runsOf(index: WordsIndex, spelling: string): TermRuns | null {
  const bytes = encoded(spelling);
  let documents = 0;
  let passages = 0;
  const runs = index.parts.map((part) => {
    const run = part.find(bytes);
    if (run === null) return null;
    const counts = part.countsOf(run);
    documents += counts.documents;
    passages += counts.passages;
    return counts.documents > 0 ? run : null;
  });
  return documents > 0 ? { spelling, runs, documents, passages } : null;
}
