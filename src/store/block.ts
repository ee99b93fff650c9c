// Vectors one behind another in a run of bytes.
import { hexOf } from '#domain/hex.ts';

export interface Vector {
  /** SHA-256 of the exact string that was embedded, lower-case hex. */
  readonly hash: string;
  /** A multiple of four bytes. */
  readonly packed: Uint8Array;
}

/** Vectors as they lie one behind another, read in place: a view of each would take longer to make than to read. */
export interface VectorRun {
  /** The memory they lie in. */
  readonly words: Int32Array<ArrayBuffer>;
  /** Where each begins in it. */
  readonly places: readonly number[];
}

const hashBytes = 32;
const sizeBytes = 4;
/** Of a vector, before what is packed. */
export const headBytes = hashBytes + sizeBytes;
export const headWords = headBytes / 4;

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

/** The vectors that lie from one word up to another. */
export function runIn(words: Int32Array<ArrayBuffer>, from: number, end: number): VectorRun {
  const places: number[] = [];
  for (let place = from; place < end; place += headWords + bytesAt(words, place) / 4) places.push(place);
  return { words, places };
}

/** How many bytes are packed at a place, which begin `headWords` behind it. */
export function bytesAt(words: Int32Array, place: number): number {
  return (words[place + headWords - 1] ?? 0) >>> 0;
}

/** A copy of the vector at a place. */
export function vectorAt(words: Int32Array<ArrayBuffer>, place: number): Vector {
  const from = words.byteOffset + 4 * place;
  const bytes = new Uint8Array(words.buffer, from, headBytes + bytesAt(words, place));
  return { hash: hexOf(bytes.subarray(0, hashBytes)), packed: bytes.slice(headBytes) };
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
