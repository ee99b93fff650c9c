// SHA-256 of bytes that come in parts. The machine may bring its own, which is many times faster.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export interface Digest {
  update(bytes: Uint8Array): void;
  /** Lower-case hex of all bytes so far. Nothing may be added after it. */
  hex(): string;
}

export type NewDigest = () => Digest;

export const portableDigest: NewDigest = () => {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => bytesToHex(hash.digest()),
  };
};
