// Writing a snapshot: streamed into a temporary file, synced, read back and verified, and only then given its name.
import { crc32 } from './crc32.ts';
import { type Deflate, portableDeflate } from './deflate.ts';
import { type Digest, type NewDigest, portableDigest } from './digest.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import {
  attachmentName,
  encodeManifest,
  makeManifest,
  type Manifest,
  type ManifestEntry,
  manifestName,
  natureOf,
  readmeName,
  recordsName,
  type SnapshotAbout,
} from './manifest.ts';
import type { SnapshotLimits } from './openSnapshot.ts';
import { byKind, type RecordBatch } from './recordLines.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { snapshotReadme } from './snapshotReadme.ts';
import { openSink, type Sink } from './snapshotSink.ts';
import { verifySnapshot } from './verifySnapshot.ts';
import { descriptor, directoryRecord, end64Records, endRecord, localHeader, type ZipEntry } from './zip.ts';

export interface AttachedFile {
  readonly sha256: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

export interface SnapshotContent {
  readonly about: SnapshotAbout;
  /** Batches of one kind come one after the other. */
  readonly records: AsyncIterable<RecordBatch>;
  readonly attachments: AsyncIterable<AttachedFile>;
}

export interface WritingOptions {
  readonly newDigest?: NewDigest;
  readonly deflate?: Deflate;
  readonly limits?: SnapshotLimits;
  readonly signal?: AbortSignal;
}

export type SnapshotWritten =
  | { readonly kind: 'kept'; readonly manifest: Manifest; readonly sizeBytes: number }
  | { readonly kind: 'failed'; readonly why: FileFailure }
  /** What was written is not what was read back: nothing was kept. */
  | { readonly kind: 'refused'; readonly fault: SnapshotFault };

const temporaryEnding = '.part';

export function temporaryName(name: string): string {
  return name + temporaryEnding;
}

/**
 * Writes a snapshot under a name in the first folder. It is there, whole and verified, or not at all: now and after a
 * power cut. Rejects with what the content throws, and when it is stopped; nothing stays behind then either.
 */
export async function writeSnapshot(
  files: Files,
  name: string,
  content: SnapshotContent,
  options: WritingOptions = {},
): Promise<SnapshotWritten> {
  const temporary = temporaryName(name);
  const sink = openSink(files, temporary, options.newDigest ?? portableDigest);
  const refusedAfter = (fault: SnapshotFault): Promise<SnapshotWritten> =>
    dropped(files, temporary, { kind: 'refused', fault });
  try {
    const manifest = await fill(sink, content, options);
    await sink.finish();
    const verified = await verifySnapshot(files, temporary, options);
    if (verified.kind === 'refused') return await refusedAfter(verified.fault);
    if (!isSameManifest(verified.manifest, manifest))
      return await refusedAfter({ kind: 'damaged', entry: manifestName });
    await sink.attempt(() => files.rename(temporary, name));
    await sink.attempt(() => files.syncFolder(''));
    return { kind: 'kept', manifest, sizeBytes: verified.sizeBytes };
  } catch (error) {
    await sink.giveUp();
    await dropped(files, temporary, null);
    if (sink.isOwnFailure(error)) return { kind: 'failed', why: whyFailed(error) };
    throw error;
  }
}

/** Takes the temporary file away. One that cannot be removed now is swept at the next start. */
async function dropped<T>(files: Files, temporary: string, answer: T): Promise<T> {
  await files.remove(temporary).catch(() => undefined);
  return answer;
}

function isSameManifest(one: Manifest, other: Manifest): boolean {
  return new TextDecoder().decode(encodeManifest(one)) === new TextDecoder().decode(encodeManifest(other));
}

async function fill(sink: Sink, content: SnapshotContent, options: WritingOptions): Promise<Manifest> {
  const { about, records, attachments } = content;
  const { newDigest = portableDigest, deflate = portableDeflate, signal } = options;
  const entries: ManifestEntry[] = [];
  const directory: ZipEntry[] = [];
  const names = new Set<string>();
  const put = async (name: string, bytes: AsyncIterable<Uint8Array>): Promise<ManifestEntry> => {
    if (natureOf(name) === null || names.has(name)) throw new RangeError(`${name} cannot be in a snapshot`);
    names.add(name);
    const digest = newDigest();
    const entry = await packEntry(sink, name, stoppable(bytes, signal), {
      deflate,
      update: (chunk) => digest.update(chunk),
    });
    directory.push(entry);
    return { name, bytes: entry.bytes, sha256: digest.hex() };
  };

  entries.push(await put(readmeName, once(new TextEncoder().encode(snapshotReadme))));
  for await (const { kind, lines, count } of byKind(records)) {
    const listed = await put(recordsName(kind), lines);
    entries.push({ ...listed, records: count() });
  }
  for await (const { sha256, bytes } of attachments) entries.push(await put(attachmentName(sha256), bytes()));
  const manifest = makeManifest(about, entries);
  await put(manifestName, once(encodeManifest(manifest)));

  const directoryAt = sink.at();
  for (const entry of directory) await sink.write(directoryRecord(entry));
  const end = { entries: directory.length, directoryAt, directoryBytes: sink.at() - directoryAt };
  await sink.write(end64Records(end));
  await sink.write(endRecord({ ...end, seal: sink.seal() }));
  return manifest;
}

async function packEntry(
  sink: Sink,
  name: string,
  source: AsyncIterable<Uint8Array>,
  { deflate, update }: { readonly deflate: Deflate; readonly update: Digest['update'] },
): Promise<ZipEntry> {
  const at = sink.at();
  await sink.write(localHeader(name));
  const from = sink.at();
  let bytes = 0;
  let sum = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      bytes += chunk.length;
      sum = crc32(chunk, sum);
      update(chunk);
      yield chunk;
    }
  }
  for await (const chunk of deflate(counted())) await sink.write(chunk);
  const entry = { name, crc32: sum, packedBytes: sink.at() - from, bytes, at };
  await sink.write(descriptor(entry));
  return entry;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function* stoppable(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
