// The arithmetic of vectors: from one vector a token to one vector of length 1 for the whole text.

/**
 * Mean of the tokens' vectors, over the tokens that the mask keeps.
 * `states` holds tokens x dimension numbers, one token after the other; `mask` holds 1 for a token, 0 for padding.
 */
export function meanOf(
  states: Float32Array,
  mask: readonly number[],
  dimension: number,
): Float32Array<ArrayBuffer> {
  if (states.length !== mask.length * dimension) {
    throw new RangeError(`${states.length} numbers are not ${mask.length} tokens of ${dimension}`);
  }
  const sums = new Float64Array(dimension);
  let kept = 0;
  for (const [token, keep] of mask.entries()) {
    if (keep === 0) continue;
    kept += 1;
    const start = token * dimension;
    for (let i = 0; i < dimension; i += 1) sums[i] = (sums[i] ?? 0) + (states[start + i] ?? 0);
  }
  return Float32Array.from(sums, (sum) => (kept === 0 ? 0 : sum / kept));
}

/** The same direction at length 1. A vector of zeros has no direction and stays as it is. */
export function unit(vector: Float32Array): Float32Array<ArrayBuffer> {
  const length = Math.sqrt(dot(vector, vector));
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** -1 opposite, 0 unrelated, 1 the same direction. 0 where a vector has no direction. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}
