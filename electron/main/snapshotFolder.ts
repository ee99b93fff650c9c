// The snapshots' folder as the person sees it: chosen in a dialog, shown by the system's file manager.
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import { openBackupMemory } from './backupMemory.ts';
import type { JournalFile } from './journalFile.ts';
import { nodeFiles } from './nodeFiles.ts';
import type { Profile } from './profile.ts';
import { openSnapshotPlace } from './snapshotPlace.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';

export function setupSnapshots(window: BrowserWindow, profile: Profile, journal: JournalFile): Snapshots {
  return openSnapshots({
    place: openSnapshotPlace(profile.folder, profile.snapshots),
    memory: openBackupMemory(profile.folder),
    vault: nodeFiles(profile.vault),
    identity: () => journal.identity(),
    isTemporary: profile.isTemporary,
    program: app.getVersion(),
    now: () => new Date(),
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
