// Rows of vectors without gaps, in the memory that a kernel scans; what codes lost is kept beside them, or left out.
import { withRoomFloat } from './buffers.ts';
import type { Kernel } from './kernel/kernel.ts';
import * as layout from './kernel/layout.ts';
import type { Scan } from './kernel/plainScan.ts';
import { dimensions, encode, packedBytes } from './vectorCode.ts';

/** Residual codes are kept in pieces of so many rows: growing must not copy them all. */
const pieceRows = 4_096;

/** The memory grows by at least this part of itself. */
const growth = 1 / 8;
const mostPages = 65_536;

const addressOf = (row: number): number => layout.rowsAt + row * layout.rowBytes;

export class VectorRows {
  /** Grows in place, and has another buffer afterwards. */
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages });
  private readonly kernel: Kernel;
  private readonly scan: Scan;
  private readonly residuals: Int8Array<ArrayBuffer>[] = [];
  private residualScales = new Float32Array(0);
  private readonly keepsResiduals: boolean;
  private bytes: Uint8Array<ArrayBuffer>;
  private codes: Int8Array<ArrayBuffer>;
  private floats: Float32Array<ArrayBuffer>;
  private wholes: Int32Array<ArrayBuffer>;
  private count = 0;

  constructor(kernel: Kernel, keepsResiduals: boolean) {
    this.kernel = kernel;
    this.keepsResiduals = keepsResiduals;
    this.scan = kernel.scanIn(this.memory);
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.codes = new Int8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.wholes = new Int32Array(buffer);
  }

  get size(): number {
    return this.count;
  }

  /** Makes room for so many rows in all, so that adding them grows the memory once. */
  reserve(rows: number): void {
    const missing = addressOf(rows) - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    const pages = this.memory.buffer.byteLength / layout.pageBytes;
    const more = Math.max(missing / layout.pageBytes, Math.min(pages * growth, mostPages - pages));
    this.memory.grow(Math.ceil(more));
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.codes = new Int8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.wholes = new Int32Array(buffer);
  }

  /** Adds a row at the end and answers its number. */
  add(packed: Uint8Array, document: number, passage: number): number {
    const row = this.count;
    this.reserve(row + 1);
    this.count += 1;
    const at = addressOf(row);
    this.wholes[(at + layout.documentAt) / 4] = document;
    this.wholes[(at + layout.passageAt) / 4] = passage;
    this.write(row, packed);
    return row;
  }

  /** Sets the vector of a row, given as packVector packs it. */
  write(row: number, packed: Uint8Array): void {
    const at = addressOf(row);
    const { bytes, codes } = this;
    bytes.set(packed, layout.arrivalAt);
    bytes.copyWithin(at, layout.arrivalAt, layout.arrivalAt + dimensions);
    let sum = 0;
    for (let from = at; from < at + dimensions; from += 1) sum += codes[from] ?? 0;
    const scales = (layout.arrivalAt + 2 * dimensions) / 4;
    this.floats[(at + layout.scaleAt) / 4] = this.floats[scales] ?? 0;
    this.wholes[(at + layout.biasAt) / 4] = layout.shift * sum;
    if (!this.keepsResiduals) return;
    const residuals = layout.arrivalAt + dimensions;
    this.pieceOf(row).set(codes.subarray(residuals, residuals + dimensions), (row % pieceRows) * dimensions);
    this.residualScales = withRoomFloat(this.residualScales, row + 1);
    this.residualScales[row] = this.floats[scales + 1] ?? 0;
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

  /** The cosine, for vectors of length 1. */
  cosine(row: number, query: Float32Array): number {
    const at = addressOf(row);
    const coarse = product(query, this.codes, at) * (this.floats[(at + layout.scaleAt) / 4] ?? 0);
    if (!this.keepsResiduals) return coarse;
    const fine = product(query, this.pieceOf(row), (row % pieceRows) * dimensions);
    return coarse + fine * (this.residualScales[row] ?? 0);
  }

  private pieceOf(row: number): Int8Array<ArrayBuffer> {
    return (this.residuals[Math.floor(row / pieceRows)] ??= new Int8Array(pieceRows * dimensions));
  }
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

/** Whether a packed vector can be one: what is damaged is refused before it spoils an order. */
export function isPacked(packed: Uint8Array): boolean {
  if (packed.length !== packedBytes) return false;
  const view = new DataView(packed.buffer, packed.byteOffset, packedBytes);
  return [2 * dimensions, 2 * dimensions + 4].every((at) => {
    const scale = view.getFloat32(at, true);
    return scale >= 0 && scale < Infinity;
  });
}
