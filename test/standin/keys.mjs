// Accelerators as Electron writes them, brought to the names that the window gives to key events.

/** @type {Record<string, string>} */
const aliases = {
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'ctrl',
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'ctrl',
  control: 'ctrl',
  command: 'meta',
  cmd: 'meta',
  super: 'meta',
  option: 'alt',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};
const order = ['ctrl', 'alt', 'shift', 'meta'];

/** @param {string} accelerator Such as `CmdOrCtrl+Shift+K`. @returns {string} Such as `ctrl+shift+k`. */
export function keyName(accelerator) {
  const parts = accelerator
    .toLowerCase()
    .split('+')
    .map((part) => aliases[part] ?? part);
  const key = parts.at(-1) ?? '';
  if (key === '' || order.includes(key)) throw new Error(`${accelerator} is no accelerator.`);
  return [...order.filter((held) => parts.includes(held)), key].join('+');
}

/** What roles are bound to by themselves; editing keys are left to the browser, which has the same. */
export const roleAccelerators = /** @type {Readonly<Record<string, string>>} */ ({
  quit: 'CmdOrCtrl+Q',
  close: 'CmdOrCtrl+W',
  minimize: 'CmdOrCtrl+M',
  togglefullscreen: process.platform === 'darwin' ? 'Ctrl+Cmd+F' : 'F11',
  zoomin: 'CmdOrCtrl+Plus',
  zoomout: 'CmdOrCtrl+-',
  resetzoom: 'CmdOrCtrl+0',
  reload: 'CmdOrCtrl+R',
  forcereload: 'CmdOrCtrl+Shift+R',
});
