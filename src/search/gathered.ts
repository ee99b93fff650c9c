// The terms of all parts that begin with the same letters, each once, with where it stands in every part: told apart by
// their bytes, and spelled out only when somebody asks.
import type { Part } from './part.ts';
import { documentsOf } from './postings.ts';
import type { Segment } from './segment.ts';
import type { TermRuns } from './termRuns.ts';

const nothing = -1;

/** Terms are numbered by when they were first met. Valid until the index changes. */
export class GatheredTerms {
  /** By term: how many documents hold it, removed ones among them. */
  readonly most: Uint32Array;
  private readonly parts: readonly Part[];
  /** By term: the last of its places; by place, the one before it, its part and its number there. */
  private readonly last: Int32Array;
  private readonly before: Int32Array;
  private readonly partOf: Uint32Array;
  private readonly numberOf: Uint32Array;

  constructor(parts: readonly Part[], letters: string) {
    this.parts = parts;
    const ranges = parts.map(({ segment }) => segment.withPrefix(letters));
    const places = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * places + 2))).fill(nothing);
    this.last = new Int32Array(places);
    this.before = new Int32Array(places);
    this.partOf = new Uint32Array(places);
    this.numberOf = new Uint32Array(places);
    const most = new Uint32Array(places);
    let terms = 0;
    let place = 0;
    for (const [at, { segment }] of parts.entries()) {
      const [from, to] = ranges[at] ?? [0, 0];
      for (let number = from; number < to; number += 1) {
        const slot = this.slotOf(slots, segment, number);
        let term = slots[slot] ?? nothing;
        const isNew = term === nothing;
        if (isNew) {
          term = terms;
          terms += 1;
          slots[slot] = term;
        }
        this.before[place] = isNew ? nothing : (this.last[term] ?? nothing);
        this.last[term] = place;
        this.partOf[place] = at;
        this.numberOf[place] = number;
        most[term] = (most[term] ?? 0) + documentsOf(segment, number);
        place += 1;
      }
    }
    this.most = most.subarray(0, terms);
  }

  /** Null when no document that is left holds it. */
  runsOf(term: number): TermRuns | null {
    const runs = this.parts.map((): TermRuns['runs'][number] => null);
    let documents = 0;
    let passages = 0;
    for (let place = this.last[term] ?? nothing; place !== nothing; place = this.before[place] ?? nothing) {
      const at = this.partOf[place] ?? 0;
      const part = this.parts[at];
      if (!part) continue;
      const run = part.runOf(this.numberOf[place] ?? 0);
      const counts = part.countsOf(run);
      documents += counts.documents;
      passages += counts.passages;
      if (counts.documents > 0) runs[at] = run;
    }
    return documents > 0 ? { spelling: this.spellingOf(term), runs, documents, passages } : null;
  }

  /** Below 0 when the first is spelled so that it comes first. */
  compare(term: number, other: number): number {
    const [one, second] = [this.placeOf(term), this.placeOf(other)];
    return one.segment.compareTerm(one.number, second.segment, second.number);
  }

  private placeOf(term: number): { readonly segment: Segment; readonly number: number } {
    const place = this.last[term] ?? 0;
    const segment = this.parts[this.partOf[place] ?? 0]?.segment;
    if (!segment) throw new RangeError('there is no such term');
    return { segment, number: this.numberOf[place] ?? 0 };
  }

  private spellingOf(term: number): string {
    const { segment, number } = this.placeOf(term);
    return segment.spellingOf(number);
  }

  /** Where the term is, or where there is room for it. */
  private slotOf(slots: Int32Array, segment: Segment, number: number): number {
    const { spellings, spellingStarts } = segment;
    const start = spellingStarts[number] ?? 0;
    const end = spellingStarts[number + 1] ?? 0;
    let hash = 0x811c9dc5;
    for (let byte = start; byte < end; byte += 1) hash = Math.imul(hash ^ (spellings[byte] ?? 0), 0x01000193);
    const mask = slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const term = slots[slot] ?? nothing;
      if (term === nothing) return slot;
      const other = this.placeOf(term);
      if (segment.compareTerm(number, other.segment, other.number) === 0) return slot;
    }
  }
}
