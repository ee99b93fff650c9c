// app: the life of the program, from ready to quit, and where its files lie.
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startChromium } from './chromium.mjs';
import { takeLock } from './lock.mjs';
import { Happening, provided } from './provided.mjs';
import { defaultSession } from './session.mjs';
import { Targets } from './targets.mjs';
import { theme } from './theme.mjs';
import { BrowserWindow, surroundings } from './window.mjs';

/** @typedef {import('./chromium.mjs').Chromium} Chromium */

/** The package that the main file belongs to. */
function findPackage() {
  for (let folder = dirname(process.argv[1] ?? process.cwd()); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return { folder, ...JSON.parse(readFileSync(file, 'utf8')) };
    if (folder === dirname(folder)) return { folder: process.cwd(), name: 'Electron', version: '0.0.0' };
  }
}

function appDataFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData/Roaming');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

class App extends EventEmitter {
  isPackaged = false;
  /** Exists on macOS only, and a browser has none there either. */
  dock = undefined;
  #package = findPackage();
  #name = this.#package.productName ?? this.#package.name;
  /** @type {Map<string, string>} */
  #paths = new Map();
  /** @type {Map<string, string>} */
  #switches = new Map();
  /** @type {(() => void) | null} */
  #releaseLock = null;
  #isReady = false;
  #isQuitting = false;
  #isEnding = false;
  /** @type {() => void} */
  #becomeReady = () => undefined;
  /** @type {Promise<void>} */
  #ready = new Promise((done) => (this.#becomeReady = done));
  /** @type {Promise<{ chromium: Chromium, targets: Targets }> | null} */
  #browser = null;

  commandLine = provided('commandLine', {
    /** @param {string} name @param {string} [value] */
    appendSwitch: (name, value = '') => void this.#switches.set(name, value),
    /** @param {string} name */
    hasSwitch: (name) => this.#switches.has(name) || process.argv.includes(`--${name}`),
    /** @param {string} name */
    getSwitchValue: (name) => this.#switches.get(name) ?? '',
    /** @param {string} name */
    removeSwitch: (name) => void this.#switches.delete(name),
  });

  // --- the program as a whole ----------------------------------------------------------------------------------

  /** When the main file has run: the program is ready. */
  start() {
    if (this.#isEnding) return;
    surroundings.targets = async () => (await this.#start()).targets;
    surroundings.created = (contents) => void this.emit('web-contents-created', new Happening(), contents);
    surroundings.crashed = (contents, details) =>
      void this.emit('render-process-gone', new Happening(), contents, details);
    surroundings.allClosed = () => this.#allClosed();
    surroundings.failed = (error) => this.#fail(error);
    theme.on('updated', () => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.applyTheme();
    });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => this.quit());
    this.#start().catch((/** @type {unknown} */ error) => this.#fail(error));
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('session-created', defaultSession);
    this.emit('ready', new Happening(), {});
    this.#becomeReady();
  }

  /** The browser, started at most once at a time. */
  #start() {
    this.#browser ??= (async () => {
      const data = this.getPath('sessionData');
      const profile = data === this.getPath('userData') ? join(data, 'session') : data;
      const chromium = await startChromium(this.#switches, profile);
      const targets = new Targets(chromium);
      await targets.watch();
      void chromium.ended.then(() => {
        this.#browser = null;
        // As when Electron's own browser process dies: nothing of the program goes on.
        if (!this.#isEnding && BrowserWindow.getAllWindows().length > 0)
          this.#fail(new Error('The browser below the window has ended.'));
      });
      return { chromium, targets };
    })();
    return this.#browser;
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#isEnding) return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }

  #allClosed() {
    if (this.#isEnding || this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  /** @param {number} code */
  async #end(code) {
    this.#isEnding = true;
    this.emit('quit', new Happening(), code);
    this.#releaseLock?.();
    const running = await this.#browser?.catch(() => null);
    await running?.chromium.close();
    process.exit(code);
  }

  /** For tests. A start that gives way to another one never becomes ready, and must not touch its browser. */
  async inner() {
    await this.#ready;
    const { chromium } = await this.#start();
    return { browserPid: chromium.pid, profile: chromium.profile };
  }

  // --- as Electron has it --------------------------------------------------------------------------------------

  whenReady() {
    return this.#ready;
  }

  isReady() {
    return this.#isReady;
  }

  quit() {
    if (this.#isEnding || this.#isQuitting) return;
    const before = new Happening();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    const last = new Happening();
    if (BrowserWindow.getAllWindows().length === 0) this.emit('will-quit', last);
    if (BrowserWindow.getAllWindows().length > 0 || last.defaultPrevented) this.#isQuitting = false;
    else void this.#end(0);
  }

  /** @param {number} [code] */
  exit(code = 0) {
    if (this.#isEnding) return;
    this.#isEnding = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    void this.#end(code);
  }

  /** @param {string} name @returns {string} */
  getPath(name) {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    /** @type {Record<string, string>} */
    const usual = {
      home: homedir(),
      appData: appDataFolder(),
      temp: tmpdir(),
      exe: process.execPath,
      desktop: join(homedir(), 'Desktop'),
      documents: join(homedir(), 'Documents'),
      downloads: join(homedir(), 'Downloads'),
    };
    if (name === 'userData') return join(this.getPath('appData'), this.#name);
    if (name === 'sessionData') return this.getPath('userData');
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    const path = usual[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  /** @param {string} name @param {string} path */
  setPath(name, path) {
    if (resolve(path) !== path) throw new Error('Path must be absolute');
    if (this.#isReady && name === 'sessionData') throw new Error('The browser runs on its profile already.');
    this.#paths.set(name, path);
  }

  getName() {
    return this.#name;
  }

  /** @param {string} name */
  setName(name) {
    this.#name = name;
  }

  get name() {
    return this.#name;
  }

  set name(name) {
    this.#name = name;
  }

  getVersion() {
    return this.#package.version;
  }

  getAppPath() {
    return this.#package.folder;
  }

  getLocale() {
    return (
      (process.env['LANG'] ?? 'en-US')
        .split('.')[0]
        ?.replace('_', '-')
        .replace(/^(?:C|POSIX)$/, 'en-US') ?? 'en-US'
    );
  }

  getPreferredSystemLanguages() {
    return [this.getLocale()];
  }

  /** @param {unknown} [additionalData] */
  requestSingleInstanceLock(additionalData) {
    this.#releaseLock ??= takeLock(this.getPath('userData'), additionalData, (second) =>
      this.emit(
        'second-instance',
        new Happening(),
        second.argv,
        second.workingDirectory,
        second.additionalData,
      ),
    );
    return this.#releaseLock !== null;
  }

  hasSingleInstanceLock() {
    return this.#releaseLock !== null;
  }

  releaseSingleInstanceLock() {
    this.#releaseLock?.();
    this.#releaseLock = null;
  }

  focus() {
    BrowserWindow.getFocusedWindow()?.focus();
  }

  // Said to the system, or to parts of Electron that the browser below is started without.
  enableSandbox() {}
  disableHardwareAcceleration() {}
  configureHostResolver() {}
  setAppUserModelId() {}
  setAboutPanelOptions() {}
  setAccessibilitySupportEnabled() {}
}

export const program = new App();
export const app = provided('app', program);
