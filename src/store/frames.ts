// Frames: runs of bytes one behind another in a file that is only added to, each with a checksum. What was torn or damaged
// is skipped, and what lies behind it is found again.
import { aligned, wordSum } from '#domain/wordSum.ts';
import type { PrivateFile } from './privateFolder.ts';

/** "CPV1". */
const magic = 0x31565043;
const headWords = 3;
/** Of a frame, before its content. */
export const frameHeadBytes = 4 * headWords;

export interface Frame {
  /** Where in its file its content begins, in bytes. */
  readonly at: number;
  /** Its content lies in here, from one word up to another. */
  readonly words: Int32Array<ArrayBuffer>;
  readonly from: number;
  readonly end: number;
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

/** Reads the frames of one file after the other into the same memory: so much at once, or a frame that is longer. */
export class FrameReader {
  private words: Int32Array<ArrayBuffer>;
  private numbers: Uint32Array<ArrayBuffer>;

  constructor(bytes: number) {
    this.words = new Int32Array(aligned(bytes) / 4);
    this.numbers = new Uint32Array(this.words.buffer);
  }

  /** The whole frames of a file, each good until the next is asked for. A frame begins at a multiple of four. */
  *framesIn(file: Pick<PrivateFile, 'size' | 'read'>): Generator<Frame> {
    const size = file.size();
    let start = 0;
    let held = 0;
    const hold = (at: number, bytes: number): boolean => {
      if (at + bytes > size) return false;
      if (at + bytes <= start + held) return true;
      if (bytes > this.words.byteLength) {
        this.words = new Int32Array(Math.ceil(bytes / 4));
        this.numbers = new Uint32Array(this.words.buffer);
      }
      start = at;
      held = file.read(new Uint8Array(this.words.buffer, 0, Math.min(this.words.byteLength, size - at)), at);
      return bytes <= held;
    };
    for (let at = 0; hold(at, frameHeadBytes);) {
      const head = (at - start) / 4;
      const isOne = this.numbers[head] === magic;
      const length = this.numbers[head + 1] ?? 0;
      const bytes = frameHeadBytes + 4 * Math.ceil(length / 4);
      const isThere = isOne && hold(at, bytes);
      const from = (at - start + frameHeadBytes) / 4;
      const end = from + Math.ceil(length / 4);
      const isWhole = isThere && this.numbers[from - 1] === wordSum(length, this.numbers, from, end);
      if (isWhole) yield { at: at + frameHeadBytes, words: this.words, from, end };
      at += isWhole ? bytes : 4;
    }
  }
}
