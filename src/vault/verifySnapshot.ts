// Verifying a snapshot: every byte of the file is read once, unpacked and held against the manifest and the seal.
import { type NewDigest, portableDigest } from './digest.ts';
import type { Files } from './files.ts';
import { type Manifest, natureOf } from './manifest.ts';
import {
  type OpenEntry,
  type OpenSnapshot,
  openSnapshot,
  type ReadingOptions,
  type Refused,
  usualLimits,
} from './openSnapshot.ts';
import { fileBytes, FileTrouble, readZipEntry, type Take } from './snapshotEntry.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { endBytes } from './zip.ts';

export type Verified =
  { readonly kind: 'verified'; readonly manifest: Manifest; readonly sizeBytes: number } | Refused;

const newLine = 0x0a;

/** Reads a whole snapshot. Holds no more than a few hundred kilobytes of it, the directory and the manifest. */
export async function verifySnapshot(
  files: Files,
  name: string,
  options: ReadingOptions = {},
): Promise<Verified> {
  const surveyed = await surveySnapshot(files, name, { ...options, until: 'first fault' });
  if (surveyed.kind === 'refused') return surveyed;
  const [fault] = surveyed.faults;
  const { manifest, sizeBytes } = surveyed.snapshot;
  return fault === undefined ? { kind: 'verified', manifest, sizeBytes } : { kind: 'refused', fault };
}

export interface SurveyOptions extends ReadingOptions {
  /** Whether to stop at the first fault, or to find every entry that is damaged. */
  readonly until: 'first fault' | 'end';
  /** Told how much of the file was read. */
  readonly report?: (doneBytes: number, totalBytes: number) => Promise<void> | void;
}

export type Surveyed =
  /** Nothing can be told of its entries. */
  | Refused
  | {
      readonly kind: 'surveyed';
      readonly snapshot: OpenSnapshot;
      /** Those that are as they were written. */
      readonly healthy: readonly OpenEntry[];
      /** None for a sound snapshot. */
      readonly faults: readonly SnapshotFault[];
    };

/** Reads a whole snapshot, as `verifySnapshot` does, and tells what of it is sound. */
export async function surveySnapshot(files: Files, name: string, options: SurveyOptions): Promise<Surveyed> {
  const { newDigest = portableDigest, signal, until, report } = options;
  const opened = await openSnapshot(files, name, { limits: usualLimits, ...options });
  if (opened.kind === 'refused') return opened;
  const { snapshot } = opened;
  const whole = newDigest();
  const watch = (bytes: Uint8Array): void => {
    whole.update(bytes);
  };
  const healthy: OpenEntry[] = [];
  const faults: SnapshotFault[] = [];
  for (const entry of snapshot.entries) {
    let doneBytes = 0;
    const tell = async (chunk: Uint8Array): Promise<void> => {
      doneBytes += chunk.length;
      const share = entry.bytes === 0 ? 0 : doneBytes / entry.bytes;
      await report?.(Math.round(entry.at + share * entry.packedBytes), snapshot.sizeBytes);
    };
    const fault = await readWatched(files, name, entry, tell, { ...options, watch });
    if (fault === null) healthy.push(entry);
    else faults.push(fault);
    if (fault !== null && until === 'first fault') return { kind: 'surveyed', snapshot, healthy, faults };
  }
  const last = { files, name, entry: snapshot.last, digest: newDigest(), watch, ...(signal && { signal }) };
  const reading = await readZipEntry(last, () => undefined);
  if (reading.kind === 'refused') return reading;
  const directory = fileBytes(
    { files, name, watch },
    snapshot.end.directoryAt,
    snapshot.sizeBytes - endBytes,
  );
  try {
    for await (const _ of directory) signal?.throwIfAborted();
  } catch (error) {
    if (error instanceof FileTrouble)
      return { kind: 'refused', fault: { kind: 'unreadable', why: error.why } };
    throw error;
  }
  // An entry that is damaged was not read to its end: the seal says nothing then.
  if (faults.length === 0 && whole.hex() !== snapshot.end.seal) faults.push({ kind: 'damaged', entry: null });
  return { kind: 'surveyed', snapshot, healthy, faults };
}

/**
 * Gives the unpacked bytes of one entry to `take`, and answers null when they were all as the manifest says. What was
 * taken before another answer came must be thrown away.
 */
export function readEntry(
  files: Files,
  snapshot: OpenSnapshot,
  entry: OpenEntry,
  take: Take,
  options: ReadingOptions = {},
): Promise<SnapshotFault | null> {
  return readWatched(files, snapshot.name, entry, take, options);
}

interface WatchedOptions {
  readonly newDigest?: NewDigest;
  readonly signal?: AbortSignal;
  readonly watch?: (bytes: Uint8Array) => void;
}

async function readWatched(
  files: Files,
  name: string,
  entry: OpenEntry,
  take: Take,
  { newDigest = portableDigest, signal, watch }: WatchedOptions,
): Promise<SnapshotFault | null> {
  let lines = 0;
  let lastByte = newLine;
  const place = {
    files,
    name,
    entry,
    digest: newDigest(),
    ...(watch && { watch }),
    ...(signal && { signal }),
  };
  const reading = await readZipEntry(place, async (chunk) => {
    for (let at = chunk.indexOf(newLine); at !== -1; at = chunk.indexOf(newLine, at + 1)) lines += 1;
    lastByte = chunk.at(-1) ?? lastByte;
    await take(chunk);
  });
  if (reading.kind === 'refused') return reading.fault;
  if (reading.sha256 !== entry.listed.sha256) return { kind: 'wrong hash', entry: entry.name };
  const nature = natureOf(entry.name);
  if (nature?.kind === 'attachment' && nature.sha256 !== reading.sha256)
    return { kind: 'wrong hash', entry: entry.name };
  const isCounted = nature?.kind !== 'records' || (lines === entry.listed.records && lastByte === newLine);
  return isCounted ? null : { kind: 'wrong count', entry: entry.name };
}
