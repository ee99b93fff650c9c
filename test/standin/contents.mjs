// webContents: one page of the browser, as Electron shows it to main.
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { blankPath, origin, scheme, textToWeb, toApp, toWeb } from './address.mjs';
import { NativeImage } from './image.mjs';
import { answer, hear } from './ipc.mjs';
import { keyName } from './keys.mjs';
import { pack } from './message.mjs';
import { pageScript } from './page.mjs';
import { Happening, provided } from './provided.mjs';
import { decidePermissions, defaultSession } from './session.mjs';
import { mediaFeatures, theme } from './theme.mjs';
import { consoleOf } from './violations.mjs';

/** @typedef {import('./chromium.mjs').Chromium} Chromium */
/** @typedef {{ action: 'deny' | 'allow' }} OpenVerdict */
/** @typedef {{ url: string, parent: Frame | null, frameTreeNodeId: number, origin: string }} Frame */

/** What main hears of when a window's page tells something that is not a call. @typedef {{ accelerator: (name: string) => void, menubar: () => void, resize: () => void, focus: (has: boolean) => void, crashed: (details: object) => void }} Owner */

let lastContentsId = 0;
const pageAddress = `${scheme}://notebook`;

export class WebContents extends EventEmitter {
  id = ++lastContentsId;
  session = defaultSession;
  /** Navigations that main began itself: nobody is asked about them. */
  expectedAddress = '';
  /** @type {Frame} */
  mainFrame = { url: '', parent: null, frameTreeNodeId: 1, origin: pageAddress };
  /** @type {WebContents} */
  face;
  /** @type {(() => OpenVerdict) | ((details: object) => OpenVerdict) | null} */
  openHandler = null;
  #isDestroyed = false;
  #zoom = 1;
  #url = '';
  #title = '';
  #mainFrameId = '';
  #sessionId = '';
  #bindingName = `bind${randomBytes(12).toString('hex')}`;
  #deliverName = `deliver${randomBytes(12).toString('hex')}`;
  /** @type {Chromium | null} */
  #chromium = null;
  /** Settled when the page exists and is furnished. @type {Promise<void>} */
  #ready;
  /** @type {() => void} */
  #becomeReady = () => undefined;
  #accelerators = '[]';
  /** @type {(kind: string) => boolean} */
  #judgeDialog = () => false;
  #owner;

  /** @param {{ preload?: string }} preferences @param {Owner} owner */
  constructor(preferences, owner) {
    super();
    this.preload = preferences.preload;
    this.#owner = owner;
    this.#ready = new Promise((resolve) => (this.#becomeReady = resolve));
    this.face = provided('webContents', this);
  }

  // --- joined to a page of the browser -------------------------------------------------------------------------

