// Reading the postings of a term in a segment: all of them in turn, or those of one document.
import { firstPassagePlace, postingsPerBlock, type Segment } from './segment.ts';
import { k1 } from './bm25.ts';

/** Where a term's postings are, and how many. */
export interface Run {
  readonly documents: number;
  readonly passages: number;
  readonly start: number;
  readonly placesStart: number;
  /** The number of its first block; -1 where there is but one, which has none. */
  readonly firstBlock: number;
}

export function runOf({ postings, postingStarts }: Segment, term: number): Run {
  let at = postingStarts[term] ?? 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = postings[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const documents = next();
  const passages = next();
  const length = next();
  const firstBlock = documents > postingsPerBlock ? next() : -1;
  return { documents, passages, start: at, placesStart: at + length, firstBlock };
}

/** How many documents hold a term, removed ones among them: the first number of its postings alone. */
export function documentsOf({ postings, postingStarts }: Segment, term: number): number {
  let at = postingStarts[term] ?? 0;
  let byte = postings[at] ?? 0;
  let value = byte & 127;
  for (let shift = 7; byte > 127; shift += 7) {
    at += 1;
    byte = postings[at] ?? 0;
    value |= (byte & 127) << shift;
  }
  return value >>> 0;
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

/**
 * Goes through a term's documents in ascending order. The places of a document: where the count is 1, the place.
 * Otherwise a bit for each place * 2, plus 1 where it stands more than once in any; where there are several places, how
 * often in each. Of
 * documents with many places no bits are set, and each is written as its distance from the one before, before its
 * count.
 */
export class Cursor {
  document = -1;
  count = 0;
  /** Filled by readPlaces: so many places, and how often the term stands there. */
  placeCount = 0;
  places = new Uint32Array(16);
  counts = new Uint32Array(16);
  private readonly bytes: Uint8Array;
  private left: number;
  private at: number;
  private placesAt: number;
  private unread = false;

  constructor({ postings }: Segment, run: Run) {
    this.bytes = postings;
    this.left = run.documents;
    this.at = run.start;
    this.placesAt = run.placesStart;
  }

  /** To the next document; false when there is none. */
  next(): boolean {
    if (this.unread) this.readPlaces();
    if (this.left === 0) return false;
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
      this.placesAt = segment.blockPlaces[run.firstBlock + block] ?? 0;
      this.unread = false;
    }
    while (this.document < document) if (!this.next()) return false;
    return true;
  }

  /** Reads where in the document the term stands. Once for each document at most. */
  readPlaces(): void {
    this.unread = false;
    this.placeCount = 0;
    const code = this.placeNumber();
    if (this.count === 1) {
      this.note(code, 1);
      return;
    }
    const isEachOnce = (code & 1) === 0;
    const mask = code >>> 1;
    if (mask === 0) {
      let place = 0;
      for (let missing = this.count; missing > 0; missing -= this.counts[this.placeCount - 1] ?? 0) {
        place += this.placeNumber();
        this.note(place, isEachOnce ? 1 : this.placeNumber());
      }
      return;
    }
    if ((mask & (mask - 1)) === 0) {
      this.note(31 - Math.clz32(mask), this.count);
      return;
    }
    for (let left = mask; left !== 0; left &= left - 1)
      this.note(31 - Math.clz32(left & -left), isEachOnce ? 1 : this.placeNumber());
  }

  /** In how many of the document's passages the term stands; after readPlaces. */
  get passages(): number {
    let count = 0;
    for (let at = 0; at < this.placeCount; at += 1)
      if ((this.places[at] ?? 0) >= firstPassagePlace) count += 1;
    return count;
  }

  private note(place: number, times: number): void {
    if (this.placeCount === this.places.length) this.widen();
    this.places[this.placeCount] = place;
    this.counts[this.placeCount] = times;
    this.placeCount += 1;
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

  private placeNumber(): number {
    let byte = this.bytes[this.placesAt++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.bytes[this.placesAt++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  private widen(): void {
    const [places, counts] = [this.places, this.counts];
    this.places = new Uint32Array(2 * places.length);
    this.counts = new Uint32Array(2 * counts.length);
    this.places.set(places);
    this.counts.set(counts);
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
