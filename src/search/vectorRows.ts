// Rows of vectors without gaps, in the memory that a kernel scans; what codes lost is kept beside them, or left out.
import { wordSum } from '#domain/wordSum.ts';
import { withRoomFloat } from './buffers.ts';
import type { Centre, Four } from './centre.ts';
import { joinCodes, splitCodes, upperIn } from './kernel/halves.ts';
import type { Kernel } from './kernel/kernel.ts';
import * as layout from './kernel/layout.ts';
import type { Scan } from './kernel/plainScan.ts';
import { plainReach, stride, vectorReach, type Reach } from './kernel/reach.ts';
import { dimensions, encode, packedBytes } from './vectorCode.ts';

/** Residual codes are kept in pieces of so many rows: growing must not copy them all. */
const pieceRows = 4_096;

const pageBytes = 65_536;
const mostPages = 65_536;
/** The memory grows by at least this part of itself. */
const growth = 1 / 8;

const arrivedWords = layout.arrivalAt / 4;
const arrivedResiduals = layout.arrivalAt + dimensions;
/** Of the scale of codes, in words; that of residuals follows. */
const arrivedScales = (layout.arrivalAt + 2 * dimensions) / 4;

/** Of a row's codes, 32 are enough to tell any two texts apart. */
const fingerprintGroups = 1;
const fingerprintWords = 8;

const codesAtWord = layout.codesAt / 4;

const blockOf = (row: number): number =>
  layout.blocksAt + Math.floor(row / layout.blockRows) * layout.blockBytes;

/** Of a row's upper half, in words. */
const upperOf = (row: number): number => (blockOf(row) + upperIn(row % layout.blockRows)) / 4;

const lowerOf = (row: number): number =>
  (blockOf(row) + layout.lowersAt + (row % layout.blockRows) * layout.halfBytes) / 4;

/** Of a number of a row, in words: one of those that stand together for all rows of a block. */
const wordOf = (row: number, place: number): number => (blockOf(row) + place) / 4 + (row % layout.blockRows);

/** Numbers of a row, four bytes each. */
const numberPlaces = [layout.scalesAt, layout.documentsAt, layout.passagesAt];

/** Answers the bar from now on. */
export type Found = (row: number, most: number) => number;

