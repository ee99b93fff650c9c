// The index by meaning: one vector a passage, found by an exact scan of rounded codes and scored again in float.
import { backgroundOf, type Background } from './background.ts';
import { Centre, type Lean } from './centre.ts';
import { chosenKernel, type Kernel, type KernelName } from './kernel/kernel.ts';
import { PassageLists } from './passageLists.ts';
import { RowSample } from './rowSample.ts';
import { TopRows } from './topRows.ts';
import { packedBytes, inWords } from './vectorCode.ts';
import { VectorRows } from './vectorRows.ts';

export interface VectorHit {
  readonly document: number;
  readonly passage: number;
  /** The cosine, for vectors of length 1. */
  readonly cosine: number;
}

/** Which documents are near a query. */
export interface Near {
  /** So many passages at most. */
  readonly limit: number;
  /** The least cosine. */
  readonly floor: number;
  /** Only of these documents, each looked at. */
  readonly among?: readonly number[];
  /** Only those accepted; asked is only of what would be among the best. */
  readonly accepts?: (document: number, passage: number) => boolean;
}

export interface VectorIndexOptions {
  /** The order of documents that are equally near: below 0 when the first comes before the second; by number when missing. */
  readonly compare?: (document: number, other: number) => number;
  /** The fastest that computes rightly here, when missing. */
  readonly kernel?: Kernel;
  /** The most vectors for which what codes lost is kept; 300,000 when missing. */
  readonly mostResiduals?: number;
  /** The most vectors that the background is told from; 1,024 when missing. */
  readonly mostSampled?: number;
}

/**
 * What codes lost is kept, another 388 bytes a vector, for as long as there are no more vectors than this. Then the ten
 * nearest are those of a loop over the vectors themselves. Beyond it cosines are off by about a thousandth: one in a
 * hundred of the ten nearest is another one just as near, which is better than a gigabyte.
 */
const mostResidualsKept = 300_000;

/** So many rows are counted into the centre at once. */
const tallyAtOnce = 64;

/** A spread told from so many is right to a fiftieth, most often. */
const mostInSample = 1_024;

/**
 * Documents are told by whatever small numbers the caller gives them: see Handles.
 *
 * Law: after any sequence of setting and removing, answers equal those of an index of what is left; only that one that
 * had more vectors than it keeps residuals for never has residuals again.
 */
export class VectorIndex {
  readonly kernelName: KernelName;
  private readonly rows: VectorRows;
  private readonly lists: PassageLists;
  private readonly centre = new Centre();
  private readonly sample: RowSample;
  /** Rows up to this one are counted in the centre. */
  private tallied = 0;
  private readonly compare: (document: number, other: number) => number;

  constructor({
    compare = (document, other) => document - other,
    kernel = chosenKernel(),
    mostResiduals = mostResidualsKept,
    mostSampled = mostInSample,
  }: VectorIndexOptions = {}) {
    this.compare = compare;
    this.sample = new RowSample(mostSampled);
    this.kernelName = kernel.name;
    const rows = new VectorRows(kernel, mostResiduals);
    this.rows = rows;
    this.lists = new PassageLists({
      documentOf: (row) => rows.documentOf(row),
      passageOf: (row) => rows.passageOf(row),
    });
  }

  get size(): number {
    return this.rows.size;
  }

  /** What vectors and lists take. */
  get memoryBytes(): number {
    return this.rows.memoryBytes + this.lists.memoryBytes + this.sample.memoryBytes;
  }

  has(document: number, passage: number): boolean {
    return this.lists.rowOf(document, passage) !== -1;
  }

  /** How many passages of a document have a vector. */
  countOf(document: number): number {
    let count = 0;
    for (let row = this.lists.firstOf(document); row !== -1; row = this.lists.nextOf(row)) count += 1;
    return count;
  }

  /** Makes room for so many more vectors at once, of documents with numbers below this. */
  reserve(more: number, documents = 0): void {
    this.rows.reserve(this.rows.size + more);
    this.lists.reserve(this.rows.size + more, documents);
  }

  /**
   * Sets the vector of a passage, given as packVector packs it; a second one replaces the first. False when it is
   * damaged, and then nothing changes.
   */
  set(document: number, passage: number, packed: Uint8Array): boolean {
    return this.setFrom(document, passage, inWords(packed), 0, packed.length);
  }

  /** The same for one that lies in words from a place on. */
  setFrom(document: number, passage: number, words: Int32Array, place: number, bytes: number): boolean {
    if (bytes !== packedBytes || !this.rows.arrive(words, place)) return false;
    const known = this.lists.rowOf(document, passage);
    if (known !== -1) this.countOut(known);
    const row = known === -1 ? this.rows.add(document, passage) : known;
    if (known === -1) this.lists.enter(row);
    else this.rewrite(row);
    if (this.rows.size - this.tallied >= tallyAtOnce) this.tally();
    this.sample.offer(row, this.rows.fingerprintOf(row));
    return true;
  }

  /** Removes the vectors of all passages of a document. */
  remove(document: number): void {
    for (let row = this.lists.firstOf(document); row !== -1; row = this.lists.firstOf(document))
      this.removeRow(row);
  }

  removePassage(document: number, passage: number): void {
    const row = this.lists.rowOf(document, passage);
    if (row !== -1) this.removeRow(row);
  }

  /**
   * The passages nearest in meaning among those accepted, best first; equal ones by document and passage. The query has
   * length 1. Asked whether it is accepted is only what would be among the best.
   */
  nearest(
    query: Float32Array,
    limit: number,
    accepts: (document: number, passage: number) => boolean = () => true,
  ): readonly VectorHit[] {
    return this.hits(this.scanned(query, limit, accepts));
  }

