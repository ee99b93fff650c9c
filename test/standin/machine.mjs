// What Electron knows of the machine: shell, clipboard, screen, power. In tests the shell only takes notes.
import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { dirname } from 'node:path';
import { provided } from './provided.mjs';

/** What the shell was asked to open, for tests. @type {{ kind: 'link' | 'folder' | 'path', what: string }[]} */
export const opened = [];

/** @param {'link' | 'folder' | 'path'} kind @param {string} what @param {string} target */
function open(kind, what, target) {
  opened.push({ kind, what });
  if (process.env['COMMONPLACE_AUTOMATION'] === '1') return;
  /** @type {Record<string, readonly [string, ...string[]]>} */
  const openers = { darwin: ['open'], win32: ['explorer.exe'] };
  const [command, ...options] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...options, target], { detached: true, stdio: 'ignore' });
  child.on('error', (error) => process.stderr.write(`${command}: ${error.message}\n`));
  child.unref();
}

export const shell = provided('shell', {
  /** @param {string} address */
  openExternal(address) {
    open('link', address, address);
    return Promise.resolve();
  },
  /** @param {string} path */
  showItemInFolder(path) {
    open('folder', path, dirname(path));
  },
  /** @param {string} path @returns {Promise<string>} Empty: no failure known. */
  openPath(path) {
    open('path', path, path);
    return Promise.resolve('');
  },
  beep() {},
});

let clipboardText = '';

/** The desktop's clipboard where a tool reaches it; otherwise text stays in this process. */
export const clipboard = provided('clipboard', {
  readText: () => Promise.resolve(clipboardText),
  /** @param {string} text */
  writeText(text) {
    clipboardText = text;
    const tools = [['wl-copy'], ['xclip', '-selection', 'clipboard'], ['pbcopy'], ['clip.exe']];
    if (process.env['COMMONPLACE_AUTOMATION'] !== '1')
      tools.some(
        ([command = '', ...options]) =>
          spawnSync(command, options, { input: text, timeout: 2_000 }).status === 0,
      );
    return Promise.resolve();
  },
});

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  scaleFactor: 1,
};

/** The browser does not say which screens there are before it has a page: one of a usual size is assumed. */
export const screen = provided(
  'screen',
  Object.assign(new EventEmitter(), {
    getAllDisplays: () => [display],
    getPrimaryDisplay: () => display,
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
  }),
);

export const powerMonitor = provided(
  'powerMonitor',
  Object.assign(new EventEmitter(), { isOnBatteryPower: () => false, getSystemIdleTime: () => 0 }),
);
