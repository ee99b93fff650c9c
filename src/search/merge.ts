// Merging: several segments become one without their removed documents, a little at a time.
import { Cursor } from './postings.ts';
import type { Part } from './part.ts';
import { Segment } from './segment.ts';
import { SegmentWriter } from './segmentWriter.ts';
import { encoded } from './spelling.ts';

export interface Merged {
  /** Null when no document was left. */
  readonly segment: Segment | null;
  /** For each part, by document: its number in the new segment, -1 when it was gone before. */
  readonly numbers: readonly Int32Array[];
}

/** Yields how much was done, in postings, so that whoever drives it can stop for a while. */
export function* merging(parts: readonly Part[]): Generator<number, Merged> {
  const writer = new SegmentWriter();
  const numbers = parts.map(({ segment }) => new Int32Array(segment.documentCount).fill(-1));
  let documents = 0;
  for (const [at, part] of parts.entries()) {
    for (let document = 0; document < part.segment.documentCount; document += 1) {
      if (!part.has(document)) continue;
      copyDocument(part.segment, document, writer);
      const numbered = numbers[at];
      if (numbered) numbered[document] = documents;
      documents += 1;
      if (documents % 64 === 0) yield 64 * postingsPerDocument;
    }
  }
  yield* mergeTerms(parts, numbers, writer);
  if (documents === 0) return { segment: null, numbers };
  const bytes = writer.finish();
  yield bytes.length >> 4;
  return { segment: new Segment(bytes, true), numbers };
}

/** What copying a document's record costs, in postings. */
const postingsPerDocument = 8;

function copyDocument(segment: Segment, document: number, writer: SegmentWriter): void {
  const first = segment.firstPassages[document] ?? 0;
  const end = segment.firstPassages[document + 1] ?? 0;
  const passages = Array.from({ length: end - first }, (_, at) => ({
    ...segment.spanOf(first + at),
    length: segment.passageLengths[first + at] ?? 0,
    known: segment.known[first + at] === 1,
    print: segment.printOf(first + at),
  }));
  writer.document({
    key: segment.keyOf(document),
    kind: segment.kindOf(document),
    title: segment.titleOf(document),
    language: segment.languageOf(document),
    stamp: segment.stamps[document] ?? 0,
    length: segment.lengths[document] ?? 0,
    passages,
    facets: segment.facetTextOf(document),
  });
}

function* mergeTerms(
  parts: readonly Part[],
  numbers: readonly Int32Array[],
  writer: SegmentWriter,
): Generator<number, void> {
  const next = parts.map(() => 0);
  let done = 0;
  for (;;) {
    const holders = leastTerms(parts, next);
    const [first] = holders;
    const part = first === undefined ? undefined : parts[first];
    if (first === undefined || !part) return;
    const spelling = encoded(part.segment.spellingOf(next[first] ?? 0));
    writer.beginTerm();
    for (const holder of holders) {
      const [source, renumbered] = [parts[holder], numbers[holder]];
      if (source && renumbered) done += copyPostings(source, next[holder] ?? 0, renumbered, writer);
      next[holder] = (next[holder] ?? 0) + 1;
    }
    writer.endTerm(spelling);
    done += 4;
    if (done >= 2_000) {
      yield done;
      done = 0;
    }
  }
}

/** The parts whose next term comes first. */
function leastTerms(parts: readonly Part[], next: readonly number[]): readonly number[] {
  let holders: number[] = [];
  for (const [at, { segment }] of parts.entries()) {
    const term = next[at] ?? 0;
    if (term >= segment.termCount) continue;
    const [held] = holders;
    const best = held === undefined ? undefined : parts[held];
    const order = held === undefined || !best ? -1 : segment.compareTerm(term, best.segment, next[held] ?? 0);
    if (order < 0) holders = [at];
    else if (order === 0) holders.push(at);
  }
  return holders;
}

function copyPostings(part: Part, term: number, numbers: Int32Array, writer: SegmentWriter): number {
  const run = part.runOf(term);
  const cursor = new Cursor(part.segment, run);
  while (cursor.next()) {
    cursor.readPlaces();
    const number = numbers[cursor.document] ?? -1;
    if (number >= 0) writer.posting(number, cursor.places, cursor.counts, cursor.placeCount);
  }
  return run.documents;
}
