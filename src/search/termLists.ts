// Which terms each text holds and how often: the one truth of the index by words, from which all else is counted.
import { withRoom8 } from './buffers.ts';
import { visitTerms } from './terms.ts';
import type { Dictionary } from './dictionary.ts';

/** The terms of one text (a title or a passage), each once. */
export interface TermList {
  /** Terms that count for length: no stop words, no wholes beside their parts, no pairs beside their letters. */
  readonly length: number;
  readonly ids: readonly number[];
  readonly counts: readonly number[];
}

/** Counts above this are as good as this: BM25 no longer tells them apart. */
const highestCount = 255;

export function listTerms(text: string, dictionary: Dictionary): TermList {
  const counts = new Map<number, number>();
  let length = 0;
  visitTerms(text, (term, kind) => {
    const id = dictionary.idOf(term);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    if (kind === 'word' || kind === 'letter') length += 1;
  });
  return {
    length,
    ids: [...counts.keys()],
    counts: Array.from(counts.values(), (count) => Math.min(count, highestCount)),
  };
}

export interface ListVisitor {
  /** A text begins: its place among the document's texts, and its length. */
  readonly text: (index: number, length: number) => void;
  readonly term: (id: number, count: number, index: number) => void;
}

/**
 * Documents as lists of terms in one byte buffer: number of texts, then for each its length, its number of distinct
 * terms and for each term id * 2, plus 1 and the count behind it where it occurs more than once. Seven bits a byte.
 */
export class TermLists {
  private bytes = new Uint8Array(1 << 16);
  private at = 0;

  /** Bytes written so far: the place where the next document starts. */
  get end(): number {
    return this.at;
  }

  append(texts: readonly TermList[]): void {
    this.number(texts.length);
    for (const { length, ids, counts } of texts) {
      this.number(length);
      this.number(ids.length);
      ids.forEach((id, index) => {
        const count = counts[index] ?? 1;
        this.number(id * 2 + (count > 1 ? 1 : 0));
        if (count > 1) this.number(count);
      });
    }
  }

  /** Takes over a document's bytes from other lists of the same dictionary. */
  appendFrom(other: TermLists, start: number, end: number): void {
    this.bytes = withRoom8(this.bytes, this.at + end - start);
    this.bytes.set(other.bytes.subarray(start, end), this.at);
    this.at += end - start;
  }

  /** Calls back for everything in the document that starts here. */
  visit(start: number, { text, term }: ListVisitor): void {
    const { bytes } = this;
    let at = start;
    const next = (): number => {
      let byte = bytes[at++] ?? 0;
      if (byte < 128) return byte;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 127) << shift;
      }
      return value >>> 0;
    };
    const texts = next();
    for (let index = 0; index < texts; index += 1) {
      text(index, next());
      const distinct = next();
      for (let rest = distinct; rest > 0; rest -= 1) {
        const code = next();
        term(code >>> 1, code & 1 ? next() : 1, index);
      }
    }
  }

  private number(value: number): void {
    this.bytes = withRoom8(this.bytes, this.at + 5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.bytes[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }
}
