// Whether a kernel answers as the plain loop does, on rows where sums overflow or signs are lost if anything is wrong.
import { dimensions } from '#search/vectorCode.ts';
import { foundAt, rowBytes, rowsAt, scaleAt, biasAt, shift, queryAt } from './layout.ts';
import type { Kernel } from './kernel.ts';
import { plainScan } from './plainScan.ts';

const rows = 24;

/** Repeatable whole numbers below a limit. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The first rows and queries are the extremes, the others anything. */
function extreme(which: number, largest: number, at: number, any: (limit: number) => number): number {
  switch (which) {
    case 0:
      return 0;
    case 1:
      return largest;
    case 2:
      return -largest;
    case 3:
      return at % 2 === 0 ? largest : -largest;
    case 4:
      return at % 4 < 2 ? largest : -largest;
    case 5:
      return at < dimensions / 2 ? -largest : largest;
    default:
      return any(2 * largest + 1) - largest;
  }
}

function memoryWithRows(any: (limit: number) => number): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const codes = new Int8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  for (let row = 0; row < rows; row += 1) {
    const from = rowsAt + row * rowBytes;
    let sum = 0;
    for (let at = 0; at < dimensions; at += 1) {
      const code = extreme(row, 127, at, any);
      codes[from + at] = code;
      sum += code;
    }
    view.setFloat32(from + scaleAt, row % 7 === 0 ? 1 : (any(1_000) + 1) / 100_000, true);
    view.setInt32(from + biasAt, shift * sum, true);
  }
  return memory;
}

/** What a scan wrote: addresses and the bits of scores. */
function foundIn({ buffer }: WebAssembly.Memory, count: number): Uint32Array {
  return new Uint32Array(buffer, foundAt, 2 * count).slice();
}

function same(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

export function isTruthful(kernel: Kernel): boolean {
  const any = numbers(42);
  const memory = memoryWithRows(any);
  const end = rowsAt + rows * rowBytes;
  try {
    const scan = kernel.scanIn(memory);
    const plain = plainScan(memory);
    for (let which = 0; which < 12; which += 1) {
      const query = Int16Array.from({ length: dimensions }, (_, at) =>
        extreme(which, kernel.levels, at, any),
      );
      for (const bar of [-Infinity, 0]) {
        new Int16Array(memory.buffer, queryAt, dimensions).set(query);
        const truth = foundIn(memory, plain(rowsAt, end, bar));
        new Uint8Array(memory.buffer, foundAt, rowsAt - foundAt).fill(0);
        kernel.writeQuery(memory, query);
        if (!same(foundIn(memory, scan(rowsAt, end, bar)), truth)) return false;
      }
    }
    return true;
  } catch {
    return false;
  }
}
