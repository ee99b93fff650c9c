// BrowserWindow: a page of the browser with the life that Electron gives to a window.
import { EventEmitter } from 'node:events';
import { isHeadless } from './chromium.mjs';
import { WebContents } from './contents.mjs';
import { Menu } from './menu.mjs';
import { Happening, provided } from './provided.mjs';

/** @typedef {{ x: number, y: number, width: number, height: number }} Bounds */
/** @typedef {import('./targets.mjs').Targets} Targets */
/** @typedef {{ width?: number, height?: number, x?: number, y?: number, show?: boolean, title?: string, webPreferences?: Record<string, unknown> & { preload?: string } }} Options */

/** What windows need of the program as a whole, and tell it. */
export const surroundings = {
  /** @type {() => Promise<Targets>} */ targets: () => Promise.reject(new Error('Not ready.')),
  /** @type {(contents: WebContents) => void} */ created: () => undefined,
  /** @type {(contents: WebContents, details: object) => void} */ crashed: () => undefined,
  /** @type {() => void} */ allClosed: () => undefined,
  /** @type {(error: unknown) => void} */ failed: () => undefined,
};

/** @type {Set<BrowserWindow>} */
const windows = new Set();
let lastWindowId = 0;

/** Refused rather than ignored: a window less locked up than the program's own would prove nothing. */
function checkPreferences(/** @type {Record<string, unknown>} */ preferences) {
  const wrong = Object.entries({
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
  }).find(([name, only]) => (preferences[name] ?? only) !== only);
  if (wrong !== undefined)
    throw new Error(`The stand-in has no windows with ${wrong[0]}: ${String(!wrong[1])}.`);
}

export class BrowserWindow extends EventEmitter {
  id = ++lastWindowId;
  /** @type {Bounds} */
  #bounds;
  #normal;
  #state = 'normal';
  #isDestroyed = false;
  #isVisible = false;
  #isFocused = false;
  #title;
  #contents;
  /** @type {this} */
  face;

