// Spellings: names and texts as UTF-8 bytes in a long row of them, read and compared where they stand.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const shortest = 64;

export function encoded(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text between two places; short plain ones without the decoder, which takes longer to call than to run. */
export function decoded(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= shortest) {
    let text = '';
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte > 127) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(start, end));
}

/** Below 0 when the first comes first, 0 when they are equal: the order of bytes, which is that of code points. */
export function compareBytes(
  one: Uint8Array,
  oneStart: number,
  oneEnd: number,
  other: Uint8Array,
  otherStart: number,
  otherEnd: number,
): number {
  const shared = Math.min(oneEnd - oneStart, otherEnd - otherStart);
  for (let at = 0; at < shared; at += 1) {
    const difference = (one[oneStart + at] ?? 0) - (other[otherStart + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return oneEnd - oneStart - (otherEnd - otherStart);
}

/** FNV-1a, for tables that find a spelling by it. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
