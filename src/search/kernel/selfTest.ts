// Whether a kernel answers as the plain loop does, on rows where sums overflow or signs are lost if anything is wrong.
import { dimensions } from '#search/vectorCode.ts';
import { writeBase } from './base.ts';
import { splitCodes, upperIn } from './halves.ts';
import * as layout from './layout.ts';
import type { Kernel } from './kernel.ts';
import { plainScan } from './plainScan.ts';

/** As few as tell: a start waits for them. */
const rows = 16;
const queries = 8;

const pageBytes = 65_536;
const pagesOfBlock = Math.ceil(layout.blockBytes / pageBytes);

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
  const memory = new WebAssembly.Memory({ initial: layout.blocksAt / pageBytes + pagesOfBlock });
  const { buffer } = memory;
  const codes = new Int8Array(buffer, layout.arrivalAt, dimensions);
  const floats = new Float32Array(buffer);
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < dimensions; at += 1) codes[at] = extreme(row, 127, at, any);
    const upper = layout.blocksAt + upperIn(row);
    const lower = layout.blocksAt + layout.lowersAt + row * layout.halfBytes;
    splitCodes(new Int32Array(buffer), layout.arrivalAt / 4, upper / 4, lower / 4);
    floats[(layout.blocksAt + layout.scalesAt) / 4 + row] = row % 7 === 0 ? 1 : (any(1_000) + 1) / 100_000;
  }
  return memory;
}

/** What a scan wrote: the bits of scores. */
function scoresIn({ buffer }: WebAssembly.Memory): Uint32Array {
  return new Uint32Array(buffer, layout.blocksAt + layout.scoresAt, rows).slice();
}

export function isTruthful(kernel: Kernel): boolean {
  const any = numbers(42);
  const memory = memoryWithRows(any);
  try {
    const scan = kernel.scanIn(memory);
    const plain = plainScan(memory);
    for (let which = 0; which < queries; which += 1) {
      const query = Int16Array.from({ length: dimensions }, (_, at) =>
        extreme(which, kernel.levels, at, any),
      );
      writeBase(memory, query);
      new Int16Array(memory.buffer, layout.queryAt, dimensions).set(query);
      plain(layout.blocksAt, rows);
      const truth = scoresIn(memory);
      new Uint32Array(memory.buffer, layout.blocksAt + layout.scoresAt, rows).fill(0);
      kernel.writeQuery(memory, query);
      scan(layout.blocksAt, rows);
      if (!scoresIn(memory).every((score, row) => score === truth[row])) return false;
    }
    return true;
  } catch {
    return false;
  }
}
