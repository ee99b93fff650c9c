// Reading one entry of a snapshot: unpacked as it comes, never more than it declares, and checked at its end.
import type { Digest } from './digest.ts';
import { crc32 } from './crc32.ts';
import { inflated } from './deflate.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { bytesOf } from './segments.ts';
import { descriptor, localHeader, type ZipEntry } from './zip.ts';
import { isSame } from './zipReading.ts';

/** The machine failed a file operation; what the snapshot holds is not known. */
export class FileTrouble extends Error {
  override readonly name = 'FileTrouble';
  readonly why: FileFailure;

  constructor(why: FileFailure) {
    super(why);
    this.why = why;
  }
}

export interface EntryPlace {
  readonly files: Files;
  /** The snapshot's file. */
  readonly name: string;
  readonly entry: ZipEntry;
  /** Of the unpacked bytes. */
  readonly digest: Digest;
  /** Told every byte of the file that belongs to the entry, in order. */
  readonly watch?: (bytes: Uint8Array) => void;
  readonly signal?: AbortSignal;
}

/** Takes the unpacked bytes. What it was given counts only once the whole entry was found sound. */
export type Take = (chunk: Uint8Array) => Promise<void> | void;

export type EntryReading =
  | { readonly kind: 'sound'; readonly sha256: string }
  | { readonly kind: 'refused'; readonly fault: SnapshotFault };

/** Rejects only with what `take` throws, or when it is stopped. */
export async function readZipEntry(place: EntryPlace, take: Take): Promise<EntryReading> {
  const { entry, digest, signal } = place;
  const refused = (fault: SnapshotFault): EntryReading => ({ kind: 'refused', fault });
  const damaged = refused({ kind: 'damaged', entry: entry.name });
  const faulty = (error: unknown): EntryReading =>
    error instanceof FileTrouble ? refused({ kind: 'unreadable', why: error.why }) : damaged;
  const head = localHeader(entry.name);
  const packedAt = entry.at + head.length;
  const tail = descriptor(entry);

  const chunks = inflated(fileBytes(place, packedAt, packedAt + entry.packedBytes));
  let bytes = 0;
  let sum = 0;
  try {
    if (!(await isAt(place, entry.at, head))) return damaged;
    for (;;) {
      signal?.throwIfAborted();
      const next = await chunks.next().catch((error: unknown) => ({ done: 'failed', error }) as const);
      if (next.done === 'failed') return faulty(next.error);
      if (next.done === true) break;
      const chunk = next.value;
      bytes += chunk.length;
      if (bytes > entry.bytes) return refused({ kind: 'too large', entry: entry.name });
      sum = crc32(chunk, sum);
      digest.update(chunk);
      await take(chunk);
    }
    if (!(await isAt(place, packedAt + entry.packedBytes, tail))) return damaged;
  } catch (error) {
    if (error instanceof FileTrouble) return faulty(error);
    throw error;
  } finally {
    await chunks.return(undefined);
  }
  return bytes === entry.bytes && sum === entry.crc32 ? { kind: 'sound', sha256: digest.hex() } : damaged;
}

/** The file's bytes from one offset to another, watched; a machine's failure is a `FileTrouble`. */
export async function* fileBytes(
  { files, name, watch }: Pick<EntryPlace, 'files' | 'name' | 'watch'>,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  const chunks = bytesOf(files, name, from, to);
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new FileTrouble(whyFailed(error));
    });
    if (next.done === true) return;
    watch?.(next.value);
    yield next.value;
  }
}

/** True when exactly these bytes stand at an offset. */
async function isAt(place: EntryPlace, at: number, expected: Uint8Array): Promise<boolean> {
  let seen = 0;
  for await (const chunk of fileBytes(place, at, at + expected.length)) {
    if (!isSame(chunk, expected.subarray(seen, seen + chunk.length))) return false;
    seen += chunk.length;
  }
  return seen === expected.length;
}
