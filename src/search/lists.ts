// Growing lists of numbers and of bytes, for what is packed in the end.
import { withRoom32, withRoom8 } from './buffers.ts';

export class NumberList {
  private numbers = new Uint32Array(16);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) this.numbers = withRoom32(this.numbers, this.length + 1);
    this.numbers[this.length++] = number;
  }

  at(index: number): number {
    return this.numbers[index] ?? 0;
  }

  set(index: number, number: number): void {
    this.numbers[index] = number;
  }

  /** Adds to a number that is in the list. */
  add(index: number, more: number): void {
    this.numbers[index] = (this.numbers[index] ?? 0) + more;
  }

  /** Drops everything from a place on. */
  cut(length: number): void {
    this.length = length;
  }

  /** What is in the list; valid until it changes. */
  taken(): Uint32Array {
    return this.numbers.subarray(0, this.length);
  }
}

export class ByteList {
  private bytes = new Uint8Array(64);
  length = 0;

  push(byte: number): void {
    if (this.length === this.bytes.length) this.bytes = withRoom8(this.bytes, this.length + 1);
    this.bytes[this.length++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.bytes = withRoom8(this.bytes, this.length + bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A whole number from 0 to 2^32 - 1, seven bits a byte, low ones first. */
  number(value: number): void {
    if (this.length + 5 > this.bytes.length) this.bytes = withRoom8(this.bytes, this.length + 5);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  clear(): void {
    this.length = 0;
  }

  /** What is in the list; valid until it changes. */
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
