// The scan as a plain loop: for engines without SIMD, and what the others are compared with.
import { dimensions } from '#search/vectorCode.ts';
import { baseAt, blockRows, halfBytes, queryAt, scalesAt, scoresAt } from './layout.ts';

/**
 * Scores the rows of a block, which begins at an address, and of whose upper halves the last ends at another: 16 times
 * the products of upper halves and query, added exactly, less the base, times the row's scale in 32-bit float. Up to
 * three rows more may get a score, of no meaning.
 */
export type Scan = (block: number, end: number) => void;

export function plainScan(memory: WebAssembly.Memory): Scan {
  return (block, end) => {
    const { buffer } = memory;
    const bytes = new Uint8Array(buffer);
    const query = new Int16Array(buffer, queryAt, dimensions);
    const base = new Int32Array(buffer, baseAt, 1)[0] ?? 0;
    const scales = new Float32Array(buffer, block + scalesAt, blockRows);
    const scores = new Float32Array(buffer, block + scoresAt, blockRows);
    for (let row = 0; block + row * halfBytes < end; row += 1) {
      let sum = 0;
      for (let at = 0; at < halfBytes; at += 1) {
        const byte = bytes[block + row * halfBytes + at] ?? 0;
        const code = 2 * at - (at % 16);
        sum += (byte & 15) * (query[code] ?? 0) + (byte >>> 4) * (query[code + 16] ?? 0);
      }
      scores[row] = Math.fround(16 * sum - base) * (scales[row] ?? 0);
    }
  };
}
