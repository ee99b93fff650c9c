// Forged snapshots: zips with any entries and any manifest, whose own checksums and seal are right.
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '#vault/crc32.ts';
import { encodeManifest, makeManifest, type Manifest, manifestName, natureOf } from '#vault/manifest.ts';
import { sha256Hex } from '#vault/sha256.ts';
import {
  descriptor,
  directoryRecord,
  end64Records,
  endRecord,
  localHeader,
  type ZipEntry,
} from '#vault/zip.ts';
import { MemoryFiles } from './memoryFiles.ts';

export interface Forged {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the directory says, where it is not true. */
  readonly says?: Partial<ZipEntry>;
}

const about = {
  notebookId: 'a notebook',
  createdAt: '2026-11-23T10:00:00.000Z',
  lastSeq: 3,
  reason: 'test',
  program: '0.1.0',
};

export function textEntry(name: string, text: string): Forged {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** The manifest that these entries should have. */
export function honestManifest(entries: readonly Forged[]): Manifest {
  return makeManifest(
    about,
    entries.map(({ name, bytes }) => ({
      name,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      ...(natureOf(name)?.kind === 'records' && { records: bytes.filter((byte) => byte === 10).length }),
    })),
  );
}

export function forge(entries: readonly Forged[], manifest: Uint8Array | null): MemoryFiles {
  const parts: Uint8Array[] = [];
  const directory: ZipEntry[] = [];
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const { name, bytes, says } of [
    ...entries,
    ...(manifest ? [{ name: manifestName, bytes: manifest, says: {} }] : []),
  ]) {
    const packed = deflateRawSync(bytes);
    const entry = { name, crc32: crc32(bytes), packedBytes: packed.length, bytes: bytes.length, at, ...says };
    put(localHeader(name));
    put(packed);
    put(descriptor(entry));
    directory.push(entry);
  }
  const directoryAt = at;
  directory.forEach((entry) => put(directoryRecord(entry)));
  const end = { entries: directory.length, directoryAt, directoryBytes: at - directoryAt };
  put(end64Records(end));
  const seal = sha256Hex(Uint8Array.from(Buffer.concat(parts)));
  put(endRecord({ ...end, seal }));
  const files = new MemoryFiles();
  files.put('a.zip', Uint8Array.from(Buffer.concat(parts)));
  return files;
}

export function forgeHonest(entries: readonly Forged[]): MemoryFiles {
  return forge(entries, encodeManifest(honestManifest(entries)));
}
