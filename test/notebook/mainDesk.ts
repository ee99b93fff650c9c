// The main process's own code about backups, over files in memory.
import type { SnapshotDesk } from '#notebook/backup.ts';
import type { RestoreDesk } from '#notebook/restoreDesk.ts';
import { sweepAttachments } from '#vault/attachments.ts';
import { partsIn } from '#vault/snapshotStream.ts';
import type { Vault } from '#vault/vault.ts';
import { setupRestores } from '../../electron/main/restores.ts';
import { openSnapshots } from '../../electron/main/snapshots.ts';
import type { MemoryFiles } from '../vault/memoryFiles.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MainWorld {
  /** The notebook's own folder. */
  readonly files: MemoryFiles;
  /** Where snapshots go. */
  readonly backups: MemoryFiles;
  readonly clock: { ms: number };
}

export interface MainDesk {
  readonly snapshotDesk: SnapshotDesk;
  readonly restoreDesk: RestoreDesk;
}

/** `chosen` is what the dialog for a backup file answers with: a name in the folder `files`. */
export function mainOf(
  world: MainWorld,
  vault: Vault,
  chosen: { readonly files: MemoryFiles; readonly name: string } | null = null,
): MainDesk {
  const streams = new Map<string, () => AsyncIterable<Uint8Array>>();
  const hands = {
    offerStream(open: () => AsyncIterable<Uint8Array>) {
      const address = `/hand/${streams.size}`;
      streams.set(address, open);
      return address;
    },
  };
  const place = {
    folder: () => '/backups',
    move: () => Promise.resolve(),
    prepare: () => Promise.resolve(),
    isMissing: () => false,
  };
  const filesAt = (folder: string): MemoryFiles =>
    folder === '/backups' || chosen === null ? world.backups : chosen.files;
  void sweepAttachments(world.files);
  const now = (): Date => new Date(world.clock.ms++);
  const opened = openSnapshots({
    place,
    filesAt,
    memory: {
      current: () => ({ last: null, failingSince: null, letGo: [] }),
      kept: () => Promise.resolve(),
      failed: () => Promise.resolve(),
      letGo: () => Promise.resolve(),
    },
    vault: world.files,
    identity: () => vault.identity(),
    isTemporary: false,
    program: '0.1.0',
    now,
    chooseFolder: () => Promise.resolve(null),
    showFolder: () => Promise.resolve(),
    kept: () => undefined,
  });
  const snapshots = opened.handlers;
  const restores = setupRestores({
    hands,
    notebook: {
      identity: () => vault.identity(),
      setBase: (base, database) => vault.setBase(base, database),
      journalBytes: () => vault.journal.sizeBytes,
    },
    place,
    filesAt,
    vault: world.files,
    memory: join(tmpdir(), `commonplace-rehearsal-${process.pid}-${Math.random()}.json`),
    found: opened.found,
    holdFiles: () => Promise.resolve(),
    now,
    chooseFile: () => Promise.resolve(chosen === null ? null : `/elsewhere/${chosen.name}`),
  });
  async function* fetched(asked: { address: string } | Promise<{ address: string }>) {
    const { address } = await asked;
    const open = streams.get(address);
    streams.delete(address);
    if (open === undefined) throw new Error('no such address');
    yield* partsIn(open());
  }
  return {
    snapshotDesk: {
      beginSnapshot: async (request) => snapshots.beginSnapshot(request),
      addToSnapshot: async (lines) => snapshots.addToSnapshot(lines),
      finishSnapshot: async (snapshot) => snapshots.finishSnapshot(snapshot),
      dropSnapshot: async (snapshot) => snapshots.dropSnapshot(snapshot),
      snapshots: async () => snapshots.snapshots(undefined),
      letGoOfSnapshot: async (name) => snapshots.letGoOfSnapshot(name),
      chooseSnapshotFolder: async () => snapshots.chooseSnapshotFolder(undefined),
      showSnapshotFolder: async () => snapshots.showSnapshotFolder(undefined),
    },
    restoreDesk: {
      snapshots: async () => snapshots.snapshots(undefined),
      chooseBackup: async () => restores.chooseBackup(undefined),
      readBackup: (reading) => fetched(restores.readBackup(reading)),
      readAttachments: () => fetched(restores.readAttachments(undefined)),
      setBase: async (database) => restores.setBase(database),
      safety: async () => restores.safety(undefined),
      renewStorage: () => Promise.reject(new Error('there is no browser')),
      rememberRehearsal: async (rehearsal) => restores.rememberRehearsal(rehearsal),
    },
  };
}
