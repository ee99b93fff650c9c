// CRC-32C (Castagnoli, RFC 3720 appendix B.4): notices damaged bytes, not malice.

const polynomial = 0x82f63b78; // bit-reversed

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  return rest;
});

/** Checksum of the bytes, or of `before`'s bytes followed by these, given the checksum of those before. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return ~rest >>> 0;
}
