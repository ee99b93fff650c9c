// Backups on their way back: read and verified here, understood in the window; and where the notebook begins.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupPlace, SafetyFacts } from '#desktop/backups.ts';
import type { Identity } from '#desktop/contract.ts';
import { attachmentHashes, lookAtAttachment } from '#vault/attachments.ts';
import { baseFile, keepAsBase } from '#vault/base.ts';
import { type Files, whyFailed } from '#vault/files.ts';
import { type Give, given } from '#vault/given.ts';
import type { Base } from '#vault/identity.ts';
import type { SnapshotFault } from '#vault/snapshotFault.ts';
import { encodePart, type StreamPart } from '#vault/snapshotStream.ts';
import { streamSnapshot } from '#vault/streamSnapshot.ts';
import type { Hands } from './hands.ts';
import { nodeDigest } from './nodeDigest.ts';
import type { Handlers } from './registrar.ts';
import type { SnapshotPlace } from './snapshotPlace.ts';
import { writeWhole } from './wholeFile.ts';

/** Below the notebook's folder: where a snapshot waits that is to be where the notebook begins. */
export const waitingFolder = 'restoring';
export const waitingName = 'restored.zip';

export interface RestoreParts {
  readonly hands: Pick<Hands, 'offerStream'>;
  readonly notebook: {
    readonly identity: () => Identity;
    readonly setBase: (base: Base, database: string) => Promise<void>;
    readonly journalBytes: () => number;
  };
  readonly place: SnapshotPlace;
  /** The files of a folder of this machine. */
  readonly filesAt: (folder: string) => Files;
  /** The notebook's own folder. */
  readonly vault: Files;
  /** A file in the profile that remembers the last rehearsal. */
  readonly memory: string;
  /** Told what a whole reading of one of the folder's backups found; null when it was sound. */
  readonly found: (name: string, fault: SnapshotFault | null) => Promise<void>;
  /** Resolves when files may come in that no record names yet, and stay. */
  readonly holdFiles: () => Promise<void>;
  readonly now: () => Date;
  readonly chooseFile: () => Promise<string | null>;
}

type Calls = 'chooseBackup' | 'readAttachments' | 'readBackup' | 'rememberRehearsal' | 'safety' | 'setBase';

export function setupRestores(parts: RestoreParts): Pick<Handlers, Calls> {
  const { hands, notebook, place, filesAt, vault, memory, holdFiles, now, chooseFile } = parts;
  const chosen: string[] = [];

  /** Null for what is not there. */
  function placeOf(from: BackupPlace): { readonly files: Files; readonly name: string } | null {
    switch (from.kind) {
      case 'known':
        return place.isMissing() ? null : { files: filesAt(place.folder()), name: from.name };
      case 'file': {
        const path = chosen[from.file];
        return path === undefined ? null : { files: filesAt(dirname(path)), name: basename(path) };
      }
      case 'base': {
        const { base } = notebook.identity();
        return base === null ? null : { files: vault, name: baseFile(base) };
      }
    }
  }

  async function keep(): Promise<
    { readonly base: Base; readonly lastSeq: number } | { readonly why: string }
  > {
    const waiting = within(vault, waitingFolder);
    const { notebookId } = notebook.identity();
    const options = { notebookId, timeMs: now().getTime(), newDigest: nodeDigest };
    const kept = await keepAsBase(vault, waiting, waitingName, options);
    if (kept.kind === 'kept') return { base: kept.base, lastSeq: kept.manifest.lastSeq };
    return { why: kept.kind === 'failed' ? kept.why : kept.fault.kind };
  }

  return {
    async chooseBackup() {
      const path = await chooseFile();
      if (path === null) return null;
      return { file: chosen.push(path) - 1, name: basename(path) };
    },
    async readBackup({ from, part, want }) {
      const found = placeOf(from);
      if (found === null) return { address: hands.offerStream(() => nothingThere()) };
      const attachTo = want === 'everything' ? vault : null;
      if (attachTo !== null) await holdFiles();
      const surveyed = async (fault: SnapshotFault | null): Promise<void> => {
        if (from.kind === 'known') await parts.found(from.name, fault);
      };
      const options = { part, records: want !== 'soundness', attachTo, surveyed, newDigest: nodeDigest };
      return { address: hands.offerStream(() => streamSnapshot(found.files, found.name, options)) };
    },
    readAttachments: () => ({ address: hands.offerStream(() => readAttached(vault)) }),
    async setBase(database) {
      try {
        const kept = await keep();
        if ('why' in kept)
          return kept.why === 'disk full' || kept.why === 'disk error'
            ? { kind: 'failed', why: kept.why }
            : { kind: 'refused', why: kept.why };
        if (kept.lastSeq !== notebook.identity().lastSeq)
          return { kind: 'refused', why: 'something was saved since' };
        await notebook.setBase(kept.base, database);
        await vault.remove(`${waitingFolder}/${waitingName}`).catch(() => undefined); // or at the next start
        return { kind: 'set' };
      } catch (error) {
        return { kind: 'failed', why: whyFailed(error) };
      }
    },
    async safety() {
      return {
        freeBytes: await vault.freeBytes().catch(() => null),
        journalBytes: notebook.journalBytes(),
        rehearsal: remembered(memory),
      };
    },
    async rememberRehearsal(rehearsal) {
      const text = JSON.stringify({ ...rehearsal, at: now().toISOString() });
      await writeWhole(memory, new TextEncoder().encode(`${text}\n`));
      return null;
    },
  };
}

