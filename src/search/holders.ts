// The documents that hold every one of some words, whatever their order: the rarest word is read through, the others are
// looked up in what it left.
import type { Part } from './part.ts';
import { DocumentCursor, type Run } from './postings.ts';
import { runsOf, type TermRuns } from './termRuns.ts';
import type { WordsIndex } from './wordsIndex.ts';

/** A word as each of the terms that it may be. */
type Word = readonly TermRuns[];

/** Ascending numbers; removed documents may be among them. */
export function holdersOf(index: WordsIndex, words: readonly (readonly string[])[]): readonly number[] {
  const found = words.map((variants): Word => variants.flatMap((variant) => runsOf(index, variant) ?? []));
  const rarestFirst = found.toSorted((one, other) => documentsIn(one) - documentsIn(other));
  return index.parts.flatMap((part, at) => holdersIn(part, at, rarestFirst));
}

function documentsIn(word: Word): number {
  return word.reduce((sum, { documents }) => sum + documents, 0);
}

function holdersIn(part: Part, at: number, words: readonly Word[]): readonly number[] {
  const [first, ...others] = words.map((word) => word.flatMap(({ runs }) => runs[at] ?? []));
  if (!first) return [];
  let held = documentsOfAny(part, first);
  for (const runs of others) {
    if (held.length === 0) return [];
    const cursors = runs.map((run) => ({ run, cursor: new DocumentCursor(part.segment, run) }));
    held = held.filter((document) =>
      cursors.some(
        ({ run, cursor }) => cursor.seek(part.segment, run, document) && cursor.document === document,
      ),
    );
  }
  return held.map((document) => part.base + document);
}

function documentsOfAny(part: Part, runs: readonly Run[]): readonly number[] {
  const documents: number[] = [];
  for (const run of runs) {
    const cursor = new DocumentCursor(part.segment, run);
    while (cursor.next()) documents.push(cursor.document);
  }
  return runs.length < 2 ? documents : [...new Set(documents)].sort((one, other) => one - other);
}
