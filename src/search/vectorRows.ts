// Rows of vectors without gaps, in the memory that a kernel scans; what codes lost is kept beside them, or left out.
import { wordSum } from '#domain/wordSum.ts';
import { withRoomFloat } from './buffers.ts';
import type { Centre, Four } from './centre.ts';
import type { Kernel } from './kernel/kernel.ts';
import * as layout from './kernel/layout.ts';
import type { Scan } from './kernel/plainScan.ts';
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

/** Of a row's codes, four a word: enough to tell any two texts apart. */
const fingerprintWords = 8;

const addressOf = (row: number): number => layout.rowsAt + row * layout.rowBytes;

export class VectorRows {
  /** Grows in place, and has another buffer afterwards. */
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages });
  private readonly kernel: Kernel;
  private readonly scan: Scan;
  private readonly residuals: Int8Array<ArrayBuffer>[] = [];
  private residualScales = new Float32Array(0);
  private readonly mostResiduals: number;
  private keepsResiduals: boolean;
  private bytes: Uint8Array<ArrayBuffer>;
  private codes: Int8Array<ArrayBuffer>;
  private floats: Float32Array<ArrayBuffer>;
  private wholes: Int32Array<ArrayBuffer>;
  private numbers: Uint32Array<ArrayBuffer>;
  /** The residual codes of what arrived. */
  private arrivedFine: Int8Array<ArrayBuffer>;
  private count = 0;

  /** Beyond so many rows residuals are let go, and not kept again when there are fewer. */
  constructor(kernel: Kernel, mostResiduals: number) {
    this.kernel = kernel;
    this.mostResiduals = mostResiduals;
    this.keepsResiduals = mostResiduals > 0;
    this.scan = kernel.scanIn(this.memory);
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
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
    const size = this.bytes.length;
    const missing = addressOf(rows) - size;
    if (missing <= 0) return;
    const pages = size / pageBytes;
    const more = Math.max(missing / pageBytes, Math.min(pages * growth, mostPages - pages));
    this.memory.grow(Math.ceil(more));
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
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
    const at = addressOf(row);
    this.wholes[(at + layout.documentAt) / 4] = document;
    this.wholes[(at + layout.passageAt) / 4] = passage;
    this.write(row);
    return row;
  }

  /** Puts what arrived into a row. */
  write(row: number): void {
    const at = addressOf(row);
    this.bytes.copyWithin(at, layout.arrivalAt, arrivedResiduals);
    this.floats[(at + layout.scaleAt) / 4] = this.floats[arrivedScales] ?? 0;
    this.wholes[(at + layout.biasAt) / 4] = layout.shift * sumOfCodes(this.wholes, at / 4);
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
      this.bytes.copyWithin(addressOf(row), addressOf(last), addressOf(last + 1));
      if (this.keepsResiduals) {
        const from = (last % pieceRows) * dimensions;
        const moved = this.pieceOf(last).subarray(from, from + dimensions);
        this.pieceOf(row).set(moved, (row % pieceRows) * dimensions);
        this.residualScales.copyWithin(row, last, last + 1);
      }
    }
    this.residuals.length = Math.ceil(last / pieceRows);
  }

  /** Counts a row in (1) or out (-1). */
  tally(row: number, centre: Centre, sign: 1 | -1): void {
    centre.tally(this.codes, addressOf(row), this.scaleOf(row), sign);
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
      centre.tallyFour(this.codes, addressOf(row), layout.rowBytes, scales);
    }
    for (let row = fours; row < end; row += 1) this.tally(row, centre, 1);
  }

  /** A row's vector without what codes lost. */
  vectorOf(row: number): Float32Array {
    const at = addressOf(row);
    const scale = this.scaleOf(row);
    const vector = new Float32Array(dimensions);
    for (let each = 0; each < dimensions; each += 1) vector[each] = (this.codes[at + each] ?? 0) * scale;
    return vector;
  }

  documentOf(row: number): number {
    return this.wholes[(addressOf(row) + layout.documentAt) / 4] ?? 0;
  }

  passageOf(row: number): number {
    return this.wholes[(addressOf(row) + layout.passageAt) / 4] ?? 0;
  }

  /**
   * Hands over, in order, the rows whose nearness to the query is at least the bar that `found` answered last; the
   * nearness is that of rounded codes and has no unit. False for a query without a direction.
   */
  scanFor(query: Float32Array, found: (row: number, nearness: number) => number): boolean {
    const whole = new Int16Array(dimensions);
    if (encode(query, whole, this.kernel.levels) === 0) return false;
    this.kernel.writeQuery(this.memory, whole);
    let bar = -Infinity;
    for (let from = 0; from < this.count; from += layout.chunkRows) {
      const end = Math.min(this.count, from + layout.chunkRows);
      const count = this.scan(addressOf(from), addressOf(end), bar);
      for (let at = layout.foundAt / 4; at < layout.foundAt / 4 + 2 * count; at += 2) {
        const nearness = this.floats[at + 1] ?? 0;
        if (nearness < bar) continue;
        const address = (this.wholes[at] ?? 0) >>> 0;
        bar = found((address - layout.rowsAt) / layout.rowBytes, nearness);
      }
    }
    return true;
  }

  /** What tells rows apart by what they hold, as far as chance goes: of equal ones the same. */
  fingerprintOf(row: number): number {
    const at = addressOf(row) / 4;
    return wordSum(this.numbers[at + layout.scaleAt / 4] ?? 0, this.numbers, at, at + fingerprintWords);
  }

  /** The cosine but for what codes lost, about a thousandth. */
  coarseCosine(row: number, query: Float32Array): number {
    return product(query, this.codes, addressOf(row)) * this.scaleOf(row);
  }

  /** The cosine, for vectors of length 1. */
  cosine(row: number, query: Float32Array): number {
    const coarse = this.coarseCosine(row, query);
    if (!this.keepsResiduals) return coarse;
    const fine = product(query, this.pieceOf(row), (row % pieceRows) * dimensions);
    return coarse + fine * (this.residualScales[row] ?? 0);
  }

  private scaleOf(row: number): number {
    return this.floats[(addressOf(row) + layout.scaleAt) / 4] ?? 0;
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

/**
 * The sum of a row's codes, four at a time: made positive by 128 each, they are added in two lanes of 16 bits, which
 * cannot overflow (96 words of two bytes of 255 a lane).
 */
function sumOfCodes(wholes: Int32Array, from: number): number {
  const lanes = 0x00ff00ff;
  let sum = 0;
  for (let at = from; at < from + dimensions / 4; at += 1) {
    const four = (wholes[at] ?? 0) ^ 0x80808080;
    sum = (sum + (four & lanes) + ((four >>> 8) & lanes)) | 0;
  }
  return (sum & 0xffff) + (sum >>> 16) - 128 * dimensions;
}

function isScale(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value < Infinity;
}
