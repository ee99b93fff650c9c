// CRC checksums, and CRC-32 (ISO 3309), the one that zip files carry.

/** A checksum of bytes, or of `before`'s bytes followed by these, given the checksum of those before. */
export type Checksum = (bytes: Uint8Array, before?: number) => number;

/** The 32-bit checksum with a polynomial, its bits reversed. */
export function checksumWith(polynomial: number): Checksum {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
    return rest;
  });
  return (bytes, before = 0) => {
    let rest = ~before;
    for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
    return ~rest >>> 0;
  };
}

export const crc32 = checksumWith(0xedb88320);
