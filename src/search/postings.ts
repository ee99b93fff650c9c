// Reading the postings of a term in a segment: all of them in turn, or those of one document.
import { BitReader, onesIn, windowAt, windowBits } from './bits.ts';
import { k1 } from './bm25.ts';
import { mostCounted } from './dictionary.ts';
import { PlaceReader } from './places.ts';
import { postingsPerBlock, type Segment } from './segment.ts';

/** Where a term's postings are, and how many. */
export interface Run {
  readonly documents: number;
  readonly passages: number;
  /** The bit that they begin with. */
  readonly start: number;
  /** Of each distance, see BitWriter.rice; `dense` where documents are in bytes. */
  readonly lowBits: number;
  /** The number of its first block; -1 where there is but one, which has none. */
  readonly firstBlock: number;
}

/**
 * A run that holds one of so many documents, or more, is in bytes: bits would take less, but reading them longer, and the
 * long runs are what a question takes.
 */
const denseShare = 32;
/** In place of the low bits of a run in bytes. */
export const dense = -1;

/** How many low bits the distances of a run have, by how many documents there are and how many of them it holds. */
export function lowBitsOf(documentCount: number, documents: number): number {
  if (documents > 1 && documents * denseShare >= documentCount) return dense;
  // Golomb's choice for distances as chance makes them: the mean one times the logarithm of 2, down to a power of 2.
  return 31 - Math.clz32(((0.69 * documentCount) / documents) | 1);
}

export function runOf(segment: Segment, term: number): Run {
  return runAt(segment, term, segment.dictionary.postingsOf(term));
}

/** Of a term whose postings begin there. How they are written: see Segment. */
export function runAt({ documentCount, dictionary, reader }: Segment, term: number, begin: number): Run {
  reader.at = 8 * begin;
  const counted = dictionary.counts[term] ?? 0;
  const documents = counted === mostCounted ? Math.min(reader.gamma(), documentCount) : counted;
  const lowBits = lowBitsOf(documentCount, documents);
  if (documents === 1) {
    const start = reader.at;
    reader.rice(lowBits);
    reader.read(reader.gamma());
    return { documents, passages: reader.passages, start, lowBits, firstBlock: -1 };
  }
  const passages = reader.gamma() - 1;
  const firstBlock = documents > postingsPerBlock ? reader.gamma() - 1 : -1;
  if (firstBlock >= 0 || lowBits === dense) reader.align();
  return { documents, passages, start: reader.at, lowBits, firstBlock };
}

/** How many documents hold a term, removed ones among them. */
export function documentsOf(segment: Segment, term: number): number {
  const counted = segment.dictionary.counts[term] ?? 0;
  return counted === mostCounted ? runOf(segment, term).documents : counted;
}

/** The same of a term whose postings begin there. */
export function documentsAt(segment: Segment, term: number, begin: number): number {
  const counted = segment.dictionary.counts[term] ?? 0;
  return counted === mostCounted ? runAt(segment, term, begin).documents : counted;
}

/** Goes through a term's documents in ascending order, with how often it stands in each. */
export class DocumentCursor {
  document = -1;
  count = 0;
  private readonly documents: number;
  private left: number;
  private readonly bits: BitReader;
  private readonly lowBits: number;

  constructor({ postings }: Segment, { documents, start, lowBits }: Run) {
    this.documents = documents;
    this.left = documents;
    this.bits = new BitReader(postings);
    this.bits.at = start;
    this.lowBits = lowBits;
  }

  /** To the next document; false when there is none. */
  next(): boolean {
    const { bits, lowBits } = this;
    if (this.left === 0) return false;
    this.left -= 1;
    if (lowBits === dense) {
      const code = bits.sevens();
      this.document += code >>> 1;
      this.count = (code & 1) === 1 ? bits.sevens() : 1;
    } else {
      this.document += bits.rice(lowBits) + 1;
      this.count = bits.gamma();
      if (this.passed % postingsPerBlock === 0) bits.align();
    }
    return true;
  }

  /** To the first document that is not before this one, over whole blocks where it can; false when there is none. */
  seek(segment: Segment, run: Run, document: number): boolean {
    const block = blockFor(segment, run, document);
    const left = run.documents - block * postingsPerBlock;
    if (block > 0 && left < this.left) {
      this.left = left;
      this.document = (segment.blockDocuments[run.firstBlock + block] ?? 0) - 1;
      this.bits.at = 8 * (segment.blockStarts[run.firstBlock + block] ?? 0);
    }
    while (this.document < document) if (!this.next()) return false;
    return true;
  }

  /** The bit after what was read. */
  get end(): number {
    return this.bits.at;
  }

  /** How many documents there are up to this one. */
  protected get passed(): number {
    return this.documents - this.left;
  }
}

