// The scan as a plain loop: for engines without SIMD, and what the others are compared with.
import { dimensions } from '#search/vectorCode.ts';
import { foundAt, queryAt, rowBytes, scaleAt } from './layout.ts';

/**
 * Scores the rows from one address up to another: the products of codes and query, added exactly, times the row's
 * scale in 32-bit float. Writes address and score of those that reach the bar, and answers how many there are.
 */
export type Scan = (from: number, end: number, bar: number) => number;

export function plainScan(memory: WebAssembly.Memory): Scan {
  return (from, end, bar) => {
    const { buffer } = memory;
    const codes = new Int8Array(buffer);
    const floats = new Float32Array(buffer);
    const addresses = new Uint32Array(buffer);
    const query = new Int16Array(buffer, queryAt, dimensions);
    let found = 0;
    for (let row = from; row < end; row += rowBytes) {
      let sum = 0;
      for (let at = 0; at < dimensions; at += 1) sum += (codes[row + at] ?? 0) * (query[at] ?? 0);
      const score = Math.fround(Math.fround(sum) * (floats[(row + scaleAt) / 4] ?? 0));
      if (!(score >= bar)) continue;
      addresses[foundAt / 4 + 2 * found] = row;
      floats[foundAt / 4 + 2 * found + 1] = score;
      found += 1;
    }
    return found;
  };
}
