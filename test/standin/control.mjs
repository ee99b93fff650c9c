// The stand-in's ear for tests: requests over Node's own channel to the process that started it, one answer each.
import { program } from './app.mjs';
import { debuggingPort } from './chromium.mjs';
import { answers, shown } from './dialog.mjs';
import { arrivals } from './loopback.mjs';
import { clipboard, opened } from './machine.mjs';
import { Menu } from './menu.mjs';
import { outside } from './network.mjs';
import { violations } from './violations.mjs';
import { BrowserWindow } from './window.mjs';

/** @typedef {{ id: number, name: string, value: any }} Order */

/** @type {Readonly<Record<string, (value: any) => unknown>>} */
const orders = {
  info: async () => {
    const { browserPid, profile } = await program.inner();
    return { mainPid: process.pid, browserPid, profile, port: debuggingPort(profile) };
  },
  answerOpenDialog: (paths) => void answers.open.push(paths),
  answerSaveDialog: (path) => void answers.save.push(path),
  answerMessageBox: (index) => void answers.message.push(index),
  dialogs: () => shown,
  opened: () => opened,
  clipboard: () => clipboard.readText(),
  menus: () => Menu.look(),
  chooseMenu: (key) => Menu.choose(key),
  closeMenu: () => Menu.getApplicationMenu()?.closePopup(),
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
  quit: () => program.quit(),
  network: () => ({ arrivals, outside, violations }),
  applyTheme: () => BrowserWindow.getAllWindows()[0]?.webContents.applyTheme(),
  bounds: () => BrowserWindow.getAllWindows()[0]?.getBounds() ?? null,
  title: () => BrowserWindow.getAllWindows()[0]?.getTitle() ?? null,
};

/** @param {Order} order */
async function obey({ id, name, value }) {
  try {
    const order = orders[name];
    if (order === undefined) throw new Error(`No such order: ${name}.`);
    process.send?.({ id, result: (await order(value)) ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

export function listenToDriver() {
  if (process.channel === undefined) return;
  process.on('message', (message) => void obey(/** @type {Order} */ (message)));
  // The driver is gone: so is whoever would close the window.
  process.on('disconnect', () => program.exit(1));
  process.channel?.unref();
}
