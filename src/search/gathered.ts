// The most frequent terms of all parts that begin with the same letters, each once, told apart by their bytes. Terms that
// are rare in every part are left out, with a bound for how many documents such a one can have.
import { withRoom8 } from './buffers.ts';
import { mostCounted, type Dictionary } from './dictionary.ts';
import type { Part } from './part.ts';
import { documentsAt, runAt, type Run } from './postings.ts';
import { compareBytes, decoded } from './spelling.ts';
import { TermCursor } from './termCursor.ts';
import type { TermRuns } from './termRuns.ts';

const nothing = -1;

/** Terms are numbered by when they were first met. Valid until the index changes. */
export class GatheredTerms {
  /** By term: no more documents than this hold it. */
  readonly most: Uint32Array;
  /** No term that was left out is in more documents. */
  readonly mostLeftOut: number;
  private readonly parts: readonly Part[];
  /** By part: no term of it that was left out is in more documents. */
  private readonly leftOut: Uint32Array;
  /** Spellings one behind another, one beginning more than there are terms. */
  private bytes = new Uint8Array(1_024);
  private readonly starts: Uint32Array;
  /** By term: the last of its places; by place, the one before it, its part, and its postings there. */
  private readonly last: Int32Array;
  private readonly before: Int32Array;
  private readonly partOf: Uint32Array;
  private readonly numberOf: Uint32Array;
  private readonly postingsOf: Uint32Array;

  /** Of each part about so many terms, and all that more documents hold than one that is left out. */
  constructor(parts: readonly Part[], letters: string, ofEach: number) {
    this.parts = parts;
    const chosen = parts.map(({ segment }) => mostFrequent(segment.dictionary, letters, ofEach));
    this.leftOut = Uint32Array.from(chosen, ({ mostLeftOut }) => mostLeftOut);
    this.mostLeftOut = this.leftOut.reduce((sum, each) => sum + each, 0);
    const places = chosen.reduce((sum, { terms }) => sum + terms.length, 0);
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * places + 2))).fill(nothing);
    this.last = new Int32Array(places);
    this.before = new Int32Array(places);
    this.partOf = new Uint32Array(places);
    this.numberOf = new Uint32Array(places);
    this.postingsOf = new Uint32Array(places);
    const most = new Uint32Array(places);
    this.starts = new Uint32Array(places + 1);
    let terms = 0;
    let place = 0;
    for (const [at, { segment }] of parts.entries()) {
      const spelled = new TermCursor(segment.dictionary);
      const unmet = this.leftOut[at] ?? 0;
      for (const number of chosen[at]?.terms ?? []) {
        const slot = this.slotOf(slots, spelled.to(number));
        let term = slots[slot] ?? nothing;
        const isNew = term === nothing;
        if (isNew) {
          term = terms;
          terms += 1;
          slots[slot] = term;
          most[term] = this.mostLeftOut;
          this.spell(term, spelled);
        }
        this.before[place] = isNew ? nothing : (this.last[term] ?? nothing);
        this.last[term] = place;
        this.partOf[place] = at;
        this.numberOf[place] = number;
        this.postingsOf[place] = spelled.postings;
        place += 1;
        const documents = documentsAt(segment, number, spelled.postings);
        most[term] = (most[term] ?? 0) + documents - unmet;
      }
    }
    this.most = most.subarray(0, terms);
  }

  /** Null when no document that is left holds it. */
  runsOf(term: number): TermRuns | null {
    const runs = this.parts.map((): Run | null => null);
    for (let place = this.last[term] ?? nothing; place !== nothing; place = this.before[place] ?? nothing) {
      const at = this.partOf[place] ?? 0;
      const segment = this.parts[at]?.segment;
      if (segment) runs[at] = runAt(segment, this.numberOf[place] ?? 0, this.postingsOf[place] ?? 0);
    }
    const [start, end] = this.spanOf(term);
    const bytes = this.bytes.subarray(start, end);
    let documents = 0;
    let passages = 0;
    const held = this.parts.map((part, at) => {
      const run = runs[at] ?? (this.leftOut[at] === 0 ? null : part.find(bytes));
      if (!run) return null;
      const counts = part.countsOf(run);
      documents += counts.documents;
      passages += counts.passages;
      return counts.documents > 0 ? run : null;
    });
    return documents > 0
      ? { spelling: decoded(this.bytes, start, end), runs: held, documents, passages }
      : null;
  }

  /** Below 0 when the first is spelled so that it comes first. */
  compare(term: number, other: number): number {
    const [start, end] = this.spanOf(term);
    const [otherStart, otherEnd] = this.spanOf(other);
    return compareBytes(this.bytes, start, end, this.bytes, otherStart, otherEnd);
  }

  private spanOf(term: number): readonly [start: number, end: number] {
    return [this.starts[term] ?? 0, this.starts[term + 1] ?? 0];
  }

  /** The next term's spelling. */
  private spell(term: number, { bytes, length }: TermCursor): void {
    const start = this.starts[term] ?? 0;
    this.bytes = withRoom8(this.bytes, start + length);
    for (let at = 0; at < length; at += 1) this.bytes[start + at] = bytes[at] ?? 0;
    this.starts[term + 1] = start + length;
  }

  /** Where the term is, or where there is room for it. */
  private slotOf(slots: Int32Array, { bytes, length }: TermCursor): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    const mask = slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const term = slots[slot] ?? nothing;
      if (term === nothing) return slot;
      const [start, end] = this.spanOf(term);
      if (end - start === length && compareBytes(this.bytes, start, end, bytes, 0, length) === 0) return slot;
    }
  }
}

interface Chosen {
  /** In ascending order. */
  readonly terms: readonly number[];
  readonly mostLeftOut: number;
}

/** No more than `limit` terms that begin so, but all that are in so many documents that the dictionary does not tell. */
function mostFrequent(dictionary: Dictionary, letters: string, limit: number): Chosen {
  const [from, to] = dictionary.withPrefix(letters);
  const { counts } = dictionary;
  const terms: number[] = [];
  const least = to - from <= limit ? 1 : leastCount(counts, from, to, limit);
  for (let term = from; term < to; term += 1) if ((counts[term] ?? 0) >= least) terms.push(term);
  return { terms, mostLeftOut: least - 1 };
}

/** The least count of which, and of greater ones, there are no more than `limit`. */
function leastCount(counts: Uint8Array, from: number, to: number, limit: number): number {
  const times = new Uint32Array(mostCounted + 1);
  for (let term = from; term < to; term += 1) {
    const count = counts[term] ?? 0;
    times[count] = (times[count] ?? 0) + 1;
  }
  let taken = times[mostCounted] ?? 0;
  let least = mostCounted;
  while (least > 1 && taken + (times[least - 1] ?? 0) <= limit) {
    least -= 1;
    taken += times[least] ?? 0;
  }
  return least;
}
