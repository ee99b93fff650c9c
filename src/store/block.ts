// Blocks: vectors packed into a row of about 1 MB, with a checksum that tells whether all of it is still there.

export interface Vector {
  /** SHA-256 of the exact string that was embedded, lower-case hex. */
  readonly hash: string;
  readonly packed: Uint8Array;
}

const hashBytes = 32;
const sizeBytes = 4;

//  hash (32) | bytes that follow (u32, little-endian) | packed ...   and again, for each vector

export function encodeVectors(vectors: readonly Vector[]): Uint8Array<ArrayBuffer> {
  const total = vectors.reduce((sum, { packed }) => sum + hashBytes + sizeBytes + packed.length, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { hash, packed } of vectors) {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('not a SHA-256');
    for (let index = 0; index < hashBytes; index += 1)
      bytes[at + index] = Number.parseInt(hash.slice(2 * index, 2 * index + 2), 16);
    view.setUint32(at + hashBytes, packed.length, true);
    bytes.set(packed, at + hashBytes + sizeBytes);
    at += hashBytes + sizeBytes + packed.length;
  }
  return bytes;
}

export function decodeVectors(bytes: Uint8Array): readonly Vector[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const vectors: Vector[] = [];
  for (let at = 0; at < bytes.length;) {
    const from = at + hashBytes + sizeBytes;
    const to = from + view.getUint32(at + hashBytes, true);
    vectors.push({ hash: hexOf(bytes.subarray(at, at + hashBytes)), packed: bytes.slice(from, to) });
    at = to;
  }
  return vectors;
}

export async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
