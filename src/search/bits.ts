// Numbers as a row of bits, low ones first: plain, in Elias's gamma code, or in Rice's.
import { withRoom8 } from './buffers.ts';

/** So many bits are seen at a time, wherever in a byte they begin. */
export const windowBits = 25;

/**
 * After so many ones Rice's code gives the number itself: one that is far off takes bytes, not megabytes. They and two more
 * bits are never seen at once.
 */
const mostOnes = 24;

export class BitWriter {
  private bytes = new Uint8Array(64);
  private at = 0;

  /** In bytes; the last may not be full. */
  get length(): number {
    return (this.at + 7) >>> 3;
  }

  /** What follows begins with a byte of its own. */
  align(): void {
    this.at = 8 * this.length;
  }

  clear(): void {
    this.bytes.fill(0, 0, this.length);
    this.at = 0;
  }

  /** Valid until more is written. */
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** The low bits of a number, 32 at most. */
  plain(value: number, width: number): void {
    if (width > windowBits) {
      this.plain(value, 16);
      this.plain(value >>> 16, width - 16);
      return;
    }
    if (this.length + 4 > this.bytes.length) this.bytes = withRoom8(this.bytes, this.length + 4);
    let byte = this.at >>> 3;
    let rest = (value & ((1 << width) - 1)) << (this.at & 7);
    for (; rest !== 0; rest >>>= 8) {
      this.bytes[byte] = (this.bytes[byte] ?? 0) | (rest & 255);
      byte += 1;
    }
    this.at += width;
  }

  /** A number from 1 on: as many noughts as it has bits after its first one, a one, and those bits. */
  gamma(value: number): void {
    const following = 31 - Math.clz32(value);
    if (2 * following < windowBits) this.plain(((value << 1) | 1) << following, 2 * following + 1);
    else {
      this.plain(0, following);
      this.plain(1, 1);
      this.plain(value, following);
    }
  }

  /** A number from 0 on: as many ones as its high bits say, a nought, and its low bits. */
  rice(value: number, lowBits: number): void {
    const ones = Math.min(value >>> lowBits, mostOnes);
    if (ones === mostOnes) {
      this.plain((1 << ones) - 1, ones);
      this.plain(value, 32);
    } else {
      this.plain((1 << ones) - 1, ones + 1);
      this.plain(value, lowBits);
    }
  }

  /** A number from 0 on, seven bits a byte, where a byte begins. */
  sevens(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.plain((rest & 127) | 128, 8);
    this.plain(rest, 8);
  }

  append(other: BitWriter): void {
    other.taken().forEach((byte, at) => {
      this.plain(byte, Math.min(8, other.at - 8 * at));
    });
  }
}

export class BitReader {
  /** Which bit of the bytes is read next. */
  at = 0;
  private readonly bytes: Uint8Array;

  /** Beyond them there are noughts. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  align(): void {
    this.at = 8 * ((this.at + 7) >>> 3);
  }

  plain(width: number): number {
    if (width > windowBits) return (this.plain(16) | (this.plain(width - 16) << 16)) >>> 0;
    const value = windowAt(this.bytes, this.at) & ((1 << width) - 1);
    this.at += width;
    return value;
  }

  gamma(): number {
    const window = windowAt(this.bytes, this.at);
    if ((window & 1) === 1) {
      this.at += 1;
      return 1;
    }
    const following = 31 - Math.clz32(window & -window);
    if (window === 0 || 2 * following >= windowBits) return this.longGamma();
    this.at += 2 * following + 1;
    return (1 << following) | ((window >>> (following + 1)) & ((1 << following) - 1));
  }

  rice(lowBits: number): number {
    const ones = onesIn(windowAt(this.bytes, this.at));
    if (ones >= mostOnes) {
      this.at += mostOnes;
      return this.plain(32);
    }
    this.at += ones + 1;
    return ((ones << lowBits) | this.plain(lowBits)) >>> 0;
  }

  sevens(): number {
    let byte = this.byte();
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.byte();
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  private byte(): number {
    const byte = this.bytes[this.at >>> 3] ?? 0;
    this.at += 8;
    return byte;
  }

  private longGamma(): number {
    let following = 0;
    while (this.plain(1) === 0 && following < 31) following += 1;
    return ((1 << following) | this.plain(following)) >>> 0;
  }
}

export function windowAt(bytes: Uint8Array, at: number): number {
  const byte = at >>> 3;
  const low = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
  return ((low | ((bytes[byte + 3] ?? 0) << 24)) >>> (at & 7)) & 0x1ffffff;
}

/** How many ones there are before the first nought. */
export function onesIn(window: number): number {
  return 31 - Math.clz32(~window & (window + 1));
}
