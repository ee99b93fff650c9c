// Writes and reads whole numbers (7 bits a byte, low ones first) and texts (length, then UTF-8) in a byte block.
import { withRoom8 } from './buffers.ts';

export class ByteWriter {
  private bytes = new Uint8Array(4096);
  private at = 0;

  /** A whole number from 0 to 2^32 - 1. */
  number(value: number): void {
    if (this.at + 5 > this.bytes.length) this.bytes = withRoom8(this.bytes, this.at + 5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.bytes[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.number(encoded.length);
    this.bytes = withRoom8(this.bytes, this.at + encoded.length);
    this.bytes.set(encoded, this.at);
    this.at += encoded.length;
  }

  get length(): number {
    return this.at;
  }

  /** A copy of what was written. */
  taken(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}

/** Reads what ByteWriter wrote; throws a RangeError where the bytes end too early. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at: number;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Where the next read starts. */
  get position(): number {
    return this.at;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new RangeError('the block ends inside a number');
  }

  text(): string {
    const length = this.number();
    if (this.at + length > this.bytes.length) throw new RangeError('the block ends inside a text');
    const encoded = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return this.decoder.decode(encoded);
  }
}
