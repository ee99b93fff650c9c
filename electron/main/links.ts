// Links that lead out: shown in full, and handed to the system only when the person agrees.
import { dialog, shell, type BrowserWindow } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import { parseLink } from './link.ts';
import type { Handlers } from './registrar.ts';

export function setupLinks(window: BrowserWindow): Pick<Handlers, 'openLink'> {
  return {
    async openLink(given) {
      const link = parseLink(given);
      if (link.kind === 'refused') return { opened: false };
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: desktopWords.openLinkQuestion,
        detail: desktopWords.openLinkDetail(link.address),
        buttons: [desktopWords.openLinkYes, desktopWords.cancel],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      if (response !== 0) return { opened: false };
      await shell.openExternal(link.address);
      return { opened: true };
    },
  };
}
