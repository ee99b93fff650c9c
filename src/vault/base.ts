// The bases: snapshots kept beside the journal, with one of which the notebook begins once it no longer begins empty.
//
// A base's name says all that the identity says of it, so that an identity that is lost can be made again:
// `base/<entry it stands for>-<when it was put there, ms>-<notebook>.zip`.
import type { NewDigest } from './digest.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import type { Base } from './identity.ts';
import type { Manifest } from './manifest.ts';
import { openSnapshot, type SnapshotLimits } from './openSnapshot.ts';
import { bytesOf } from './segments.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { openSink } from './snapshotSink.ts';
import { verifySnapshot } from './verifySnapshot.ts';
import { temporaryName } from './writeSnapshot.ts';

export const baseFolder = 'base';

/** The file of a base, below the vault's folder. */
export function baseFile({ snapshot }: Pick<Base, 'snapshot'>): string {
  return `${baseFolder}/${snapshot}`;
}

export interface KeepingOptions {
  /** The notebook that will begin with it, which need not be the one that it was taken of. */
  readonly notebookId: string;
  /** The last entry of the journal that it stands for; its own last entry unless said otherwise. */
  readonly seq?: number;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  /** Bytes that must stay free on the vault's disk. */
  readonly reserveBytes?: number;
  readonly newDigest?: NewDigest;
  readonly limits?: SnapshotLimits;
  readonly signal?: AbortSignal;
}

export type KeptAsBase =
  | { readonly kind: 'kept'; readonly base: Base; readonly manifest: Manifest }
  /** It is no sound snapshot, or what was read back was none. */
  | { readonly kind: 'refused'; readonly fault: SnapshotFault }
  | { readonly kind: 'failed'; readonly why: FileFailure };

/**
 * Copies a snapshot into the vault's folder of bases, where it is afterwards whole, verified and synced, or not at all.
 * No file is ever written over. The notebook begins with it only once the identity says so (`setBase`); until then, at
 * the next start, it is taken away again. Rejects only when it is stopped.
 */
export async function keepAsBase(
  files: Files,
  from: Files,
  name: string,
  options: KeepingOptions,
): Promise<KeptAsBase> {
  const { notebookId, newDigest, limits, signal, timeMs, reserveBytes = 0 } = options;
  const reading = { ...(newDigest && { newDigest }), ...(limits && { limits }), ...(signal && { signal }) };
  let temporary: string | null = null;
  try {
    const opened = await openSnapshot(from, name, reading);
    if (opened.kind === 'refused') return opened;
    const { manifest, sizeBytes } = opened.snapshot;
    if ((await files.freeBytes()) < sizeBytes + reserveBytes) return { kind: 'failed', why: 'disk full' };
    await files.makeFolder(baseFolder);
    const base = await freeBase(files, { seq: options.seq ?? manifest.lastSeq, timeMs, notebookId });
    temporary = temporaryName(baseFile(base));
    await copy(from, name, sizeBytes, { files, temporary, signal });
    const verified = await verifySnapshot(files, temporary, reading);
    if (verified.kind === 'refused') {
      await files.remove(temporary).catch(() => undefined);
      return verified;
    }
    await files.rename(temporary, baseFile(base));
    await files.syncFolder(baseFolder);
    return { kind: 'kept', base, manifest: verified.manifest };
  } catch (error) {
    if (temporary !== null) await files.remove(temporary).catch(() => undefined);
    signal?.throwIfAborted();
    return { kind: 'failed', why: whyFailed(error) };
  }
}

interface CopyPlace {
  readonly files: Files;
  readonly temporary: string;
  readonly signal: AbortSignal | undefined;
}

/** What is copied is verified from the disk afterwards: the running hash of the sink is of no interest. */
const noDigest: NewDigest = () => ({ update: () => undefined, hex: () => '' });

async function copy(from: Files, name: string, sizeBytes: number, place: CopyPlace): Promise<void> {
  const sink = openSink(place.files, place.temporary, noDigest);
  try {
    for await (const chunk of bytesOf(from, name, 0, sizeBytes)) {
      place.signal?.throwIfAborted();
      await sink.write(chunk);
    }
    await sink.finish();
  } catch (error) {
    await sink.giveUp();
    throw error;
  }
}

/** What the name of a base says. */
export interface NamedBase extends Base {
  readonly timeMs: number;
  readonly notebookId: string;
}

function nameOf({ seq, timeMs, notebookId }: Omit<NamedBase, 'snapshot'>): string {
  return `${String(seq).padStart(10, '0')}-${timeMs}-${encodeURIComponent(notebookId)}.zip`;
}

function parseName(snapshot: string): NamedBase | null {
  const [, seq, time, id] = /^(\d{10,16})-(\d{1,16})-(.+)\.zip$/.exec(snapshot) ?? [];
  if (seq === undefined || time === undefined || id === undefined) return null;
  try {
    const named = { seq: Number(seq), timeMs: Number(time), notebookId: decodeURIComponent(id) };
    return nameOf(named) === snapshot ? { snapshot, ...named } : null;
  } catch {
    return null;
  }
}

/** True for the name of a copy that was never finished. */
export function isUnfinishedBase(name: string): boolean {
  const ending = temporaryName('');
  return name.endsWith(ending) && parseName(name.slice(0, -ending.length)) !== null;
}

/** A name after all that there are, whatever the clock says: their order is the order in which they were begun with. */
async function freeBase(files: Files, wanted: Omit<NamedBase, 'snapshot'>): Promise<Base> {
  const times = (await listBases(files)).map(({ timeMs }) => timeMs + 1);
  const timeMs = Math.max(wanted.timeMs, ...times);
  return { snapshot: nameOf({ ...wanted, timeMs }), seq: wanted.seq };
}

/** Every base that lies there, in the order in which notebooks began with them. */
export async function listBases(files: Files): Promise<readonly NamedBase[]> {
  const named = (await files.list(baseFolder)).map(parseName).filter((base) => base !== null);
  return named.toSorted((one, other) => one.seq - other.seq || one.timeMs - other.timeMs);
}