/** The last block that does not begin after a document; 0 where there is but one. */
function blockFor(segment: Segment, { documents, firstBlock }: Run, document: number): number {
  if (firstBlock < 0) return 0;
  let low = 0;
  let high = Math.ceil(documents / postingsPerBlock) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segment.blockDocuments[firstBlock + middle] ?? 0) <= document) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same, and where in each it stands: read only of documents of which that is asked, and of those before in a block. */
export class Cursor extends DocumentCursor {
  /** Of the document, after readPlaces. */
  readonly where: PlaceReader;
  private readonly segment: Segment;
  private readonly run: Run;
  /** Whether `where` is at the places of the first of those that wait, given by their counts. */
  private isPlaced = false;
  private readonly waiting: number[] = [];

  /** A reader of the same segment can be lent, to spare the making. */
  constructor(segment: Segment, run: Run, where = new PlaceReader(segment.postings)) {
    super(segment, run);
    this.segment = segment;
    this.run = run;
    this.where = where;
  }

  override next(): boolean {
    if (this.passed % postingsPerBlock === 0) {
      this.isPlaced = false;
      this.waiting.length = 0;
    }
    if (!super.next()) return false;
    this.waiting.push(this.count);
    return true;
  }

  /** Reads where in the document the term stands. Once for each document at most. */
  readPlaces(): void {
    if (!this.isPlaced) this.where.at = placesOf(this.segment, this.run, this.passed - 1);
    this.isPlaced = true;
    for (const count of this.waiting) this.where.read(count);
    this.waiting.length = 0;
  }
}

/** The bit that the places of a document's block begin with: where there is but one, the bit after all documents. */
function placesOf(segment: Segment, run: Run, at: number): number {
  if (run.firstBlock >= 0)
    return 8 * (segment.blockPlaces[run.firstBlock + Math.floor(at / postingsPerBlock)] ?? 0);
  const documents = new DocumentCursor(segment, run);
  while (documents.next());
  return documents.end;
}

/** What BM25 needs of each document: its length factor, and what a single occurrence is worth. */
export interface Factors {
  readonly factors: Float32Array;
  readonly once: Float32Array;
}

/**
 * Adds what a term says of each document that holds it, in `scores` from `base` on. These loops are what a question
 * takes: they read bytes themselves, and divide only where a term stands more than once.
 */
export function addScores(
  segment: Segment,
  run: Run,
  weight: number,
  factors: Factors,
  scores: Float32Array,
  base: number,
): void {
  const add = run.lowBits === dense ? addDense : addSparse;
  add(segment, run, weight, factors, scores, base);
}

const addDense: typeof addScores = (
  { postings },
  { documents, start },
  weight,
  { factors, once },
  scores,
  base,
) => {
  let at = start / 8;
  let document = -1;
  const most = weight * (k1 + 1);
  for (let left = documents; left > 0; left -= 1) {
    let code = postings[at++] ?? 0;
    if (code > 127) {
      code &= 127;
      for (let shift = 7, byte = 128; byte > 127; shift += 7) {
        byte = postings[at++] ?? 0;
        code |= (byte & 127) << shift;
      }
    }
    document += code >>> 1;
    const place = base + document;
    if ((code & 1) === 0) scores[place] = (scores[place] ?? 0) + weight * (once[document] ?? 0);
    else {
      let count = postings[at++] ?? 0;
      if (count > 127) {
        count &= 127;
        for (let shift = 7, byte = 128; byte > 127; shift += 7) {
          byte = postings[at++] ?? 0;
          count |= (byte & 127) << shift;
        }
      }
      scores[place] = (scores[place] ?? 0) + (most * count) / (count + (factors[document] ?? 0));
    }
  }
};

/** Whatever is not in the bits that are seen at once is left to the reader. */
const addSparse: typeof addScores = (segment, run, weight, { factors, once }, scores, base) => {
  const { postings, reader } = segment;
  const { lowBits } = run;
  const mask = (1 << lowBits) - 1;
  const most = weight * (k1 + 1);
  let at = run.start;
  let document = -1;
  let left = run.documents;
  while (left > 0) {
    for (const after = Math.max(0, left - postingsPerBlock); left > after; left -= 1) {
      const window = windowAt(postings, at);
      const ones = onesIn(window);
      const bits = ones + lowBits + 1;
      const isSeen = bits < windowBits;
      if (isSeen) {
        document += ((ones << lowBits) | ((window >>> (ones + 1)) & mask)) + 1;
        at += bits;
      } else {
        reader.at = at;
        document += reader.rice(lowBits) + 1;
        at = reader.at;
      }
      const place = base + document;
      if (isSeen && ((window >>> bits) & 1) === 1) {
        at += 1;
        scores[place] = (scores[place] ?? 0) + weight * (once[document] ?? 0);
      } else {
        reader.at = at;
        const count = reader.gamma();
        at = reader.at;
        const times =
          count === 1 ? (once[document] ?? 0) * weight : (most * count) / (count + (factors[document] ?? 0));
        scores[place] = (scores[place] ?? 0) + times;
      }
    }
    at = 8 * ((at + 7) >>> 3);
  }
};
