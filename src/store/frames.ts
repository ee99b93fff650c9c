// Frames: runs of bytes one behind another in a file that is only added to, each with a checksum. What was torn or damaged
// is skipped, and what lies behind it is found again.
import { aligned, wordSum } from '#domain/wordSum.ts';

/** "CPV1". */
const magic = 0x31565043;
const headWords = 3;
/** Of a frame, before its content. */
export const frameHeadBytes = 4 * headWords;

export interface Frame {
  /** Where in the bytes its content begins. */
  readonly at: number;
  /** A view, not a copy. */
  readonly content: Uint8Array<ArrayBuffer>;
}

/**
 *   magic | bytes of the content | checksum of these bytes | content, filled up to a multiple of four
 *
 * Numbers are little-endian, as every machine has them that the program runs on.
 */
export function frameOf(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frameHeadBytes + aligned(content.length));
  bytes.set(content, frameHeadBytes);
  const words = new Uint32Array(bytes.buffer);
  words[0] = magic;
  words[1] = content.length;
  words[2] = wordSum(content.length, words, headWords, words.length);
  return bytes;
}

/** The whole frames among the first bytes of a buffer. A frame begins at a multiple of four. */
export function* framesIn(buffer: ArrayBuffer, size: number): Generator<Frame> {
  const words = new Uint32Array(buffer, 0, size >>> 2);
  for (let at = 0; at + headWords <= words.length;) {
    const length = words[at + 1] ?? 0;
    const from = at + headWords;
    const end = from + Math.ceil(length / 4);
    const isWhole =
      words[at] === magic && end <= words.length && words[at + 2] === wordSum(length, words, from, end);
    if (isWhole) yield { at: 4 * from, content: new Uint8Array(buffer, 4 * from, length) };
    at = isWhole ? end : at + 1;
  }
}
