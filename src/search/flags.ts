// Yes or no of many, eight in a byte, low ones first.

/** By each whether it is so: 1 or 0. */
export function bitsOf(flags: ArrayLike<number>): Uint8Array {
  const bits = new Uint8Array(Math.ceil(flags.length / 8));
  for (let at = 0; at < flags.length; at += 1)
    bits[at >> 3] = (bits[at >> 3] ?? 0) | ((flags[at] ?? 0) << (at & 7));
  return bits;
}

export function bitAt(bits: Uint8Array, at: number): number {
  return ((bits[at >> 3] ?? 0) >> (at & 7)) & 1;
}
