// The scan as a plain loop: for engines without SIMD, and what the others are compared with.
import { dimensions } from '#search/vectorCode.ts';
import { upperIn } from './halves.ts';
import * as layout from './layout.ts';
import { halfBytes, rowsAtOnce, turnBytes } from './layout.ts';

/**
 * Scores so many rows of a block, which begins at an address: 16 times the products of upper halves and query, added
 * exactly, less the base, times the row's scale in 32-bit float. Up to three rows more may get a score, of no meaning.
 */
export type Scan = (block: number, rows: number) => void;

export function plainScan(memory: WebAssembly.Memory): Scan {
  return (block, rows) => {
    const { buffer } = memory;
    const bytes = new Uint8Array(buffer);
    const query = new Int16Array(buffer, layout.queryAt, dimensions);
    const base = new Int32Array(buffer, layout.baseAt, 1)[0] ?? 0;
    const scales = new Float32Array(buffer, block + layout.scalesAt, rows);
    const scores = new Float32Array(buffer, block + layout.scoresAt, rows);
    for (let row = 0; row < rows; row += 1) {
      let sum = 0;
      const upper = block + upperIn(row);
      for (let at = 0; at < halfBytes; at += 1) {
        const byte = bytes[upper + at + (at - (at % turnBytes)) * (rowsAtOnce - 1)] ?? 0;
        const code = 2 * at - (at % 16);
        sum += (byte & 15) * (query[code] ?? 0) + (byte >>> 4) * (query[code + 16] ?? 0);
      }
      scores[row] = Math.fround(16 * sum - base) * (scales[row] ?? 0);
    }
  };
}