export class VectorRows {
  /** Grows in place, and has another buffer afterwards. */
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages });
  private readonly kernel: Kernel;
  private readonly scan: Scan;
  private readonly reach: Reach;
  private readonly residuals: Int8Array<ArrayBuffer>[] = [];
  private residualScales = new Float32Array(0);
  private readonly mostResiduals: number;
  private keepsResiduals: boolean;
  private codes: Int8Array<ArrayBuffer>;
  private floats: Float32Array<ArrayBuffer>;
  private wholes: Int32Array<ArrayBuffer>;
  private numbers: Uint32Array<ArrayBuffer>;
  /** The residual codes of what arrived. */
  private arrivedFine: Int8Array<ArrayBuffer>;
  private count = 0;
  /** What a score of the last scan is to be multiplied by. */
  private unit = 0;

  /** Beyond so many rows residuals are let go, and not kept again when there are fewer. */
  constructor(kernel: Kernel, mostResiduals: number) {
    this.kernel = kernel;
    this.mostResiduals = mostResiduals;
    this.keepsResiduals = mostResiduals > 0;
    this.scan = kernel.scanIn(this.memory);
    this.reach = vectorReach(this.memory) ?? plainReach(this.memory);
    const { buffer } = this.memory;
    this.codes = new Int8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.wholes = new Int32Array(buffer);
    this.numbers = new Uint32Array(buffer);
    this.arrivedFine = fineIn(buffer);
  }

  get size(): number {
    return this.count;
  }

  /** What rows take, room for more included. */
  get memoryBytes(): number {
    const pieces = this.residuals.reduce((sum, piece) => sum + piece.byteLength, 0);
    return this.memory.buffer.byteLength + pieces + this.residualScales.byteLength;
  }

  /** Makes room for so many rows in all, so that adding them grows the memory once. */
  reserve(rows: number): void {
    // Not asked of the memory itself: its getter costs as much as taking in a vector.
    const size = this.codes.length;
    const missing = blockOf(rows + layout.blockRows - 1) - size;
    if (missing <= 0) return;
    const pages = size / pageBytes;
    const more = Math.max(missing / pageBytes, Math.min(pages * growth, mostPages - pages));
    this.memory.grow(Math.ceil(more));
    const { buffer } = this.memory;
    this.codes = new Int8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.wholes = new Int32Array(buffer);
    this.numbers = new Uint32Array(buffer);
    this.arrivedFine = fineIn(buffer);
  }

  /**
   * Takes in a vector, as packVector packs it, from words at a place on, for the next `add` or `write`. False when it is
   * damaged: refused before it spoils an order.
   */
  arrive(words: Int32Array, place: number): boolean {
    const { wholes } = this;
    for (let at = 0; at < packedBytes / 4; at += 1) wholes[arrivedWords + at] = words[place + at] ?? 0;
    return isScale(this.floats[arrivedScales]) && isScale(this.floats[arrivedScales + 1]);
  }

  /** Adds a row at the end for what arrived, and answers its number. */
  add(document: number, passage: number): number {
    const row = this.count;
    this.reserve(row + 1);
    this.count += 1;
    if (this.count > this.mostResiduals) this.letResidualsGo();
    this.wholes[wordOf(row, layout.documentsAt)] = document;
    this.wholes[wordOf(row, layout.passagesAt)] = passage;
    this.write(row);
    return row;
  }

  /** Puts what arrived into a row. */
  write(row: number): void {
    splitCodes(this.wholes, arrivedWords, upperOf(row), lowerOf(row));
    this.floats[wordOf(row, layout.scalesAt)] = this.floats[arrivedScales] ?? 0;
    if (!this.keepsResiduals) return;
    this.pieceOf(row).set(this.arrivedFine, (row % pieceRows) * dimensions);
    this.residualScales = withRoomFloat(this.residualScales, row + 1);
    this.residualScales[row] = this.floats[arrivedScales + 1] ?? 0;
  }

  /** Takes the last row away and puts it in place of the one given. */
  replaceByLast(row: number): void {
    const last = this.count - 1;
    this.count = last;
    if (row !== last) {
      this.join(last);
      splitCodes(this.wholes, codesAtWord, upperOf(row), lowerOf(row));
      for (const place of numberPlaces)
        this.wholes[wordOf(row, place)] = this.wholes[wordOf(last, place)] ?? 0;
      if (this.keepsResiduals) {
        const fine = (last % pieceRows) * dimensions;
        const moved = this.pieceOf(last).subarray(fine, fine + dimensions);
        this.pieceOf(row).set(moved, (row % pieceRows) * dimensions);
        this.residualScales.copyWithin(row, last, last + 1);
      }
    }
    this.residuals.length = Math.ceil(last / pieceRows);
  }

  /** Counts a row in (1) or out (-1). */
  tally(row: number, centre: Centre, sign: 1 | -1): void {
    this.join(row);
    centre.tally(this.codes, layout.codesAt, this.scaleOf(row), sign);
  }

  /** Counts in rows from one up to another. */
  tallyAll(from: number, end: number, centre: Centre): void {
    const fours = end - ((end - from) % 4);
    for (let row = from; row < fours; row += 4) {
      const scales: Four = [
        this.scaleOf(row),
        this.scaleOf(row + 1),
        this.scaleOf(row + 2),
        this.scaleOf(row + 3),
      ];
      for (let each = 0; each < 4; each += 1) this.join(row + each, each);
      centre.tallyFour(this.codes, layout.codesAt, dimensions, scales);
    }
    for (let row = fours; row < end; row += 1) this.tally(row, centre, 1);
  }

  /** A row's vector without what codes lost. */
  vectorOf(row: number): Float32Array {
    this.join(row);
    const scale = this.scaleOf(row);
    return Float32Array.from(
      { length: dimensions },
      (_, at) => (this.codes[layout.codesAt + at] ?? 0) * scale,
    );
  }

  documentOf(row: number): number {
    return this.wholes[wordOf(row, layout.documentsAt)] ?? 0;
  }

  passageOf(row: number): number {
    return this.wholes[wordOf(row, layout.passagesAt)] ?? 0;
  }

  /**
   * Tells of every row the most that its cosine with the query, of length 1, can be, to one chance in 10^9, and hands
   * over, in order, those that reach the bar that `found` answered last. False for a query without a direction.
   */
  scanFor(query: Float32Array, found: Found): boolean {
    const whole = new Int16Array(dimensions);
    this.unit = encode(query, whole, this.kernel.levels);
    if (this.unit === 0) return false;
    this.kernel.writeQuery(this.memory, whole);
    let bar = -Infinity;
    for (let first = 0; first < this.count; first += layout.blockRows) {
      const rows = Math.min(this.count - first, layout.blockRows);
      this.scan(blockOf(first), rows);
      bar = this.eachReaching(bar, first, found);
    }
    return true;
  }

  /** Hands over, after a scan, the rows that reach a bar and then that which `found` answered last. */
  again(from: number, found: Found): void {
    let bar = from;
    for (let first = 0; first < this.count; first += layout.blockRows)
      bar = this.eachReaching(bar, first, found);
  }

  /** Is not handed over again after this scan. */
  settle(row: number): void {
    this.floats[wordOf(row, layout.scoresAt)] = -Infinity;
  }

  /** Those of a block, which begins with a row; answers the last bar. */
  private eachReaching(from: number, first: number, found: Found): number {
    const { floats, unit } = this;
    const scores = (blockOf(first) + layout.scoresAt) / 4;
    const end = scores + Math.min(this.count - first, layout.blockRows);
    const groupsEnd = Math.ceil(end / stride) * stride;
    let bar = from;
    let least = bar / unit;
    let at = this.reach(scores, groupsEnd, least);
    while (at < groupsEnd) {
      const groupEnd = Math.min(at + stride, end);
      for (; at < groupEnd; at += 1) {
        const score = floats[at] ?? 0;
        if (score < least) continue;
        bar = found(first + at - scores, score * unit);
        least = bar / unit;
      }
      at = groupEnd === end ? groupsEnd : this.reach(at, groupsEnd, least);
    }
    return bar;
  }

  /** What tells rows apart by what they hold, as far as chance goes: of equal ones the same. */
  fingerprintOf(row: number): number {
    this.join(row, 0, fingerprintGroups);
    const scale = this.numbers[wordOf(row, layout.scalesAt)] ?? 0;
    return wordSum(scale, this.numbers, codesAtWord, codesAtWord + fingerprintWords);
  }

  /** The cosine but for what codes lost, about a thousandth. */
  coarseCosine(row: number, query: Float32Array): number {
    this.join(row);
    return product(query, this.codes, layout.codesAt) * this.scaleOf(row);
  }

  /** The cosine, for vectors of length 1. */
  cosine(row: number, query: Float32Array): number {
    this.join(row);
    return this.joinedCosine(row, query);
  }

  /** Writes the cosine with each query. */
  cosines(row: number, queries: readonly Float32Array[], cosines: Float64Array): void {
    this.join(row);
    queries.forEach((query, at) => (cosines[at] = this.joinedCosine(row, query)));
  }

  private joinedCosine(row: number, query: Float32Array): number {
    const coarse = product(query, this.codes, layout.codesAt) * this.scaleOf(row);
    if (!this.keepsResiduals) return coarse;
    const fine = product(query, this.pieceOf(row), (row % pieceRows) * dimensions);
    return coarse + fine * (this.residualScales[row] ?? 0);
  }

  /** Puts a row's codes together, where the codes of four have room. */
  private join(row: number, place = 0, groups?: number): void {
    const to = codesAtWord + (place * dimensions) / 4;
    joinCodes(this.wholes, upperOf(row), lowerOf(row), to, groups);
  }

  private scaleOf(row: number): number {
    return this.floats[wordOf(row, layout.scalesAt)] ?? 0;
  }

  private letResidualsGo(): void {
    this.keepsResiduals = false;
    this.residuals.length = 0;
    this.residualScales = new Float32Array(0);
  }

  private pieceOf(row: number): Int8Array<ArrayBuffer> {
    return (this.residuals[Math.floor(row / pieceRows)] ??= new Int8Array(pieceRows * dimensions));
  }
}

function fineIn(buffer: ArrayBuffer): Int8Array<ArrayBuffer> {
  return new Int8Array(buffer, arrivedResiduals, dimensions);
}

/** Four sums at a time, so that no addition waits for the one before it. */
function product(query: Float32Array, codes: Int8Array, from: number): number {
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let at = 0; at < dimensions; at += 4) {
    one += (query[at] ?? 0) * (codes[from + at] ?? 0);
    two += (query[at + 1] ?? 0) * (codes[from + at + 1] ?? 0);
    three += (query[at + 2] ?? 0) * (codes[from + at + 2] ?? 0);
    four += (query[at + 3] ?? 0) * (codes[from + at + 3] ?? 0);
  }
  return one + two + (three + four);
}

function isScale(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value < Infinity;
}
