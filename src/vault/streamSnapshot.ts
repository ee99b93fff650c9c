// Sending a snapshot: verified from the first byte to the last before any of it is sent, and again while it is.
import { keepAttachment } from './attachments.ts';
import { type NewDigest, portableDigest } from './digest.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import { type Give, given } from './given.ts';
import { type Manifest, natureOf, type SnapshotAbout } from './manifest.ts';
import type { OpenEntry, OpenSnapshot } from './openSnapshot.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { encodePart, type StreamContents, type StreamPart } from './snapshotStream.ts';
import { readEntry, surveySnapshot } from './verifySnapshot.ts';

export interface StreamOptions {
  /** Whether a snapshot with damaged entries is refused, or sent without them. */
  readonly part: 'whole' | 'healthy';
  /** Whether its records follow, or only the word that it is sound. */
  readonly records: boolean;
  /** Where its attached files are stored before the records follow; null to leave them. */
  readonly attachTo: Files | null;
  /** Told when it was read to its end: its first fault, or null. */
  readonly surveyed?: (fault: SnapshotFault | null) => Promise<void>;
  readonly newDigest?: NewDigest;
}

/** The disk did not take an attached file. */
class StoringFailed extends Error {
  override readonly name = 'StoringFailed';
  readonly why: FileFailure;

  constructor(why: FileFailure) {
    super(why);
    this.why = why;
  }
}

/** News at most once for so many bytes. */
const reportBytes = 4 * 2 ** 20;

/** The parts of a snapshot as `partsIn` reads them. Reads no faster than it is asked, and stops when no more is wanted. */
export function streamSnapshot(
  files: Files,
  name: string,
  options: StreamOptions,
): AsyncGenerator<Uint8Array> {
  return given<Uint8Array>(async (give, signal) => {
    const tell = (part: StreamPart): Promise<void> => give(encodePart(part));
    try {
      await send(files, name, options, tell, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      await tell({ kind: 'failed', why: error instanceof StoringFailed ? error.why : whyFailed(error) });
    }
  });
}

async function send(
  files: Files,
  name: string,
  options: StreamOptions,
  tell: Give<StreamPart>,
  signal: AbortSignal,
): Promise<void> {
  const { newDigest = portableDigest, part, records, attachTo } = options;
  const reading = { newDigest, signal };
  const surveyed = await surveySnapshot(files, name, {
    ...reading,
    until: 'end',
    report: sparingly((done, total) => tell({ kind: 'verifying', done, total })),
  });
  await options.surveyed?.(surveyed.kind === 'refused' ? surveyed.fault : (surveyed.faults[0] ?? null));
  if (surveyed.kind === 'refused') return tell({ ...surveyed, healthy: null });
  const { snapshot, healthy, faults } = surveyed;
  const [fault] = faults;
  if (fault !== undefined && part === 'whole')
    return tell({ kind: 'refused', fault, healthy: contentsOf(healthy) });
  const leftOut = snapshot.entries.filter((entry) => !healthy.includes(entry)).map((entry) => entry.name);
  await tell({
    kind: 'verified',
    about: aboutOf(snapshot.manifest),
    contents: contentsOf(healthy),
    sizeBytes: snapshot.sizeBytes,
    leftOut,
  });
  const attached = healthy.filter(({ name }) => natureOf(name)?.kind === 'attachment').map(sha256Of);
  for (let at = 0; at < attached.length; at += 1000)
    await tell({ kind: 'attached', sound: attached.slice(at, at + 1000), damaged: [] });
  const changed =
    (attachTo === null ? null : await store(files, snapshot, healthy, { ...reading, attachTo, tell })) ??
    (records ? await sendRecords(files, snapshot, healthy, { ...reading, tell }) : null);
  await tell(changed === null ? { kind: 'end' } : { kind: 'refused', fault: changed, healthy: null });
}

interface Sending {
  readonly newDigest: NewDigest;
  readonly signal: AbortSignal;
  readonly tell: Give<StreamPart>;
}

/** Answers with the fault of an entry that is not any more what it was when it was verified. */
async function sendRecords(
  files: Files,
  snapshot: OpenSnapshot,
  entries: readonly OpenEntry[],
  { tell, ...reading }: Sending,
): Promise<SnapshotFault | null> {
  for (const entry of entries) {
    const nature = natureOf(entry.name);
    if (nature?.kind !== 'records') continue;
    await tell({ kind: 'records', of: nature.of });
    const fault = await readEntry(files, snapshot, entry, (bytes) => tell({ kind: 'bytes', bytes }), reading);
    if (fault !== null) return fault;
  }
  return null;
}

async function store(
  files: Files,
  snapshot: OpenSnapshot,
  entries: readonly OpenEntry[],
  { attachTo, tell, ...reading }: Sending & { readonly attachTo: Files },
): Promise<SnapshotFault | null> {
  const attached = entries.filter(({ name }) => natureOf(name)?.kind === 'attachment');
  const total = attached.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = sparingly((done) => tell({ kind: 'storing', done, total }));
  let done = 0;
  for (const entry of attached) {
    const fault: { found: SnapshotFault | null } = { found: null };
    const bytes = given<Uint8Array>(async (give) => {
      fault.found = await readEntry(files, snapshot, entry, give, reading);
    });
    const options = { newDigest: reading.newDigest, mostBytes: Number.POSITIVE_INFINITY };
    const kept = await keepAttachment(attachTo, sha256Of(entry), bytes, options);
    if (kept.kind === 'failed') throw new StoringFailed(kept.why);
    if (kept.kind === 'refused') return fault.found ?? { kind: 'wrong hash', entry: entry.name };
    done += entry.bytes;
    await report(done, total);
  }
  return null;
}

function sha256Of({ name }: OpenEntry): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function contentsOf(entries: readonly OpenEntry[]): StreamContents {
  const counts: Record<string, number> = {};
  let attachments = 0;
  for (const { name, listed } of entries) {
    const nature = natureOf(name);
    if (nature?.kind === 'attachment') attachments += 1;
    if (nature?.kind === 'records') counts[nature.of] = listed.records ?? 0;
  }
  return { counts, attachments };
}

function aboutOf({ notebookId, createdAt, lastSeq, reason, program }: Manifest): SnapshotAbout {
  return { notebookId, createdAt, lastSeq, reason, program };
}

function sparingly(
  report: (done: number, total: number) => Promise<void>,
): (done: number, total: number) => Promise<void> {
  let told = 0;
  return async (done, total) => {
    if (done - told < reportBytes) return;
    told = done;
    await report(done, total);
  };
}
