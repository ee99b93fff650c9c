// A checksum of 32-bit numbers, as quick as reading them: it tells damage, and nothing about who did it.

/**
 * Every number of a range stirred in, in order, behind one that it begins with. Any single number that is another gives
 * another sum. The multiplier is that of Fibonacci hashing.
 */
export function wordSum(first: number, words: Uint32Array, from: number, end: number): number {
  let sum = first;
  for (let at = from; at < end; at += 1) {
    sum = Math.imul(sum ^ (words[at] ?? 0), 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

/** The next multiple of four: where the next word begins. */
export function aligned(bytes: number): number {
  return (bytes + 3) & ~3;
}
