// The desktop's dialogs for files: what the person chose becomes addresses, never paths.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import type { Hands } from './hands.ts';
import { walkOffer } from './offer.ts';
import { fileNameFor } from './placePath.ts';
import type { Handlers } from './registrar.ts';

type Choosing = Pick<Handlers, 'chooseImport' | 'chooseSave' | 'chooseExportFolder'>;

export function setupChoosing(window: BrowserWindow, hands: Hands): Choosing {
  return {
    async chooseImport(what) {
      const isFolder = what === 'folder';
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: isFolder ? desktopWords.importFolder : desktopWords.importFiles,
        properties: isFolder ? ['openDirectory'] : ['openFile', 'multiSelections'],
      });
      if (canceled || filePaths.length === 0) return null;
      return walkOffer(filePaths, { address: (path) => hands.offerFile(path) });
    },
    async chooseSave({ name, extension }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: desktopWords.saveAs,
        defaultPath: join(homedir(), fileNameFor(name, extension)),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      });
      return canceled || filePath === '' ? null : hands.savePlace(filePath);
    },
    async chooseExportFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: desktopWords.exportFolder,
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = filePaths;
      return canceled || folder === undefined ? null : hands.exportPlace(folder);
    },
  };
}