/** Removes what a restore that was cut short left in the notebook's folder. */
export async function sweepRestores(vault: Files): Promise<void> {
  for (const name of await vault.list(waitingFolder).catch(() => []))
    await vault.remove(`${waitingFolder}/${name}`).catch(() => undefined);
}

/** The files of a folder below others, made at the first write. */
export function within(files: Files, folder: string): Files {
  const at = (name: string): string => (name === '' ? folder : `${folder}/${name}`);
  return {
    list: (name) => files.list(at(name)),
    sizeOf: (name) => files.sizeOf(at(name)),
    read: (name, start, maxBytes) => files.read(at(name), start, maxBytes),
    async openAppend(name) {
      await files.makeFolder(folder);
      return files.openAppend(at(name));
    },
    writeAtomic: (name, bytes) => files.writeAtomic(at(name), bytes),
    remove: (name) => files.remove(at(name)),
    makeFolder: (name) => files.makeFolder(at(name)),
    rename: (from, to) => files.rename(at(from), at(to)),
    syncFolder: (name) => files.syncFolder(at(name)),
    freeBytes: () => files.freeBytes(),
  };
}

async function* nothingThere(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(encodePart({ kind: 'refused', fault: { kind: 'absent' }, healthy: null }));
}

/** Reads every attached file, and holds it against its name. */
function readAttached(vault: Files): AsyncGenerator<Uint8Array> {
  return given<Uint8Array>(async (give, signal) => {
    const tell: Give<StreamPart> = (part) => give(encodePart(part));
    try {
      for await (const sha256 of attachmentHashes(vault)) {
        signal.throwIfAborted();
        const isSound = (await lookAtAttachment(vault, sha256, nodeDigest)) === 'sound';
        await tell({ kind: 'attached', sound: isSound ? [sha256] : [], damaged: isSound ? [] : [sha256] });
      }
      await tell({ kind: 'end' });
    } catch (error) {
      if (signal.aborted) throw error;
      await tell({ kind: 'failed', why: whyFailed(error) });
    }
  });
}

/** What was written by `rememberRehearsal`; null where there is nothing that can be understood. */
function remembered(file: string): SafetyFacts['rehearsal'] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    if (!('at' in value && 'backup' in value && 'records' in value && 'different' in value)) return null;
    const { at, backup, records, different } = value;
    const isWhole =
      typeof at === 'string' &&
      typeof backup === 'string' &&
      typeof records === 'number' &&
      typeof different === 'number';
    return isWhole ? { at, backup, records, different } : null;
  } catch {
    return null;
  }
}

/** Where a profile remembers its last rehearsal. */
export function rehearsalFile(profile: string): string {
  return join(profile, 'rehearsal.json');
}
