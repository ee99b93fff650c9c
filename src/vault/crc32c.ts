// CRC-32C (Castagnoli, RFC 3720 appendix B.4): notices damaged bytes, not malice.
import { checksumWith } from './crc32.ts';

export const crc32c = checksumWith(0x82f63b78);
