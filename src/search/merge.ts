// Merging: several segments become one without their removed documents, a little at a time.
import type { Part } from './part.ts';
import { PlaceReader } from './places.ts';
import { Cursor, runAt } from './postings.ts';
import { Segment } from './segment.ts';
import { SegmentWriter } from './segmentWriter.ts';
import { compareBytes } from './spelling.ts';
import { TermCursor } from './termCursor.ts';

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
  const [first, end] = segment.passagesOf(document);
  const passages = Array.from({ length: end - first }, (_, at) => ({
    ...segment.spanOf(first + at),
    length: segment.passageLengths[first + at] ?? 0,
    known: segment.knows(first + at),
    print: segment.printOf(first + at),
  }));
  writer.document({
    key: segment.keyOf(document),
    kind: segment.kindOf(document),
    language: segment.languageOf(document),
    stamp: segment.stamps[document] ?? 0,
    length: segment.lengths[document] ?? 0,
    passages,
    facets: segment.facetTextOf(document),
  });
}

/** A part whose terms are gone through. */
interface Source {
  readonly part: Part;
  readonly terms: TermCursor;
  readonly where: PlaceReader;
  readonly numbers: Int32Array;
}

function* mergeTerms(
  parts: readonly Part[],
  numbers: readonly Int32Array[],
  writer: SegmentWriter,
): Generator<number, void> {
  const all = parts.map((part, at): Source => {
    const { dictionary, postings } = part.segment;
    return {
      part,
      terms: new TermCursor(dictionary),
      where: new PlaceReader(postings),
      numbers: numbers[at] ?? new Int32Array(),
    };
  });
  let left = all.filter(({ terms }) => terms.next());
  let done = 0;
  while (left.length > 0) {
    const holders = withLeastTerm(left);
    const [first] = holders;
    if (!first) return;
    const spelling = first.terms.bytes.slice(0, first.terms.length);
    writer.beginTerm();
    for (const holder of holders) {
      done += copyPostings(holder, writer);
      if (!holder.terms.next()) left = left.filter((each) => each !== holder);
    }
    writer.endTerm(spelling);
    done += 4;
    if (done >= 2_000) {
      yield done;
      done = 0;
    }
  }
}

/** Those whose next term comes first. */
function withLeastTerm(sources: readonly Source[]): readonly Source[] {
  let holders: Source[] = [];
  for (const source of sources) {
    const [best] = holders;
    const order = best ? compareTerms(source.terms, best.terms) : -1;
    if (order < 0) holders = [source];
    else if (order === 0) holders.push(source);
  }
  return holders;
}

function compareTerms(one: TermCursor, other: TermCursor): number {
  return compareBytes(one.bytes, 0, one.length, other.bytes, 0, other.length);
}

function copyPostings({ part, terms, where, numbers }: Source, writer: SegmentWriter): number {
  const run = runAt(part.segment, terms.term, terms.postings);
  const cursor = new Cursor(part.segment, run, where);
  while (cursor.next()) {
    cursor.readPlaces();
    const number = numbers[cursor.document] ?? -1;
    if (number >= 0) writer.posting(number, where);
  }
  return run.documents;
}