  /** @param {Options} [options] */
  constructor(options = {}) {
    super();
    checkPreferences(options.webPreferences ?? {});
    const { width = 800, height = 600, x = 0, y = 0, title = 'Commonplace', show = true } = options;
    this.#bounds = { x, y, width, height };
    this.#normal = this.#bounds;
    this.#title = title;
    this.#isVisible = show;
    this.#contents = new WebContents(options.webPreferences ?? {}, {
      accelerator: (name) => Menu.performAccelerator(name, this.face),
      menubar: () => Menu.getApplicationMenu()?.popup({ window: this.face }),
      resize: () => void this.#learnBounds(),
      crashed: (details) => surroundings.crashed(this.#contents.face, details),
      focus: (has) => {
        this.#isFocused = has;
        this.emit(has ? 'focus' : 'blur', new Happening());
      },
    });
    this.#contents.on('page-title-updated', (event, pageTitle) => {
      this.emit('page-title-updated', event, pageTitle, true);
      if (!event.defaultPrevented) this.#title = pageTitle;
    });
    this.#contents.once('first-paint', () => this.emit('ready-to-show'));
    this.face = provided('BrowserWindow', this);
    const isFirst = windows.size === 0;
    windows.add(this);
    surroundings.created(this.#contents.face);
    this.#open(isFirst).catch(surroundings.failed);
    return this.face;
  }

  /** @param {boolean} isFirst */
  async #open(isFirst) {
    const targets = await surroundings.targets();
    await targets.claim(this.#contents, isFirst, () => this.#end(false));
    await this.#applyBounds();
    this.#contents.setAccelerators(Menu.accelerators());
    this.#contents.listenForDialogs((kind) => this.#mayLeave(kind));
  }

  /** A person closes the window of the browser; main is asked as Electron would. @param {string} kind */
  #mayLeave(kind) {
    if (kind !== 'beforeunload') return false;
    const event = new Happening();
    this.emit('close', event);
    return !event.defaultPrevented;
  }

  async #windowId() {
    await this.#contents.ready;
    const { targetId } = this.#contents;
    return this.#contents.tell('Browser.getWindowForTarget', { targetId });
  }

  async #applyBounds() {
    const { windowId } = await this.#windowId();
    const { x: left, y: top, width, height } = this.#bounds;
    // A headless window has no frame, yet its bounds are the outer ones.
    await this.#contents.tell('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
  }

  async #learnBounds() {
    const found = await this.#windowId().catch(() => null);
    if (found === null || this.#isDestroyed) return;
    const { left, top, width, height, windowState } = found.bounds;
    const before = this.#state;
    const old = this.#bounds;
    this.#bounds = { x: left, y: top, width, height };
    this.#state = windowState;
    if (windowState === 'normal') this.#normal = this.#bounds;
    const moved = left !== old.x || top !== old.y;
    if (moved) this.emit('move');
    if (width !== old.width || height !== old.height) this.emit('resize');
    if (before !== windowState && windowState === 'maximized') this.emit('maximize');
    if (before === 'maximized' && windowState === 'normal') this.emit('unmaximize');
  }

  /** @param {'normal' | 'maximized' | 'minimized' | 'fullscreen'} windowState */
  #setState(windowState) {
    this.#state = windowState;
    this.#windowId()
      .then(({ windowId }) =>
        this.#contents.tell('Browser.setWindowBounds', { windowId, bounds: { windowState } }),
      )
      .catch(() => undefined);
  }

  /** @param {boolean} closesPage */
  #end(closesPage) {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    this.#contents.markDestroyed();
    if (closesPage)
      surroundings
        .targets()
        .then((targets) => targets.close(this.#contents))
        .catch(() => undefined);
    this.emit('closed');
    if (windows.size === 0) surroundings.allClosed();
  }

  // --- as Electron has it --------------------------------------------------------------------------------------

  static getAllWindows() {
    return [...windows].map((each) => each.face);
  }

  static getFocusedWindow() {
    return ([...windows].find((each) => each.#isFocused) ?? [...windows][0])?.face ?? null;
  }

  /** @param {WebContents} contents */
  static fromWebContents(contents) {
    return [...windows].find((each) => each.#contents.face === contents)?.face ?? null;
  }

  /** @param {number} id */
  static fromId(id) {
    return [...windows].find((each) => each.id === id)?.face ?? null;
  }

  get webContents() {
    return this.#contents.face;
  }

  /** @param {string} address */
  loadURL(address) {
    return this.#contents.loadURL(address);
  }

  close() {
    const event = new Happening();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy() {
    this.#end(true);
  }

  show() {
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }

  showInactive() {
    this.#isVisible = true;
    this.emit('show');
  }

  /** The browser cannot hide a window: it is put away. */
  hide() {
    this.#isVisible = false;
    if (!isHeadless) this.#setState('minimized');
    this.emit('hide');
  }

  focus() {
    void this.#contents.ready.then(() => this.#contents.focus());
  }

  isVisible = () => this.#isVisible;
  isFocused = () => this.#isFocused;
  isDestroyed = () => this.#isDestroyed;
  isMaximized = () => this.#state === 'maximized';
  isMinimized = () => this.#state === 'minimized';
  isFullScreen = () => this.#state === 'fullscreen';
  maximize = () => this.#setState('maximized');
  unmaximize = () => this.#setState('normal');
  minimize = () => this.#setState('minimized');
  restore = () => this.#setState('normal');
  /** @param {boolean} isFull */
  setFullScreen = (isFull) => this.#setState(isFull ? 'fullscreen' : 'normal');
  getBounds = () => ({ ...this.#bounds });
  getNormalBounds = () => ({ ...this.#normal });
  getSize = () => [this.#bounds.width, this.#bounds.height];
  getTitle = () => this.#title;

  /** @param {Partial<Bounds>} bounds */
  setBounds(bounds) {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#normal = this.#bounds;
    this.#applyBounds().catch(() => undefined);
  }

  /** @param {number} width @param {number} height */
  setSize(width, height) {
    this.setBounds({ width, height });
  }

  /** The browser shows the page's title; this is what `getTitle` answers. @param {string} title */
  setTitle(title) {
    this.#title = title;
  }

  /** @param {string} color */
  setBackgroundColor(color) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    this.#contents.ready
      .then(() =>
        this.#contents.tell('Emulation.setDefaultBackgroundColorOverride', { color: { r, g, b, a: 1 } }),
      )
      .catch(() => undefined);
  }

  // A browser's app window has no menu bar, progress or attention of its own.
  setMenuBarVisibility() {}
  setAutoHideMenuBar() {}
  setMenu() {}
  removeMenu() {}
  setProgressBar() {}
  flashFrame() {}
}
