// Postings: for each term the texts that hold it, in ascending order; a packed part and a late part behind it.
import { withRoom32, withRoom8 } from './buffers.ts';

/** A stretch of postings: texts and counts at the same places, from `from` up to `to`. */
export interface PostingRun {
  readonly texts: Uint32Array;
  readonly counts: Uint8Array;
  readonly from: number;
  readonly to: number;
}

interface LateRun {
  texts: Uint32Array<ArrayBuffer>;
  counts: Uint8Array<ArrayBuffer>;
  size: number;
}

export class Postings {
  /** Where each term's packed postings start; one more than there were terms. */
  private starts = new Uint32Array(1);
  private texts = new Uint32Array(0);
  private counts = new Uint8Array(0);
  private late = new Map<number, LateRun>();
  private lateSize = 0;

  /** Texts must come in ascending order. */
  add(term: number, text: number, count: number): void {
    let run = this.late.get(term);
    if (!run) {
      run = { texts: new Uint32Array(4), counts: new Uint8Array(4), size: 0 };
      this.late.set(term, run);
    }
    run.texts = withRoom32(run.texts, run.size + 1);
    run.counts = withRoom8(run.counts, run.size + 1);
    run.texts[run.size] = text;
    run.counts[run.size] = count;
    run.size += 1;
    this.lateSize += 1;
  }

  /** Whether so much came late that packing pays: each posting is then packed a few times at most. */
  get wantsPacking(): boolean {
    return this.lateSize > Math.max(100_000, this.texts.length / 2);
  }

  runsOf(term: number): readonly PostingRun[] {
    const runs: PostingRun[] = [];
    const from = this.starts[term] ?? 0;
    const to = this.starts[term + 1] ?? from;
    if (to > from) runs.push({ texts: this.texts, counts: this.counts, from, to });
    const late = this.late.get(term);
    if (late) runs.push({ texts: late.texts, counts: late.counts, from: 0, to: late.size });
    return runs;
  }

  /**
   * Replaces everything. `visitAll` calls back for each posting, texts ascending, the same each time; it is called
   * twice, to count and to fill.
   */
  pack(terms: number, visitAll: (visit: (term: number, text: number, count: number) => void) => void): void {
    const starts = new Uint32Array(terms + 1);
    visitAll((term) => {
      starts[term + 1] = (starts[term + 1] ?? 0) + 1;
    });
    for (let term = 0; term < terms; term += 1)
      starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
    const size = starts[terms] ?? 0;
    const texts = new Uint32Array(size);
    const counts = new Uint8Array(size);
    const next = starts.slice();
    visitAll((term, text, count) => {
      const at = next[term] ?? 0;
      next[term] = at + 1;
      texts[at] = text;
      counts[at] = count;
    });
    this.starts = starts;
    this.texts = texts;
    this.counts = counts;
    this.late = new Map();
    this.lateSize = 0;
  }
}

/** The first place in a run whose text is not before `text`. */
export function placeIn({ texts, from, to }: PostingRun, text: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] ?? 0) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
