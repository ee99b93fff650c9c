// Growing typed arrays: room for at least so many elements, doubled so that appending costs constant time on average.

function roomFor(length: number, needed: number): number {
  return Math.max(needed, length * 2, 16);
}

export function withRoom32(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Uint32Array(roomFor(array.length, needed));
  grown.set(array);
  return grown;
}

export function withRoom8(array: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Uint8Array(roomFor(array.length, needed));
  grown.set(array);
  return grown;
}

export function withRoomFloat(array: Float32Array<ArrayBuffer>, needed: number): Float32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Float32Array(roomFor(array.length, needed));
  grown.set(array);
  return grown;
}
