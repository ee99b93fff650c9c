// Closing and quitting: drafts first, then the journal to the disk, then the end.
import { app, dialog, type BrowserWindow } from 'electron';
import { desktopWords } from '#words/desktop.ts';
import { createHandshake } from './handshake.ts';
import type { Handlers } from './registrar.ts';
import type { Push } from './window.ts';

const patienceMs = 5_000;

export interface ClosingParts {
  readonly window: BrowserWindow;
  readonly push: Push;
  /** Brings everything to the disk and lets go of the notebook. */
  readonly settle: () => Promise<void>;
  /** Ends the program when everything is settled. */
  readonly leave: () => void;
}

async function askPerson(window: BrowserWindow): Promise<'close' | 'wait'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: desktopWords.closeQuestion,
    detail: desktopWords.closeDetail,
    buttons: [desktopWords.wait, desktopWords.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'close' : 'wait';
}

export function setupClosing(parts: ClosingParts): Pick<Handlers, 'readyToClose' | 'quit'> {
  const { window, push, settle, leave } = parts;
  const handshake = createHandshake({
    tellWindow: () => push('closing', null),
    close: () => window.close(),
    askPerson: () => askPerson(window),
    patienceMs,
  });
  window.on('close', (event) => {
    if (!handshake.mayClose()) event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());

  let isSettled = false;
  app.on('will-quit', (event) => {
    if (isSettled) return;
    event.preventDefault();
    settle()
      .catch((error: unknown) => process.stderr.write(`${desktopWords.failed(String(error))}\n`))
      .finally(() => {
        isSettled = true;
        leave();
      });
  });
  return {
    readyToClose() {
      handshake.ready();
      return null;
    },
    quit() {
      app.quit();
      return null;
    },
  };
}
