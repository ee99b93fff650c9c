// When the journal is made shorter: once it is large, and three verified snapshots hold what is taken out of it.
import { baseFile, keepAsBase, listBases, type NamedBase } from '#vault/base.ts';
import { type FileFailure, type Files, whyFailed } from '#vault/files.ts';
import { openSnapshot } from '#vault/openSnapshot.ts';
import { shrinkShare } from '#vault/retention.ts';
import type { Shelf, Shelved } from '#vault/shelf.ts';
import type { SnapshotFault } from '#vault/snapshotFault.ts';
import type { Vault } from '#vault/vault.ts';
import { nodeDigest } from './nodeDigest.ts';

export interface CompactionParts {
  readonly vault: Vault;
  /** The vault's folder. */
  readonly files: Files;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How much of the journal may be superfluous before it is made shorter. */
  readonly mostBytes?: number;
  /** How long the way back behind a restore stays open. */
  readonly wayBackMs?: number;
  /** Bytes that the copy of a snapshot leaves free. */
  readonly reserveBytes?: number;
}

export type Compacted =
  | { readonly kind: 'compacted'; readonly seq: number; readonly bytes: number }
  | {
      readonly kind: 'nothing to do';
      readonly why: 'small' | 'restored lately' | 'too few snapshots' | 'shrunk';
    }
  | { readonly kind: 'refused'; readonly fault: SnapshotFault }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'failed'; readonly why: FileFailure }
  | { readonly kind: 'stopped' };

export interface Compaction {
  /** Looks whether there is something to do, and does it. One at a time: what is under way is answered again. */
  run(shelf: Shelf, folder: Files): Promise<Compacted>;
  /** The same, without waiting for it. */
  begin(shelf: Shelf, folder: Files): void;
  /** Stops what is under way, and begins nothing more. */
  close(): Promise<void>;
}

const fewestSnapshots = 3;
const restoredLately: Compacted = { kind: 'nothing to do', why: 'restored lately' };
const reading = { newDigest: nodeDigest };
const dayMs = 86_400_000;
const longestWayBackMs = 30 * dayMs;

export function openCompaction(parts: CompactionParts): Compaction {
  const stop = new AbortController();
  let underWay: Promise<Compacted> | null = null;

  async function run(shelf: Shelf, folder: Files): Promise<Compacted> {
    try {
      return await compact(parts, shelf, folder, stop.signal);
    } catch (error) {
      return stop.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', why: whyFailed(error) };
    }
  }

  function once(shelf: Shelf, folder: Files): Promise<Compacted> {
    if (stop.signal.aborted) return Promise.resolve({ kind: 'stopped' });
    underWay ??= run(shelf, folder).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    run: once,
    begin: (shelf, folder) => void once(shelf, folder), // never rejects; what was not done is done after the next one
    async close() {
      stop.abort(new Error('the program is closing'));
      await underWay;
    },
  };
}

async function compact(
  parts: CompactionParts,
  shelf: Shelf,
  folder: Files,
  signal: AbortSignal,
): Promise<Compacted> {
  const { vault, files, now } = parts;
  const { mostBytes = 256 * 2 ** 20, wayBackMs = longestWayBackMs, reserveBytes = 500 * 2 ** 20 } = parts;
  const { notebookId, base } = vault.identity(); // before the look at what is there: a restore may come at any time
  if (await mayTurnBack(files, now(), wayBackMs)) return restoredLately;

  if (base !== null) {
    const earlier = await vault.dropSuperseded(base, signal); // what an earlier run, or a restore long ago, left
    if (earlier?.kind !== 'dropped') return earlier ?? restoredLately;
  }

  const own = (await shelf.list()).flatMap((each) => ownIn(each, notebookId));
  const newest = own.slice(0, fewestSnapshots);
  const [first] = newest;
  const last = newest[fewestSnapshots - 1];
  if (first === undefined || last === undefined) return { kind: 'nothing to do', why: 'too few snapshots' };
  const isSmall = vault.journal.bytesThrough(first.manifest.lastSeq) <= mostBytes;
  const isNoGain = vault.journal.bytesThrough(last.manifest.lastSeq) === 0;
  if (isSmall || isNoGain || last.manifest.lastSeq <= (base?.seq ?? 0))
    return { kind: 'nothing to do', why: 'small' };
  // A working copy that silently lost records is backed up as it is: the journal is what could still tell.
  const most = Math.max(...own.map(({ records }) => records));
  if (newest.some(({ records }) => records < most * (1 - shrinkShare)))
    return { kind: 'nothing to do', why: 'shrunk' };

  for (const { name } of newest) {
    const verified = await shelf.verify(name, signal);
    if (verified.kind === 'refused') return verified;
  }
  const kept = await keepAsBase(files, folder, last.name, {
    notebookId,
    timeMs: now(),
    reserveBytes,
    signal,
    ...reading,
  });
  if (kept.kind !== 'kept') return kept;
  const isOwn = kept.manifest.notebookId === notebookId && kept.base.seq === last.manifest.lastSeq;
  if (!isOwn || !(await vault.moveBase(kept.base))) {
    await files.remove(baseFile(kept.base)); // a restore was quicker, or the file was exchanged
    return restoredLately;
  }
  const dropped = await vault.dropSuperseded(kept.base, signal);
  if (dropped?.kind !== 'dropped') return dropped ?? restoredLately;
  return { kind: 'compacted', seq: kept.base.seq, bytes: dropped.bytes };
}

/** Whether a restore was so lately that what was there before it is kept. */
export async function mayTurnBack(
  files: Files,
  nowMs: number,
  wayBackMs = longestWayBackMs,
): Promise<boolean> {
  const ageMs = ({ timeMs }: NamedBase): number => Math.max(0, nowMs - timeMs); // a clock set back is no proof of age
  for (const each of await listBases(files))
    if (ageMs(each) < wayBackMs && (await isTurn(files, each))) return true;
  return false;
}

/** True for a base with which the notebook became another than its entries make: a restore. */
async function isTurn(files: Files, base: NamedBase): Promise<boolean> {
  const opened = await openSnapshot(files, baseFile(base), reading);
  if (opened.kind === 'refused') return true; // not known: it may be one
  const { lastSeq, notebookId, reason } = opened.snapshot.manifest;
  return reason === 'restore' || lastSeq !== base.seq || notebookId !== base.notebookId;
}

type Own = Extract<Shelved, { kind: 'snapshot' }>;

function ownIn(shelved: Shelved, notebookId: string): readonly Own[] {
  return shelved.kind === 'snapshot' && shelved.manifest.notebookId === notebookId ? [shelved] : [];
}
