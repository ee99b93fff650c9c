// The snapshots' folder as the person sees it: chosen in a dialog, shown by the system's file manager.
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import type { Hands } from './hands.ts';
import type { Compaction } from './compaction.ts';
import { openBackupMemory } from './backupMemory.ts';
import type { JournalFile } from './journalFile.ts';
import { nodeFiles } from './nodeFiles.ts';
import type { Originals } from './originals.ts';
import type { Profile } from './profile.ts';
import { rehearsalFile, setupRestores } from './restores.ts';
import type { SnapshotPlace } from './snapshotPlace.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';

export interface SnapshotSetup {
  readonly window: BrowserWindow;
  readonly profile: Profile;
  readonly journal: JournalFile;
  readonly compaction: Compaction;
  readonly place: SnapshotPlace;
}

export function setupSnapshots({ window, profile, journal, compaction, place }: SnapshotSetup): Snapshots {
  return openSnapshots({
    place,
    filesAt: nodeFiles,
    memory: openBackupMemory(profile.folder),
    vault: nodeFiles(profile.vault),
    identity: () => journal.identity(),
    isTemporary: profile.isTemporary,
    program: app.getVersion(),
    now: () => new Date(),
    // The last thing before the end should not be long work, and a restore is to find the journal as it is.
    kept: (shelf, folder, reason) => {
      if (reason !== 'quit' && reason !== 'restore') compaction.begin(shelf, folder);
    },
    async chooseFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: desktopWords.snapshotFolder,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async showFolder(folder) {
      const failure = await shell.openPath(folder);
      if (failure !== '') throw new Error(failure);
    },
  });
}

export interface RestoringSetup extends Omit<SnapshotSetup, 'compaction'> {
  readonly hands: Hands;
  readonly snapshots: Snapshots;
  readonly originals: Originals;
}

/** The calls about reading backups; `place` is the one that `setupSnapshots` has. */
export function setupRestoring({
  window,
  profile,
  journal,
  hands,
  place,
  snapshots,
  originals,
}: RestoringSetup): ReturnType<typeof setupRestores> {
  return setupRestores({
    hands,
    notebook: {
      identity: () => journal.identity(),
      setBase: (base, database) => journal.vault.setBase(base, database),
      journalBytes: () => journal.vault.journal.sizeBytes,
    },
    place,
    filesAt: nodeFiles,
    vault: nodeFiles(profile.vault),
    memory: rehearsalFile(profile.folder),
    found: snapshots.found,
    holdFiles: originals.hold,
    now: () => new Date(),
    async chooseFile() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: desktopWords.backupFile,
        properties: ['openFile'],
        filters: [{ name: desktopWords.backups, extensions: ['zip'] }],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  });
}
