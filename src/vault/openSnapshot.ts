// Opening a snapshot: its directory and manifest are read and held against each other before anything is unpacked.
import { type NewDigest, portableDigest } from './digest.ts';
import { type Files, whyFailed } from './files.ts';
import { type Manifest, type ManifestEntry, manifestName, natureOf, parseManifest } from './manifest.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { FileTrouble, readZipEntry } from './snapshotEntry.ts';
import { descriptor, directoryRecordBytes, end64Bytes, endBytes, localHeader, mostNameBytes } from './zip.ts';
import type { ZipEnd, ZipEntry } from './zip.ts';
import { parseDirectory, parseEnd } from './zipReading.ts';

/** What is refused before a byte of it is unpacked. */
export interface SnapshotLimits {
  readonly mostEntries: number;
  readonly mostBytes: number;
  readonly mostManifestBytes: number;
  /** Unpacked to packed bytes, asked only of snapshots that declare more than `ratioFromBytes`. */
  readonly mostRatio: number;
  readonly ratioFromBytes: number;
}

export const usualLimits: SnapshotLimits = {
  mostEntries: 1_000_000,
  mostBytes: 2 ** 40,
  mostManifestBytes: 2 ** 28,
  mostRatio: 250,
  ratioFromBytes: 2 ** 30,
};

export interface ReadingOptions {
  readonly newDigest?: NewDigest;
  readonly limits?: SnapshotLimits;
  readonly signal?: AbortSignal;
}

/** An entry, and what the manifest says of it. */
export type OpenEntry = ZipEntry & { readonly listed: ManifestEntry };

/** A snapshot whose directory and manifest agree. What its entries hold has not been looked at. */
export interface OpenSnapshot {
  readonly name: string;
  readonly sizeBytes: number;
  readonly manifest: Manifest;
  readonly end: ZipEnd;
  /** In the file's order. The manifest itself is `last`. */
  readonly entries: readonly OpenEntry[];
  readonly last: ZipEntry;
}

export type Refused = { readonly kind: 'refused'; readonly fault: SnapshotFault };
export type OpenedSnapshot = { readonly kind: 'open'; readonly snapshot: OpenSnapshot } | Refused;

function refused(fault: SnapshotFault): Refused {
  return { kind: 'refused', fault };
}

export async function openSnapshot(
  files: Files,
  name: string,
  options: ReadingOptions = {},
): Promise<OpenedSnapshot> {
  try {
    return await open(files, name, options);
  } catch (error) {
    if (error instanceof FileTrouble) return refused({ kind: 'unreadable', why: error.why });
    throw error;
  }
}

async function open(files: Files, name: string, options: ReadingOptions): Promise<OpenedSnapshot> {
  const { limits = usualLimits, newDigest = portableDigest } = options;
  const sizeBytes = await files.sizeOf(name).catch(rethrown);
  if (sizeBytes === null) return refused({ kind: 'absent' });
  const read = (from: number, bytes: number): Promise<Uint8Array> =>
    files.read(name, from, bytes).catch(rethrown);

  const tailAt = Math.max(0, sizeBytes - endBytes - end64Bytes);
  const end = parseEnd(await read(tailAt, sizeBytes - tailAt), sizeBytes);
  if (end === null) {
    const begins = new TextDecoder().decode(await read(0, 4)) === 'PK\u0003\u0004';
    return refused(begins ? { kind: 'cut short' } : { kind: 'not a snapshot' });
  }
  const mostDirectoryBytes = end.entries * (directoryRecordBytes + mostNameBytes + 28);
  if (end.entries > limits.mostEntries || end.directoryBytes > mostDirectoryBytes)
    return refused({ kind: 'too large', entry: null });
  const directory = parseDirectory(await read(end.directoryAt, end.directoryBytes), end.entries);
  if (directory === null) return refused({ kind: 'damaged', entry: null });
  const fault = faultIn(directory, end, sizeBytes, limits);
  if (fault !== null) return refused(fault);

  const last = directory.at(-1);
  if (last?.name !== manifestName) return refused({ kind: 'missing', entry: manifestName });
  if (last.bytes > limits.mostManifestBytes) return refused({ kind: 'too large', entry: manifestName });
  const bytes = new Uint8Array(last.bytes);
  let filled = 0;
  const wrong = await readZipEntry({ files, name, entry: last, digest: newDigest() }, (chunk) => {
    bytes.set(chunk, filled);
    filled += chunk.length;
  });
  if (wrong.kind === 'refused') return wrong;
  const reading = parseManifest(bytes);
  if (reading.kind === 'newer') return refused(reading);
  if (reading.kind === 'bad') return refused({ kind: 'damaged', entry: manifestName });

  const { manifest } = reading;
  const entries = join(directory.slice(0, -1), manifest);
  if ('kind' in entries) return refused(entries);
  return { kind: 'open', snapshot: { name, sizeBytes, manifest, end, entries, last } };
}

function rethrown(error: unknown): never {
  throw new FileTrouble(whyFailed(error));
}

/** Names, order and sizes: all that can be told from the directory alone. */
function faultIn(
  directory: readonly ZipEntry[],
  end: ZipEnd,
  sizeBytes: number,
  limits: SnapshotLimits,
): SnapshotFault | null {
  const names = new Set<string>();
  let at = 0;
  let total = 0;
  for (const entry of directory) {
    if (natureOf(entry.name) === null) return { kind: 'strange name', entry: entry.name };
    if (names.has(entry.name)) return { kind: 'duplicate', entry: entry.name };
    names.add(entry.name);
    total += entry.bytes;
    if (total > limits.mostBytes) return { kind: 'too large', entry: entry.name };
    // Entries that overlap would be unpacked more than once: one follows the other, without a gap.
    if (entry.at !== at) return { kind: 'damaged', entry: entry.name };
    at += localHeader(entry.name).length + entry.packedBytes + descriptor(entry).length;
  }
  if (at !== end.directoryAt) return { kind: 'damaged', entry: null };
  if (total > limits.ratioFromBytes && total > sizeBytes * limits.mostRatio)
    return { kind: 'too large', entry: null };
  return null;
}

/** The directory's entries, each with what the manifest says of it; or the first that only one of them knows. */
function join(directory: readonly ZipEntry[], manifest: Manifest): OpenSnapshot['entries'] | SnapshotFault {
  const present = new Set(directory.map(({ name }) => name));
  const listed = new Map<string, ManifestEntry>();
  for (const entry of manifest.entries) {
    if (listed.has(entry.name)) return { kind: 'duplicate', entry: entry.name };
    if (!present.has(entry.name)) return { kind: 'missing', entry: entry.name };
    listed.set(entry.name, entry);
  }
  const joined: OpenEntry[] = [];
  for (const entry of directory) {
    const own = listed.get(entry.name);
    if (own === undefined) return { kind: 'unlisted', entry: entry.name };
    if (own.bytes !== entry.bytes) return { kind: 'too large', entry: entry.name };
    joined.push({ ...entry, listed: own });
  }
  return joined;
}
