// The application's menu and the menu of a right click. Electron gives neither by itself.
import { clipboard, Menu, type BrowserWindow } from 'electron';
import type { MenuItem } from '#desktop/contract.ts';
import { desktopWords } from '#words/desktop.ts';
import { reasonOf } from './failure.ts';
import { contextItems, firstMenu, templateOf } from './menuTemplate.ts';
import type { Handlers } from './registrar.ts';
import type { Push } from './window.ts';

function copyText(text: string): void {
  clipboard.writeText(text).catch((error: unknown) => {
    process.stderr.write(`${desktopWords.failed(reasonOf(error))}\n`);
  });
}

export function setupMenu(window: BrowserWindow, push: Push): Pick<Handlers, 'setMenu'> {
  function show(items: readonly MenuItem[]): void {
    const template = items.map((item) => templateOf(item, (id) => push('command', { id })));
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  show(firstMenu);
  window.webContents.on('context-menu', (_event, clicked) => {
    const items = contextItems(clicked, copyText);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  return {
    setMenu(items) {
      show(items);
      return null;
    },
  };
}