  /** @param {Chromium} chromium @param {string} sessionId @param {string} targetId */
  async attach(chromium, sessionId, targetId) {
    this.#chromium = chromium;
    this.#sessionId = sessionId;
    this.#mainFrameId = targetId;
    if (this.preload !== undefined && !existsSync(this.preload))
      throw new Error(`Unable to load preload script: ${this.preload}`);
    const preload = this.preload === undefined ? '' : readFileSync(this.preload, 'utf8');
    const isAutomated = process.env['COMMONPLACE_AUTOMATION'] === '1';
    const source = pageScript(preload, {
      bindingName: this.#bindingName,
      deliverName: this.#deliverName,
      platform: process.platform,
      versions: process.versions,
      asksBeforeClosing: !isAutomated,
    });
    // What main decides may differ by permission; the browser is told before the first page asks.
    const decided = await decidePermissions(this.face, pageAddress);
    await Promise.all([
      this.tell('Page.enable'),
      this.tell('Page.setLifecycleEventsEnabled', { enabled: true }),
      this.tell('Runtime.enable'),
      this.tell('Runtime.addBinding', { name: this.#bindingName }),
      this.tell('Page.addScriptToEvaluateOnNewDocument', { source }),
      this.tell('Emulation.setEmulatedMedia', { features: mediaFeatures() }),
      ...decided.map(({ descriptor, setting }) =>
        chromium.connection
          .send('Browser.setPermission', { permission: descriptor, setting, origin })
          // Older and newer browsers know other names; one they do not know they cannot grant either.
          .catch(() => undefined),
      ),
    ]);
    this.#becomeReady();
  }

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  tell(method, params = {}) {
    if (this.#chromium === null) return Promise.reject(new Error('The page is not there yet.'));
    return this.#chromium.connection.send(method, params, this.#sessionId);
  }

  get sessionId() {
    return this.#sessionId;
  }

  get targetId() {
    return this.#mainFrameId;
  }

  get ready() {
    return this.#ready;
  }

  /** An event of the page. @param {string} method @param {any} params */
  take(method, params) {
    if (method === 'Runtime.bindingCalled' && params.name === this.#bindingName)
      this.#takeMessage(JSON.parse(params.payload), params.executionContextId);
    else if (method === 'Page.frameNavigated' && params.frame.parentId === undefined)
      this.#navigated(params.frame.url);
    else if (this.#url === '' && /^Page\.(?:dom|load)/.test(method)) return;
    else if (method === 'Page.navigatedWithinDocument' && params.frameId === this.#mainFrameId) {
      this.#url = toApp(params.url);
      this.mainFrame.url = this.#url;
      this.emit('did-navigate-in-page', new Happening({ url: this.#url }), this.#url, true);
    } else if (method === 'Page.domContentEventFired') this.emit('dom-ready', new Happening());
    else if (method === 'Page.loadEventFired') this.emit('did-finish-load', new Happening());
    else if (method === 'Page.lifecycleEvent' && params.name === 'firstPaint') this.emit('first-paint');
    else if (method === 'Inspector.targetCrashed') this.#crashed();
    else if (method === 'Runtime.consoleAPICalled' || method === 'Runtime.exceptionThrown')
      this.emit('console-message', new Happening(consoleOf(params)));
    else if (method === 'Page.windowOpen') this.#openWindow(params);
    else if (method === 'Page.javascriptDialogOpening') this.#answerDialog(params.type);
  }

  /** @param {string} url */
  #navigated(url) {
    if (url.endsWith(blankPath)) return;
    this.#url = toApp(url);
    // A new document is a new frame to main: what an old one had sent is not answered to the new.
    this.mainFrame = { url: this.#url, parent: null, frameTreeNodeId: 1, origin: pageAddress };
    this.emit('did-navigate', new Happening({ url: this.#url }), this.#url, 200, 'OK');
    this.#deliver('accelerators', this.#accelerators);
    if (this.#zoom !== 1) this.setZoomFactor(this.#zoom);
    this.tell('Runtime.evaluate', {
      expression: `matchMedia('(prefers-color-scheme: dark)').matches`,
      returnByValue: true,
    }).then(
      ({ result }) => {
        if (theme.themeSource === 'system') theme.learnSystem(result.value === true);
      },
      () => undefined,
    );
  }

  #crashed() {
    const details = { reason: 'crashed', exitCode: 11 };
    this.emit('render-process-gone', new Happening(), details);
    this.#owner.crashed(details);
  }

  /** @param {any} params */
  #openWindow({ url, windowName, disposition }) {
    const details = {
      url: toApp(url),
      frameName: windowName,
      features: '',
      disposition: disposition ?? 'new-window',
    };
    const verdict = this.openHandler?.(details) ?? { action: 'allow' };
    if (verdict.action !== 'deny') throw new Error(`The stand-in opens no further windows: ${url}`);
  }

  /** @param {any} message @param {number} contextId */
  #takeMessage(message, contextId) {
    const event = new Happening({ sender: this.face, senderFrame: this.mainFrame, frameId: 1, processId: 1 });
    if (message.kind === 'invoke')
      void answer(event, message.channel, message.body).then((reply) =>
        this.#deliver('answer', JSON.stringify({ id: message.id, ...reply }), contextId),
      );
    else if (message.kind === 'send') hear(event, message.channel, message.body);
    else if (message.kind === 'menu') {
      const { linkURL, pageURL, srcURL } = message.params;
      const named = { linkURL: toApp(linkURL), pageURL: toApp(pageURL), srcURL: toApp(srcURL) };
      this.emit('context-menu', new Happening(), { ...message.params, ...named, frame: this.mainFrame });
    } else if (message.kind === 'accelerator') this.#owner.accelerator(message.name);
    else if (message.kind === 'menubar') this.#owner.menubar();
    else if (message.kind === 'wheel') this.emit('zoom-changed', new Happening(), message.direction);
    else if (message.kind === 'resize') this.#owner.resize();
    else if (message.kind === 'preload-error')
      this.emit('preload-error', new Happening(), this.preload, new Error(message.reason));
    else this.#owner.focus(message.kind === 'focus');
  }

  /** @param {string} kind @param {string} text @param {number} [contextId] The document meant; the present one without. */
  #deliver(kind, text, contextId) {
    const expression = `globalThis[${JSON.stringify(this.#deliverName)}]?.(${JSON.stringify(kind)}, ${JSON.stringify(text)})`;
    // A document that is gone needs no answer.
    this.tell('Runtime.evaluate', { expression, ...(contextId === undefined ? {} : { contextId }) }).catch(
      () => undefined,
    );
  }

  applyTheme() {
    this.tell('Emulation.setEmulatedMedia', { features: mediaFeatures() }).catch(() => undefined);
  }

  /** @param {(kind: string) => boolean} judge Says whether a dialog of the page is answered with yes. */
  listenForDialogs(judge) {
    this.#judgeDialog = judge;
  }

  /** @param {string} kind */
  #answerDialog(kind) {
    const isOurReload = kind === 'beforeunload' && this.expectedAddress !== '';
    const accept = isOurReload || this.#judgeDialog(kind);
    // A test may have answered already.
    this.tell('Page.handleJavaScriptDialog', { accept }).catch(() => undefined);
  }

  /** Keys that the window is to report when the page leaves them alone. @param {readonly string[]} accelerators */
  setAccelerators(accelerators) {
    this.#accelerators = JSON.stringify(accelerators.map(keyName));
    if (this.#url !== '') this.#deliver('accelerators', this.#accelerators);
  }

  // --- as Electron has it --------------------------------------------------------------------------------------

  /** @param {string} channel @param {unknown[]} values */
  send(channel, ...values) {
    const text = JSON.stringify({ channel, body: pack(values, textToWeb) });
    void this.#ready.then(() => this.#deliver('push', text));
  }

  /** @param {string} address */
  async loadURL(address) {
    await this.#ready;
    const web = new URL(toWeb(address)).href;
    this.expectedAddress = web;
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve));
    const { errorText } = await this.tell('Page.navigate', { url: web });
    if (errorText) {
      this.emit('did-fail-load', new Happening(), -2, errorText, address, true);
      throw new Error(`${errorText} (-2) loading '${address}'`);
    }
    await loaded;
  }

  reload() {
    this.expectedAddress = toWeb(this.#url);
    this.tell('Page.reload').catch(() => undefined);
  }

  reloadIgnoringCache() {
    this.expectedAddress = toWeb(this.#url);
    this.tell('Page.reload', { ignoreCache: true }).catch(() => undefined);
  }

  getURL() {
    return this.#url;
  }

  getTitle() {
    return this.#title;
  }

  /** @param {string} title */
  learnTitle(title) {
    this.#title = title;
    this.emit('page-title-updated', new Happening(), title, true);
  }

  isLoading() {
    return this.#url === '';
  }

  isDestroyed() {
    return this.#isDestroyed;
  }

  markDestroyed() {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }

  isDevToolsOpened() {
    return false;
  }

  /** @param {(details: any) => OpenVerdict} handler */
  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }

  /** The switch of the same name is on the command line. @param {string} policy */
  setWebRTCIPHandlingPolicy(policy) {
    if (policy !== 'disable_non_proxied_udp')
      throw new Error(`The stand-in knows no WebRTC policy ${policy}.`);
  }

  /** @param {string} code @returns {Promise<any>} */
  async executeJavaScript(code) {
    await this.#ready;
    const { result, exceptionDetails } = await this.tell('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** @returns {Promise<NativeImage>} */
  async capturePage() {
    await this.#ready;
    const { data } = await this.tell('Page.captureScreenshot', { format: 'png' });
    return new NativeImage(Buffer.from(data, 'base64'));
  }

  getZoomFactor() {
    return this.#zoom;
  }

  /** The browser's own zoom is out of reach; the page is scaled instead. @param {number} factor */
  setZoomFactor(factor) {
    this.#zoom = factor;
    this.executeJavaScript(
      `document.documentElement.style.zoom = ${factor === 1 ? `''` : String(factor)}`,
    ).catch(() => undefined);
  }

  getZoomLevel() {
    return Math.log(this.#zoom) / Math.log(1.2);
  }

  /** @param {number} level */
  setZoomLevel(level) {
    this.setZoomFactor(1.2 ** level);
  }

  focus() {
    this.tell('Page.bringToFront').catch(() => undefined);
  }

  /** An editing command, as the browser's own menu would give it. @param {string} command */
  #edit(command) {
    this.tell('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] }).catch(() => undefined);
  }

  cut = () => this.#edit('Cut');
  copy = () => this.#edit('Copy');
  paste = () => this.#edit('Paste');
  pasteAndMatchStyle = () => this.#edit('PasteAndMatchStyle');
  delete = () => this.#edit('Delete');
  undo = () => this.#edit('Undo');
  redo = () => this.#edit('Redo');
  selectAll = () => this.#edit('SelectAll');
}
