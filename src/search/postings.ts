// Reading the postings of a term in a segment: all of them in turn, or those of one document.
import { k1 } from './bm25.ts';
import { mostCounted } from './dictionary.ts';
import { PlaceReader } from './places.ts';
import { postingsPerBlock, type Segment } from './segment.ts';

/** Where a term's postings are, and how many. */
export interface Run {
  readonly documents: number;
  readonly passages: number;
  readonly start: number;
  readonly placesStart: number;
  /** The number of its first block; -1 where there is but one, which has none. */
  readonly firstBlock: number;
}

export function runOf(segment: Segment, term: number): Run {
  return runAt(segment, term, segment.dictionary.postingsOf(term));
}

/** Of a term whose postings begin there. How they are written: see Segment. */
export function runAt({ postings, dictionary, placesOfOnly }: Segment, term: number, begin: number): Run {
  let at = begin;
  const next = (): number => {
    let byte = postings[at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  };
  const counted = dictionary.counts[term] ?? 0;
  if (counted === 1) {
    const start = at;
    const count = (next() & 1) === 1 ? next() : 1;
    placesOfOnly.at = 8 * at;
    placesOfOnly.read(count);
    return { documents: 1, passages: placesOfOnly.passages, start, placesStart: at, firstBlock: -1 };
  }
  const documents = counted === mostCounted ? next() : counted;
  const passages = next();
  const length = next();
  const firstBlock = documents > postingsPerBlock ? next() : -1;
  return { documents, passages, start: at, placesStart: at + length, firstBlock };
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

/** Goes through a term's documents in ascending order, and reads nothing else of them. */
export class DocumentCursor {
  document = -1;
  private readonly bytes: Uint8Array;
  private left: number;
  private at: number;

  constructor({ postings }: Segment, run: Run) {
    this.bytes = postings;
    this.left = run.documents;
    this.at = run.start;
  }

  /** To the next document; false when there is none. */
  next(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    const code = this.number();
    this.document += code >>> 1;
    if ((code & 1) === 1) this.number();
    return true;
  }

  /** To the first document that is not before this one, over whole blocks where it can; false when there is none. */
  seek(segment: Segment, run: Run, document: number): boolean {
    const block = blockFor(segment, run, document);
    const left = run.documents - block * postingsPerBlock;
    if (block > 0 && left < this.left) {
      this.left = left;
      this.document = (segment.blockDocuments[run.firstBlock + block] ?? 0) - 1;
      this.at = segment.blockStarts[run.firstBlock + block] ?? 0;
    }
    while (this.document < document) if (!this.next()) return false;
    return true;
  }

  private number(): number {
    let byte = this.bytes[this.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
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

/** Goes through a term's documents in ascending order, with how often it stands in each and where. */
export class Cursor {
  document = -1;
  count = 0;
  /** Of the document, after readPlaces. */
  readonly where: PlaceReader;
  private readonly bytes: Uint8Array;
  private readonly documents: number;
  private left: number;
  private at: number;
  private unread = false;

  /** A reader of the same segment can be lent, to spare the making. */
  constructor({ postings }: Segment, run: Run, where = new PlaceReader(postings)) {
    this.bytes = postings;
    this.where = where;
    this.documents = run.documents;
    this.left = run.documents;
    this.at = run.start;
    this.where.at = 8 * run.placesStart;
  }

  /** To the next document; false when there is none. */
  next(): boolean {
    if (this.unread) this.readPlaces();
    if (this.left === 0) return false;
    if ((this.documents - this.left) % postingsPerBlock === 0) this.where.align();
    this.left -= 1;
    const code = this.number();
    this.document += code >>> 1;
    this.count = (code & 1) === 1 ? this.number() : 1;
    this.unread = true;
    return true;
  }

  /** To the first document that is not before this one, over whole blocks where it can; false when there is none. */
  seek(segment: Segment, run: Run, document: number): boolean {
    const block = blockFor(segment, run, document);
    const left = run.documents - block * postingsPerBlock;
    if (block > 0 && left < this.left) {
      this.left = left;
      this.document = (segment.blockDocuments[run.firstBlock + block] ?? 0) - 1;
      this.at = segment.blockStarts[run.firstBlock + block] ?? 0;
      this.where.at = 8 * (segment.blockPlaces[run.firstBlock + block] ?? 0);
      this.unread = false;
    }
    while (this.document < document) if (!this.next()) return false;
    return true;
  }

  /** Reads where in the document the term stands. Once for each document at most. */
  readPlaces(): void {
    this.unread = false;
    this.where.read(this.count);
  }

  private number(): number {
    let byte = this.bytes[this.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }
}

/** What BM25 needs of each document: its length factor, and what a single occurrence is worth. */
export interface Factors {
  readonly factors: Float32Array;
  readonly once: Float32Array;
}

/**
 * Adds what a term says of each document that holds it, in `scores` from `base` on. This loop is what a question
 * takes: it reads bytes itself, and divides only where a term stands more than once.
 */
export function addScores(
  { postings }: Segment,
  { documents, start }: Run,
  weight: number,
  { factors, once }: Factors,
  scores: Float32Array,
  base: number,
): void {
  let at = start;
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
}
