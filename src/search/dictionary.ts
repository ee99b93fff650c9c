// The dictionary of a segment: which terms it has, and where the postings of each begin.
import { compareBytes, encoded } from './spelling.ts';
import { mostInNibble, TermCursor, termsPerBlock, type Entries } from './termCursor.ts';

/** A count that says: so many documents or more. */
export const mostCounted = 255;

export interface DictionarySections extends Omit<Entries, 'size'> {
  /** By term: how many documents hold it, `mostCounted` for so many or more. */
  readonly counts: Uint8Array;
  /** By block: the first four bytes of its first term, as a number. */
  readonly heads: Uint32Array;
}

export class Dictionary implements Entries {
  readonly size: number;
  readonly counts: Uint8Array;
  readonly entries: Uint8Array;
  readonly entryStarts: Uint32Array;
  readonly postingStarts: Uint32Array;
  private readonly heads: Uint32Array;
  /** The term that was found last, and where its postings begin: that is asked for next. */
  private found = -1;
  private foundPostings = 0;

  constructor({ counts, heads, entryStarts, postingStarts, entries }: DictionarySections) {
    this.size = counts.length;
    this.counts = counts;
    this.heads = heads;
    this.entryStarts = entryStarts;
    this.postingStarts = postingStarts;
    this.entries = entries;
  }

  /** The term spelled so, -1 when there is none. */
  termOf(spelling: Uint8Array): number {
    const term = this.seek(spelling);
    return this.found === term ? term : -1;
  }

  /** The terms that begin so, from the first up to the second. */
  withPrefix(prefix: string): readonly [from: number, to: number] {
    const bytes = encoded(prefix);
    // No UTF-8 has this byte: it comes after everything that begins with the prefix.
    return [this.seek(bytes), this.seek(Uint8Array.of(...bytes, 255))];
  }

  postingsOf(term: number): number {
    return term === this.found ? this.foundPostings : new TermCursor(this).to(term).postings;
  }

  spellingOf(term: number): string {
    return new TermCursor(this).to(term).spelling;
  }

  /** The first term that is spelled so or comes after it; the number of terms when there is none. */
  private seek(spelling: Uint8Array): number {
    const { entries } = this;
    const block = this.blockFor(spelling);
    this.found = -1;
    let at = this.entryStarts[block] ?? 0;
    let postings = this.postingStarts[block] ?? 0;
    const number = (): number => {
      let byte = entries[at++] ?? 0;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = entries[at++] ?? 0;
        value |= (byte & 127) << shift;
      }
      return value;
    };
    const end = Math.min(this.size, (block + 1) * termsPerBlock);
    /** How many bytes the term before has in common with what is looked for, which comes after it. */
    let matched = 0;
    for (let term = block * termsPerBlock; term < end; term += 1) {
      const lengths = entries[at++] ?? 0;
      const shared = (lengths >> 4) + (lengths >> 4 === mostInNibble ? number() : 0);
      const rest = (lengths & mostInNibble) + ((lengths & mostInNibble) === mostInNibble ? number() : 0);
      if (shared < matched) return term;
      if (shared === matched) {
        let same = 0;
        while (same < rest && matched < spelling.length && entries[at + same] === spelling[matched]) {
          same += 1;
          matched += 1;
        }
        if (matched === spelling.length) {
          if (same === rest) [this.found, this.foundPostings] = [term, postings];
          return term;
        }
        if (same < rest && (entries[at + same] ?? 0) > (spelling[matched] ?? 0)) return term;
      }
      at += rest;
      postings += number();
    }
    return end;
  }

  /** The last block that does not begin after a spelling; the first one where all do. */
  private blockFor(spelling: Uint8Array): number {
    const { heads } = this;
    const head = headOf(spelling);
    let low = 0;
    let high = heads.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const other = heads[middle] ?? 0;
      const isAfter = other === head ? this.compareFirst(middle, spelling) > 0 : other > head;
      if (isAfter) high = middle - 1;
      else low = middle;
    }
    return low;
  }

  private compareFirst(block: number, spelling: Uint8Array): number {
    const { bytes, length } = new TermCursor(this).to(block * termsPerBlock);
    return compareBytes(bytes, 0, length, spelling, 0, spelling.length);
  }
}

/** The first four bytes as a number that orders as they do. */
export function headOf(spelling: Uint8Array): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = spelling;
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}
