// Vectors one behind another in a run of bytes.
import { hexOf } from '#domain/hex.ts';

export interface Vector {
  /** SHA-256 of the exact string that was embedded, lower-case hex. */
  readonly hash: string;
  /** A multiple of four bytes. */
  readonly packed: Uint8Array;
}

/** A vector as it lies in a block: views of its bytes, not copies. */
export interface BlockVector {
  readonly hash: Uint8Array;
  readonly packed: Uint8Array;
}

const hashBytes = 32;
const sizeBytes = 4;
/** Of a vector, before what is packed. */
export const headBytes = hashBytes + sizeBytes;

//  hash (32) | bytes that follow (u32, little-endian) | packed ...   and again, for each vector

export function encodeVectors(vectors: readonly Vector[]): Uint8Array<ArrayBuffer> {
  const total = vectors.reduce((sum, { packed }) => sum + headBytes + packed.length, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { hash, packed } of vectors) {
    bytes.set(bytesOf(hash), at);
    view.setUint32(at + hashBytes, packed.length, true);
    bytes.set(packed, at + headBytes);
    at += headBytes + packed.length;
  }
  return bytes;
}

export function decodeVectors(bytes: Uint8Array): readonly BlockVector[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const vectors: BlockVector[] = [];
  for (let at = 0; at < bytes.length;) {
    const from = at + headBytes;
    const to = from + view.getUint32(at + hashBytes, true);
    vectors.push({ hash: bytes.subarray(at, at + hashBytes), packed: bytes.subarray(from, to) });
    at = to;
  }
  return vectors;
}

export async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Of a SHA-256 in hex. */
function bytesOf(hash: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('not a SHA-256');
  return Uint8Array.from({ length: hashBytes }, (_, at) =>
    Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16),
  );
}
