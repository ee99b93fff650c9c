// dialog: answered by the test that waits for it, or by the person at a trial window.
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { desk } from './desk.mjs';
import { provided } from './provided.mjs';

/** @typedef {{ kind: 'open' | 'save' | 'message' | 'error', title: string, detail: string, buttons: readonly string[] }} Shown */

/** Answers a test has laid ready; null stands for Cancel. */
export const answers = {
  /** @type {(readonly string[] | null)[]} */ open: [],
  /** @type {(string | null)[]} */ save: [],
  /** @type {number[]} */ message: [],
};
/** Every dialog that was shown, for tests. @type {Shown[]} */
export const shown = [];

const isAutomated = () => process.env['COMMONPLACE_AUTOMATION'] === '1';

/** Dialogs take an optional parent window first. @param {any[]} values @returns {any} */
function optionsOf(values) {
  return values[values.length > 1 ? 1 : 0] ?? {};
}

/** @template T @param {T[]} ready @param {Shown} dialog @returns {T} */
function take(ready, dialog) {
  if (ready.length === 0)
    throw new Error(`A dialog opened that no answer was laid ready for: ${dialog.title} ${dialog.detail}`);
  return /** @type {T} */ (ready.shift());
}

/** @param {string | undefined} path */
function startFolder(path) {
  if (path === undefined || !isAbsolute(path)) return homedir();
  return dirname(path);
}

export const dialog = provided('dialog', {
  /** @param {any[]} values */
  async showOpenDialog(...values) {
    const { title = 'Open', defaultPath, properties = [] } = optionsOf(values);
    const entry = { kind: /** @type {const} */ ('open'), title, detail: properties.join(' '), buttons: [] };
    shown.push(entry);
    if (isAutomated()) {
      const paths = take(answers.open, entry);
      return { canceled: paths === null, filePaths: [...(paths ?? [])] };
    }
    const folders = properties.includes('openDirectory');
    const many = properties.includes('multiSelections');
    const folder = defaultPath && isAbsolute(defaultPath) ? defaultPath : homedir();
    const reply = await desk.ask({ kind: 'open', title, folder, folders, many });
    const filePaths = reply === null ? [] : folders ? [reply.folder] : reply.picked;
    return { canceled: filePaths.length === 0, filePaths };
  },

  /** @param {any[]} values */
  async showSaveDialog(...values) {
    const { title = 'Save', defaultPath = '' } = optionsOf(values);
    const entry = { kind: /** @type {const} */ ('save'), title, detail: defaultPath, buttons: [] };
    shown.push(entry);
    if (isAutomated()) {
      const path = take(answers.save, entry);
      return { canceled: path === null, filePath: path ?? '' };
    }
    const name = basename(defaultPath);
    const reply = await desk.ask({ kind: 'save', title, folder: startFolder(defaultPath), name });
    const isNamed = reply !== null && reply.name !== '';
    return { canceled: !isNamed, filePath: isNamed ? join(reply.folder, basename(reply.name)) : '' };
  },

  /** @param {any[]} values */
  async showMessageBox(...values) {
    const { title = '', message = '', detail = '', buttons = [], cancelId = 0 } = optionsOf(values);
    const labels = buttons.length > 0 ? buttons : ['OK'];
    const entry = {
      kind: /** @type {const} */ ('message'),
      title: title || message,
      detail,
      buttons: labels,
    };
    shown.push(entry);
    if (isAutomated()) return { response: take(answers.message, entry), checkboxChecked: false };
    const reply = await desk.ask({
      kind: 'choice',
      title: title || 'Commonplace',
      message,
      detail,
      buttons: labels,
    });
    return { response: reply === null ? cancelId : Number(reply.action), checkboxChecked: false };
  },

  /** @param {string} title @param {string} content */
  showErrorBox(title, content) {
    shown.push({ kind: 'error', title, detail: content, buttons: [] });
    process.stderr.write(`${title}: ${content}\n`);
  },
});
