// The folder of snapshots: what lies in it, a new one put there, and old ones thinned out.
import type { Deflate } from './deflate.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import { type Manifest, recordsIn } from './manifest.ts';
import { openSnapshot, type ReadingOptions } from './openSnapshot.ts';
import { type AgedSnapshot, decideRetention, type Retention, type Shrinking } from './retention.ts';
import type { SnapshotFault } from './snapshotFault.ts';
import { type Verified, verifySnapshot } from './verifySnapshot.ts';
import { type SnapshotContent, type SnapshotWritten, temporaryName, writeSnapshot } from './writeSnapshot.ts';

export type Shelved =
  /** Verified when it was written; its directory and manifest have been read again. */
  | {
      readonly kind: 'snapshot';
      readonly name: string;
      readonly sizeBytes: number;
      readonly manifest: Omit<Manifest, 'entries'>;
      readonly records: number;
    }
  | { readonly kind: 'unusable'; readonly name: string; readonly fault: SnapshotFault };

export type SnapshotTaken =
  | (Extract<SnapshotWritten, { kind: 'kept' }> & { readonly name: string })
  | Exclude<SnapshotWritten, { kind: 'kept' }>;

export interface Thinned {
  readonly dropped: readonly string[];
  /** What could not be removed now; the next time tries again. */
  readonly left: readonly string[];
  readonly shrunk: readonly Shrinking[];
}

export interface Shelf {
  /** Newest first, in the journal's order; those that cannot be used come last. */
  list(): Promise<readonly Shelved[]>;
  take(content: SnapshotContent, signal?: AbortSignal): Promise<SnapshotTaken>;
  /** Reads a whole snapshot. One that is refused is from then on among those that cannot be used. */
  verify(name: string, signal?: AbortSignal): Promise<Verified>;
  /** The same, of one that somebody else read whole: what was wrong with it; null when it was sound. */
  found(name: string, fault: SnapshotFault | null): Promise<void>;
  /** Removes what need not stay. Other notebooks' snapshots, and those that cannot be used, are never touched. */
  thin(notebookId: string, letGo?: ReadonlySet<string>): Promise<Thinned>;
  /** What stays because the one after it has far fewer records. */
  pinned(notebookId: string, letGo?: ReadonlySet<string>): Promise<readonly Shrinking[]>;
}

export interface ShelfOptions extends Omit<ReadingOptions, 'signal'> {
  /** Bytes that a snapshot leaves free for everything else. */
  readonly reserveBytes: number;
  readonly deflate?: Deflate;
}

const passing: ReadonlySet<SnapshotFault['kind']> = new Set(['absent', 'unreadable']);
const ownName = /^commonplace-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.zip$/;

function snapshotName(createdAt: string): string {
  return `commonplace-${new Date(createdAt).toISOString().replaceAll(/[:.]/g, '-')}.zip`;
}

