// Snapshots of the notebook: records come from the window, the file is written, read back and thinned out here.
import type { Identity } from '#desktop/contract.ts';
import type { SnapshotEnded, SnapshotFolder, SnapshotRequest } from '#desktop/snapshots.ts';
import { type Files, whyFailed } from '#vault/files.ts';
import { recordsIn, type SnapshotAbout } from '#vault/manifest.ts';
import { openShelf, type Shelf, type SnapshotTaken } from '#vault/shelf.ts';
import type { SnapshotFault } from '#vault/snapshotFault.ts';
import { writeSnapshot } from '#vault/writeSnapshot.ts';
import { attachedFiles } from './attachedFiles.ts';
import type { BackupMemory } from './backupMemory.ts';
import { type Intake, openIntake } from './intake.ts';
import { nodeDeflate } from './nodeDeflate.ts';
import { nodeDigest } from './nodeDigest.ts';
import type { Handlers } from './registrar.ts';
import { sweepRestores, waitingFolder, waitingName, within } from './restores.ts';
import type { SnapshotPlace } from './snapshotPlace.ts';

export interface SnapshotParts {
  readonly place: SnapshotPlace;
  /** The files of a folder of this machine. */
  readonly filesAt: (folder: string) => Files;
  readonly memory: BackupMemory;
  /** The notebook's own folder, where attached files lie. */
  readonly vault: Files;
  readonly identity: () => Identity;
  readonly isTemporary: boolean;
  /** Version of the program. */
  readonly program: string;
  readonly now: () => Date;
  readonly chooseFolder: () => Promise<string | null>;
  readonly showFolder: (folder: string) => Promise<void>;
  /** Told after a snapshot was kept, and the folder thinned out. */
  readonly kept: (shelf: Shelf, folder: Files, reason: SnapshotRequest['reason']) => void;
}

type Calls =
  | 'addToSnapshot'
  | 'beginSnapshot'
  | 'chooseSnapshotFolder'
  | 'dropSnapshot'
  | 'finishSnapshot'
  | 'letGoOfSnapshot'
  | 'showSnapshotFolder'
  | 'snapshots';

export interface Snapshots {
  readonly handlers: Pick<Handlers, Calls>;
  /** What a whole reading of one of the folder found; null when it was sound. */
  readonly found: (name: string, fault: SnapshotFault | null) => Promise<void>;
  readonly isUnderWay: () => boolean;
  /** Drops what is under way; resolves when nothing is written any more. */
  readonly close: () => Promise<void>;
}

interface UnderWay {
  readonly snapshot: number;
  readonly intake: Intake;
  readonly stop: AbortController;
  /** Never rejects. */
  readonly ended: Promise<SnapshotEnded>;
}

/** Left free for the journal, which comes before any copy of it. */
const reserveBytes = 200 * 2 ** 20;

const writing = { newDigest: nodeDigest, deflate: nodeDeflate };

