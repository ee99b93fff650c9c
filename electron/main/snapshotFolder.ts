// The snapshots' folder as the person sees it: chosen in a dialog, shown by the system's file manager.
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import type { Compaction } from './compaction.ts';
import type { JournalFile } from './journalFile.ts';
import { nodeFiles } from './nodeFiles.ts';
import type { Profile } from './profile.ts';
import { openSnapshotPlace } from './snapshotPlace.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';

export interface SnapshotSetup {
  readonly window: BrowserWindow;
  readonly profile: Profile;
  readonly journal: JournalFile;
  readonly compaction: Compaction;
}

export function setupSnapshots({ window, profile, journal, compaction }: SnapshotSetup): Snapshots {
  return openSnapshots({
    place: openSnapshotPlace(profile.folder, profile.snapshots),
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