/** Opens the first folder of these files, and sweeps away what a snapshot that was not finished left there. */
export async function openShelf(files: Files, options: ShelfOptions): Promise<Shelf> {
  const { reserveBytes, deflate, ...reading } = options;
  const writing = { ...reading, ...(deflate && { deflate }) };
  const known = new Map<string, Shelved>();
  /** Found damaged when they were read whole, with their size then: no others are counted on in their stead. */
  const damaged = new Map<string, { readonly sizeBytes: number | null; readonly fault: SnapshotFault }>();
  let busy: Promise<unknown> = Promise.resolve();

  await sweep(files);

  /** One thing after the other: what is written is not thinned out meanwhile. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = busy.then(work);
    busy = done.catch(() => undefined); // whoever asked is told
    return done;
  }

  async function look(name: string): Promise<Shelved> {
    const sizeBytes = await files.sizeOf(name).catch(() => null);
    const wrong = damaged.get(name);
    if (wrong !== undefined && wrong.sizeBytes === sizeBytes)
      return { kind: 'unusable', name, fault: wrong.fault };
    const before = known.get(name);
    if (before?.kind === 'snapshot' && before.sizeBytes === sizeBytes) return before;
    const opened = await openSnapshot(files, name, reading);
    if (opened.kind === 'refused') return { kind: 'unusable', name, fault: opened.fault };
    const { entries: _, ...manifest } = opened.snapshot.manifest;
    const records = recordsIn(opened.snapshot.manifest);
    const found = {
      kind: 'snapshot',
      name,
      sizeBytes: opened.snapshot.sizeBytes,
      manifest,
      records,
    } as const;
    known.set(name, found);
    return found;
  }

  async function verify(name: string, signal?: AbortSignal): Promise<Verified> {
    const verified = await verifySnapshot(files, name, { ...reading, ...(signal && { signal }) });
    await found(name, verified.kind === 'refused' ? verified.fault : null);
    return verified;
  }

  async function found(name: string, fault: SnapshotFault | null): Promise<void> {
    // What could not be read now may be readable the next time.
    if (fault === null || passing.has(fault.kind)) damaged.delete(name);
    else damaged.set(name, { sizeBytes: await files.sizeOf(name).catch(() => null), fault });
  }

  async function list(): Promise<readonly Shelved[]> {
    const names = (await files.list('')).filter((name) => ownName.test(name));
    const found: Shelved[] = [];
    for (const name of names) found.push(await look(name));
    return found.toSorted(newestFirst);
  }

  async function freeName(createdAt: string): Promise<string> {
    for (let atMs = Date.parse(createdAt); ; atMs += 1) {
      const name = snapshotName(new Date(atMs).toISOString());
      if ((await files.sizeOf(name)) === null) return name;
    }
  }

  /** Where the next snapshot goes; or why there is no room for it. */
  async function place(
    createdAt: string,
  ): Promise<{ readonly name: string } | { readonly why: FileFailure }> {
    try {
      const [newest] = await list();
      const neededBytes = newest?.kind === 'snapshot' ? newest.sizeBytes * 1.25 : 0;
      if ((await files.freeBytes()) < neededBytes + reserveBytes) return { why: 'disk full' };
      return { name: await freeName(createdAt) };
    } catch (error) {
      return { why: whyFailed(error) };
    }
  }

  async function decide(notebookId: string, letGo?: ReadonlySet<string>): Promise<Retention> {
    return decideRetention(
      (await list()).flatMap((each) => agedOf(each, notebookId)),
      letGo,
    );
  }

  return {
    list: () => inTurn(list),
    take: (content, signal) =>
      inTurn(async () => {
        signal?.throwIfAborted();
        const free = await place(content.about.createdAt);
        if ('why' in free) return { kind: 'failed', why: free.why };
        const { name } = free;
        const written = await writeSnapshot(files, name, content, { ...writing, ...(signal && { signal }) });
        return written.kind === 'kept' ? { ...written, name } : written;
      }),
    verify,
    found,
    pinned: (notebookId, letGo) => inTurn(async () => (await decide(notebookId, letGo)).shrunk),
    thin: (notebookId, letGo) =>
      inTurn(async () => {
        const { drop, shrunk } = await decide(notebookId, letGo);
        const dropped: string[] = [];
        const left: string[] = [];
        for (const name of drop) {
          const isGone = await files.remove(name).then(
            () => true,
            () => false,
          );
          (isGone ? dropped : left).push(name);
        }
        return { dropped, left, shrunk };
      }),
  };
}

function agedOf(shelved: Shelved, notebookId: string): readonly AgedSnapshot[] {
  if (shelved.kind === 'unusable' || shelved.manifest.notebookId !== notebookId) return [];
  const { name, records, manifest } = shelved;
  return [{ name, records, lastSeq: manifest.lastSeq, createdAtMs: Date.parse(manifest.createdAt) }];
}

function newestFirst(one: Shelved, other: Shelved): number {
  if (one.kind === 'unusable' || other.kind === 'unusable')
    return Number(one.kind === 'unusable') - Number(other.kind === 'unusable');
  const later = Date.parse(other.manifest.createdAt) - Date.parse(one.manifest.createdAt);
  return other.manifest.lastSeq - one.manifest.lastSeq || later;
}

/** Removes the temporary files of snapshots that were never finished. A folder that cannot be read is no reason to stop. */
async function sweep(files: Files): Promise<void> {
  const names = await files.list('').catch(() => []);
  for (const name of names) {
    const isOurs = ownName.test(name.slice(0, -temporaryName('').length)) && name.endsWith(temporaryName(''));
    if (isOurs) await files.remove(name).catch(() => undefined);
  }
}
