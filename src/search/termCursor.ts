// Goes through the terms of a dictionary in the order of their bytes, and spells them as it goes.
import { withRoom8 } from './buffers.ts';
import { decoded } from './spelling.ts';

/** The first term of a block is written whole. */
export const termsPerBlock = 16;
/** Shared and following bytes have half a byte each; from this many on, what is above it is written behind. */
export const mostInNibble = 15;

/**
 * Terms, each written as what differs from the one before; numbers but the first with seven bits a byte, low ones first:
 *
 *   bytes shared with the term before * 16 + bytes that follow | the bytes | how many bytes of postings the term has
 */
export interface Entries {
  readonly size: number;
  readonly entries: Uint8Array;
  /** By block: where its entries begin, and its postings. */
  readonly entryStarts: Uint32Array;
  readonly postingStarts: Uint32Array;
}

export class TermCursor {
  term = -1;
  /** The term's bytes are the first `length` of these. */
  bytes = new Uint8Array(64);
  length = 0;
  /** Where its postings begin. */
  postings = 0;
  private nextPostings: number;
  private at = 0;
  private readonly from: Entries;

  constructor(from: Entries) {
    this.from = from;
    this.nextPostings = from.postingStarts[0] ?? 0;
  }

  get spelling(): string {
    return decoded(this.bytes, 0, this.length);
  }

  /** To a term, a later one for the least work; itself. */
  to(term: number): this {
    const block = Math.floor(term / termsPerBlock);
    if (term < this.term || block > Math.floor(this.term / termsPerBlock) || this.term < 0) {
      this.term = block * termsPerBlock - 1;
      this.at = this.from.entryStarts[block] ?? 0;
      this.nextPostings = this.from.postingStarts[block] ?? 0;
    }
    while (this.term < term && this.next());
    return this;
  }

  /** To the next term; false when there is none. */
  next(): boolean {
    if (this.term + 1 >= this.from.size) return false;
    const { entries } = this.from;
    const lengths = entries[this.at++] ?? 0;
    let shared = lengths >> 4;
    let rest = lengths & mostInNibble;
    if (shared === mostInNibble) shared += this.number();
    if (rest === mostInNibble) rest += this.number();
    this.length = shared + rest;
    if (this.length > this.bytes.length) this.bytes = withRoom8(this.bytes, this.length);
    for (let at = shared; at < this.length; at += 1) this.bytes[at] = entries[this.at++] ?? 0;
    this.postings = this.nextPostings;
    this.nextPostings += this.number();
    this.term += 1;
    return true;
  }

  private number(): number {
    const { entries } = this.from;
    let byte = entries[this.at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = entries[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value;
  }
}