export function openSnapshots(parts: SnapshotParts): Snapshots {
  const { place, filesAt, memory, vault, identity, isTemporary, program, now } = parts;
  const { chooseFolder, showFolder, kept } = parts;
  let underWay: UnderWay | null = null;
  let count = 0;
  // Opened at once: what an unfinished snapshot left behind is swept away at the start.
  let opened = open();
  const swept = sweepRestores(vault);

  function open(): { readonly folder: string; readonly shelf: Promise<Shelf> } {
    const folder = place.folder();
    return { folder, shelf: openShelf(filesAt(folder), { reserveBytes, ...writing }) };
  }

  async function drop(): Promise<void> {
    const dropped = underWay;
    underWay = null;
    dropped?.stop.abort(new Error('the snapshot was dropped'));
    dropped?.intake.close();
    await dropped?.ended;
  }

  async function write(
    request: SnapshotRequest,
    intake: Intake,
    signal: AbortSignal,
  ): Promise<SnapshotEnded> {
    const { notebookId } = identity();
    const createdAt = now().toISOString();
    try {
      const { asBase = false, ...asked } = request;
      const about = { notebookId, createdAt, program, ...asked };
      if (asBase) return await writeWaiting(about, intake, signal);
      if (place.isMissing()) return { kind: 'failed', why: 'folder missing' };
      await place.prepare();
      const { folder } = opened;
      const shelf = await opened.shelf;
      const content = { about, records: intake.batches, attachments: attachedFiles(vault) };
      const taken = await shelf.take(content, signal);
      if (taken.kind !== 'kept') return endedWith(taken);
      const { shrunk } = await shelf.thin(notebookId, letGo()).catch(() => ({ shrunk: [] })); // next time, then
      const own = shrunk.find(({ newer }) => newer === taken.name);
      const { name, sizeBytes, manifest } = taken;
      const records = recordsIn(manifest);
      const less = own === undefined ? null : { from: own.from, to: own.to };
      kept(shelf, filesAt(folder), request.reason);
      return { kind: 'kept', name, createdAt, sizeBytes, records, shrunk: less };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      // Given in another form than was agreed: a fault of the window, not of the disk.
      if (error instanceof RangeError) return { kind: 'refused', why: error.message, entry: null };
      return { kind: 'failed', why: whyFailed(error) };
    } finally {
      intake.close();
    }
  }

  /** One that is to be where the notebook begins waits in the notebook's folder, apart from those that can be chosen. */
  async function writeWaiting(
    about: SnapshotAbout,
    intake: Intake,
    signal: AbortSignal,
  ): Promise<SnapshotEnded> {
    await sweepRestores(vault);
    const content = { about, records: intake.batches, attachments: noAttachments() };
    const waiting = within(vault, waitingFolder);
    const written = await writeSnapshot(waiting, waitingName, content, { signal, ...writing });
    if (written.kind !== 'kept') return endedWith(written);
    const { manifest, sizeBytes } = written;
    const { createdAt } = about;
    return {
      kind: 'kept',
      name: waitingName,
      createdAt,
      sizeBytes,
      records: recordsIn(manifest),
      shrunk: null,
    };
  }

  /** Remembers what became of it. One that was stopped says nothing about the next. */
  async function writeAndRemember(
    request: SnapshotRequest,
    intake: Intake,
    signal: AbortSignal,
  ): Promise<SnapshotEnded> {
    const ended = await write(request, intake, signal);
    if (request.asBase === true) return ended; // no backup: nobody finds it among them
    if (ended.kind === 'kept') await memory.kept({ createdAt: ended.createdAt, lastSeq: request.lastSeq });
    else if (ended.kind !== 'stopped') await memory.failed(now().toISOString());
    return ended;
  }

  function letGo(): ReadonlySet<string> {
    return new Set(memory.current().letGo);
  }

  async function look(): Promise<SnapshotFolder> {
    const { last, failingSince } = memory.current();
    const known = { folder: opened.folder, remembered: { last, failingSince } };
    const nothing = { ...known, snapshots: [], unusable: [], pinned: [] };
    if (place.isMissing()) return { ...nothing, trouble: 'folder missing' };
    try {
      const { notebookId } = identity();
      const shelf = await opened.shelf;
      const pinned = await shelf.pinned(notebookId, letGo());
      return { ...known, trouble: null, pinned, ...described(await shelf.list(), notebookId) };
    } catch (error) {
      return { ...nothing, trouble: whyFailed(error) };
    }
  }

  return {
    handlers: {
      async beginSnapshot(request) {
        if (isTemporary) return { kind: 'refused', why: 'temporary notebook' };
        if (request.lastSeq > identity().lastSeq) return { kind: 'refused', why: 'ahead of the journal' };
        await drop();
        await swept;
        const intake = openIntake();
        const stop = new AbortController();
        count += 1;
        underWay = { snapshot: count, intake, stop, ended: writeAndRemember(request, intake, stop.signal) };
        return { kind: 'begun', snapshot: count };
      },
      async addToSnapshot({ snapshot, kind, lines }) {
        if (underWay?.snapshot !== snapshot) return { kind: 'ended' };
        const batch = { kind, lines: lines.split('\n').slice(0, -1) };
        return (await underWay.intake.give(batch)) ? { kind: 'taken' } : { kind: 'ended' };
      },
      async finishSnapshot(snapshot) {
        if (underWay?.snapshot !== snapshot) return { kind: 'stopped' };
        const finishing = underWay;
        finishing.intake.end();
        const ended = await finishing.ended;
        if (underWay === finishing) underWay = null;
        return ended;
      },
      async dropSnapshot(snapshot) {
        if (underWay?.snapshot === snapshot) await drop();
        return null;
      },
      snapshots: look,
      async chooseSnapshotFolder() {
        const folder = await chooseFolder();
        if (folder === null) return null;
        await drop();
        await place.move(folder);
        opened = open();
        return look();
      },
      async letGoOfSnapshot(name) {
        await memory.letGo(name);
        await (await opened.shelf).thin(identity().notebookId, letGo()).catch(() => undefined); // next time, then
        return look();
      },
      async showSnapshotFolder() {
        await place.prepare();
        await showFolder(opened.folder);
        return null;
      },
    },
    isUnderWay: () => underWay !== null,
    found: async (name, fault) => (await opened.shelf).found(name, fault),
    close: drop,
  };
}

/** Attached files lie beside it, in the same folder. */
async function* noAttachments(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}

function endedWith(taken: Exclude<SnapshotTaken, { kind: 'kept' }>): SnapshotEnded {
  return taken.kind === 'failed' ? taken : { kind: 'refused', ...whyUnusable(taken.fault) };
}

function whyUnusable(fault: SnapshotFault): { readonly why: string; readonly entry: string | null } {
  return { why: fault.kind, entry: 'entry' in fault ? fault.entry : null };
}

function described(
  shelved: Awaited<ReturnType<Shelf['list']>>,
  notebookId: string,
): Pick<SnapshotFolder, 'snapshots' | 'unusable'> {
  return {
    snapshots: shelved.flatMap((each) => {
      if (each.kind === 'unusable') return [];
      const { name, sizeBytes, records, manifest } = each;
      const { createdAt, lastSeq, reason } = manifest;
      return [
        { name, sizeBytes, records, createdAt, lastSeq, reason, own: manifest.notebookId === notebookId },
      ];
    }),
    unusable: shelved.flatMap((each) =>
      each.kind === 'unusable' ? [{ name: each.name, ...whyUnusable(each.fault) }] : [],
    ),
  };
}
