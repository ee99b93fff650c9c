// webContents: one page of the browser, as Electron shows it to main.
import { blankPath, origin, scheme, toApp, toWeb } from './address.mjs';
import { Bridge } from './bridge.mjs';
import { answer, hear } from './ipc.mjs';
import { keyName } from './keys.mjs';
import { PageDeeds } from './pageDeeds.mjs';
import { Happening, provided } from './provided.mjs';
import { clearBy, decidePermissions, defaultSession } from './session.mjs';
import { mediaFeatures, theme } from './theme.mjs';
import { consoleOf } from './violations.mjs';

/** @typedef {import('./chromium.mjs').Chromium} Chromium */
/** @typedef {{ action: 'deny' | 'allow' }} OpenVerdict */
/** @typedef {{ url: string, parent: Frame | null, frameTreeNodeId: number, origin: string }} Frame */

/** What main hears of when a window's page tells something that is not a call. @typedef {{ accelerator: (name: string) => void, menubar: () => void, resize: () => void, focus: (has: boolean) => void, crashed: (details: object) => void }} Owner */

let lastContentsId = 0;
const pageAddress = `${scheme}://notebook`;

export class WebContents extends PageDeeds {
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
  #url = '';
  #title = '';
  #accelerators = '[]';
  /** @type {(kind: string) => boolean} */
  #judgeDialog = () => false;
  #owner;
  #bridge;

  /** @param {{ preload?: string }} preferences @param {Owner} owner */
  constructor(preferences, owner) {
    super();
    this.preload = preferences.preload;
    this.#owner = owner;
    this.#bridge = new Bridge(this.preload, (method, params) => this.tell(method, params));
    this.face = provided('webContents', this);
  }

  // --- joined to a page of the browser -------------------------------------------------------------------------

  /** @param {Chromium} chromium @param {string} sessionId @param {string} targetId */
  async attach(chromium, sessionId, targetId) {
    this.join(chromium.connection, sessionId, targetId);
    // What main decides may differ by permission; the browser is told before the first page asks.
    const decided = await decidePermissions(this.face, pageAddress);
    await Promise.all([
      this.tell('Page.enable'),
      this.tell('Page.setLifecycleEventsEnabled', { enabled: true }),
      this.tell('Runtime.enable'),
      this.#bridge.install(),
      this.tell('Emulation.setEmulatedMedia', { features: mediaFeatures() }),
      ...decided.map(({ descriptor, setting }) =>
        chromium.connection
          .send('Browser.setPermission', { permission: descriptor, setting, origin })
          // Older and newer browsers know other names; one they do not know they cannot grant either.
          .catch(() => undefined),
      ),
    ]);
    clearBy((storageTypes) => this.tell('Storage.clearDataForOrigin', { origin, storageTypes }));
    this.markReady();
  }

  /** An event of the page. @param {string} method @param {any} params */
  take(method, params) {
    if (method === 'Runtime.bindingCalled') {
      const message = this.#bridge.read(params);
      if (message !== null) this.#takeMessage(message, params.executionContextId);
    } else if (method === 'Page.frameNavigated' && params.frame.parentId === undefined)
      this.#navigated(params.frame.url);
    else if (this.#url === '' && /^Page\.(?:dom|load)/.test(method)) return;
    else if (method === 'Page.navigatedWithinDocument' && params.frameId === this.targetId) {
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
    this.#bridge.deliver('accelerators', this.#accelerators);
    if (this.getZoomFactor() !== 1) this.setZoomFactor(this.getZoomFactor());
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
        this.#bridge.deliver('answer', JSON.stringify({ id: message.id, ...reply }), contextId),
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
    if (this.#url !== '') this.#bridge.deliver('accelerators', this.#accelerators);
  }

  // --- as Electron has it --------------------------------------------------------------------------------------

  /** @param {string} channel @param {unknown[]} values */
  send(channel, ...values) {
    void this.ready.then(this.#bridge.push(channel, values));
  }

  /** @param {string} address */
  async loadURL(address) {
    await this.ready;
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
}
