// Sections: typed arrays one behind another in one run of bytes, with a checksum that tells whether all of it is there.
import { aligned, wordSum } from '#domain/wordSum.ts';
import type { Numbers } from './numbers.ts';

/** "CPS1". */
const magic = 0x31535043;
const headNumbers = 3;

/**
 *   magic | checksum | sections | length of each, in bytes | the sections, each from a multiple of four
 *
 * Numbers are little-endian, as every machine has them that the program runs on.
 */
export function packSections(sections: readonly Numbers[]): Uint8Array<ArrayBuffer> {
  const head = 4 * (headNumbers + sections.length);
  const size = sections.reduce((sum, { byteLength }) => sum + aligned(byteLength), head);
  const packed = new Uint8Array(size);
  const numbers = new Uint32Array(packed.buffer);
  numbers[0] = magic;
  numbers[2] = sections.length;
  let at = head;
  sections.forEach((section, index) => {
    numbers[headNumbers + index] = section.byteLength;
    packed.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at += aligned(section.byteLength);
  });
  numbers[1] = sumOf(numbers);
  return packed;
}

/** Reads sections in the order in which they were packed. The arrays look into the bytes given; they are not copies. */
export class SectionReader {
  private readonly bytes: Uint8Array;
  private readonly lengths: readonly number[];
  private section = 0;
  private at: number;

  /** Throws a RangeError where the bytes are not whole; the checksum of `fresh` ones was worked out just now. */
  constructor(given: Uint8Array, fresh = false) {
    this.bytes = given.byteOffset % 4 === 0 ? given : given.slice();
    const { buffer, byteOffset, byteLength } = this.bytes;
    if (byteLength % 4 !== 0) throw new RangeError('the block does not end where a number ends');
    const numbers = new Uint32Array(buffer, byteOffset, byteLength / 4);
    const count = numbers[2] ?? 0;
    if (
      numbers[0] !== magic ||
      (!fresh && numbers[1] !== sumOf(numbers)) ||
      headNumbers + count > numbers.length
    )
      throw new RangeError('the block is not whole');
    this.lengths = [...numbers.subarray(headNumbers, headNumbers + count)];
    this.at = 4 * (headNumbers + count);
    const end = this.lengths.reduce((sum, length) => sum + aligned(length), this.at);
    if (end !== byteLength) throw new RangeError('the block is shorter or longer than it says');
  }

  bytes8(): Uint8Array {
    const [offset, length] = this.next();
    return new Uint8Array(this.bytes.buffer, offset, length);
  }

  numbers32(): Uint32Array {
    const [offset, length] = this.next();
    return new Uint32Array(this.bytes.buffer, offset, length >> 2);
  }

  /** So many numbers, as `narrowed` left them: in as many bytes each as there are for them. */
  numbersOf(count: number): Numbers {
    const [offset, length] = this.next();
    if (length === 0) return new Uint8Array();
    if (length === count) return new Uint8Array(this.bytes.buffer, offset, count);
    if (length === 2 * count) return new Uint16Array(this.bytes.buffer, offset, count);
    if (length === 4 * count) return new Uint32Array(this.bytes.buffer, offset, count);
    throw new RangeError('the block has more or fewer numbers than it says');
  }

  private next(): readonly [offset: number, length: number] {
    const length = this.lengths[this.section];
    if (length === undefined) throw new RangeError('the block lacks a section');
    const offset = this.bytes.byteOffset + this.at;
    this.section += 1;
    this.at += aligned(length);
    return [offset, length];
  }
}

/** Of every number after the checksum's own place. */
function sumOf(numbers: Uint32Array): number {
  return wordSum(numbers.length, numbers, 2, numbers.length);
}
