// CRC checksums, and CRC-32 (ISO 3309), the one that zip files carry.

/** A checksum of bytes, or of `before`'s bytes followed by these, given the checksum of those before. */
export type Checksum = (bytes: Uint8Array, before?: number) => number;

/**
 * The 32-bit checksum with a polynomial, its bits reversed. Eight bytes at a step, each by a table of its own (slicing by
 * eight: Kounavis and Berry, 2005).
 */
export function checksumWith(polynomial: number): Checksum {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
    tables[byte] = rest;
  }
  for (let at = 256; at < tables.length; at += 1) {
    const before = tables[at - 256] ?? 0;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
  }
  const after = (byte: number, zeros: number): number => tables[(zeros << 8) | (byte & 0xff)] ?? 0;
  return (bytes, before = 0) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const steps = bytes.length - (bytes.length % 8);
    let rest = ~before;
    for (let at = 0; at < steps; at += 8) {
      const low = view.getUint32(at, true) ^ rest;
      const high = view.getUint32(at + 4, true);
      rest =
        after(low, 7) ^
        after(low >>> 8, 6) ^
        after(low >>> 16, 5) ^
        after(low >>> 24, 4) ^
        after(high, 3) ^
        after(high >>> 8, 2) ^
        after(high >>> 16, 1) ^
        after(high >>> 24, 0);
    }
    for (let at = steps; at < bytes.length; at += 1) rest = (rest >>> 8) ^ after(rest ^ view.getUint8(at), 0);
    return ~rest >>> 0;
  };
}

export const crc32 = checksumWith(0xedb88320);