  /** The documents of the nearest passages, as far as these reach a floor; each once, in no order. */
  documentsNear(query: Float32Array, { limit, floor, among, accepts = () => true }: Near): Iterable<number> {
    const { rows } = this;
    const near = among ? this.lookedUp(among, query, limit) : this.scanned(query, limit, accepts);
    const documents = new Set<number>();
    near.each((row, cosine) => {
      if (cosine >= floor) documents.add(rows.documentOf(row));
    });
    return documents;
  }

  /** How near each of a document's passages is, those without a vector left out, in order. */
  nearnessOf(document: number, query: Float32Array): readonly VectorHit[] {
    const hits: VectorHit[] = [];
    for (let row = this.lists.firstOf(document); row !== -1; row = this.lists.nextOf(row))
      hits.push(this.hit(row, this.rows.cosine(row, query)));
    return hits.reverse();
  }

  /** How near a passage is; null when it has no vector. */
  cosineOf(document: number, passage: number, query: Float32Array): number | null {
    const row = this.lists.rowOf(document, passage);
    return row === -1 ? null : this.rows.cosine(row, query);
  }

  /**
   * Hands over each of a document's passages that has a vector, from the last to the first, with how near it is to each
   * of some queries: in an array that is written over for the next.
   */
  eachNearness(
    document: number,
    queries: readonly Float32Array[],
    take: (passage: number, cosines: Float64Array) => void,
  ): void {
    const { rows, lists } = this;
    const cosines = new Float64Array(queries.length);
    for (let row = lists.firstOf(document); row !== -1; row = lists.nextOf(row)) {
      rows.cosines(row, queries, cosines);
      take(rows.passageOf(row), cosines);
    }
  }

  /** How near a document's nearest passage is; null when none has a vector. */
  nearestOf(document: number, query: Float32Array): number | null {
    let best: number | null = null;
    for (let row = this.lists.firstOf(document); row !== -1; row = this.lists.nextOf(row)) {
      const cosine = this.rows.cosine(row, query);
      if (best === null || cosine > best) best = cosine;
    }
    return best;
  }

  /** A question turned away from what all texts have in common. */
  lean(query: Float32Array): Lean {
    this.tally();
    return this.centre.lean(query);
  }

  /** How near a question is to all passages, as a sample of them tells. */
  background(query: Float32Array): Background {
    const { rows, sample } = this;
    if (sample.isStale) {
      sample.begin();
      for (let row = 0; row < rows.size; row += 1) sample.offer(row, rows.fingerprintOf(row));
    }
    return backgroundOf(Float64Array.from(sample.chosen(), (row) => rows.coarseCosine(row, query)));
  }

  /** The vector of a passage, rounded; null when it has none. */
  vectorOf(document: number, passage: number): Float32Array | null {
    const row = this.lists.rowOf(document, passage);
    return row === -1 ? null : this.rows.vectorOf(row);
  }

  private scanned(
    query: Float32Array,
    limit: number,
    accepts: (document: number, passage: number) => boolean,
  ): TopRows {
    const { rows } = this;
    const passes = (row: number): boolean => accepts(rows.documentOf(row), rows.passageOf(row));
    const likely = new TopRows(Math.min(rows.size, limit), this.goesFirst);
    const exact = new TopRows(Math.min(rows.size, limit), this.goesFirst);
    const isAsked = rows.scanFor(query, (row, most) => {
      if (passes(row)) likely.offer(row, most);
      return likely.bar;
    });
    if (!isAsked) return exact;
    likely.each((row) => {
      exact.offer(row, rows.cosine(row, query));
      rows.settle(row);
    });
    // Not full: then all that pass were likely.
    if (exact.bar === -Infinity) return exact;
    rows.again(exact.bar, (row) => {
      if (passes(row)) exact.offer(row, rows.cosine(row, query));
      return exact.bar;
    });
    return exact;
  }

  private lookedUp(documents: readonly number[], query: Float32Array, limit: number): TopRows {
    const { rows, lists } = this;
    const exact = new TopRows(Math.min(rows.size, limit), this.goesFirst);
    for (const document of documents)
      for (let row = lists.firstOf(document); row !== -1; row = lists.nextOf(row))
        exact.offer(row, rows.cosine(row, query));
    return exact;
  }

  private hits(top: TopRows): readonly VectorHit[] {
    return top.sorted().map(({ row, score }) => this.hit(row, score));
  }

  private rewrite(row: number): void {
    this.rows.write(row);
    this.rows.tally(row, this.centre, 1);
  }

  private removeRow(row: number): void {
    this.countOut(row);
    this.tallied -= 1;
    const last = this.rows.size - 1;
    this.lists.leave(row);
    if (row !== last) {
      this.lists.renumber(last, row);
      this.sample.lose(this.rows.fingerprintOf(last));
    }
    this.rows.replaceByLast(row);
  }

  /** Counts in what was added since. */
  private tally(): void {
    this.rows.tallyAll(this.tallied, this.rows.size, this.centre);
    this.tallied = this.rows.size;
  }

  /** Of what is kept about all rows, before one goes or changes. */
  private countOut(row: number): void {
    this.tally();
    this.rows.tally(row, this.centre, -1);
    this.sample.lose(this.rows.fingerprintOf(row));
  }

  private hit(row: number, cosine: number): VectorHit {
    const { rows } = this;
    return { document: rows.documentOf(row), passage: rows.passageOf(row), cosine };
  }

  private readonly goesFirst = (row: number, other: number): boolean => {
    const { rows } = this;
    const [one, two] = [rows.documentOf(row), rows.documentOf(other)];
    if (one === two) return rows.passageOf(row) < rows.passageOf(other);
    return this.compare(one, two) < 0;
  };
}
