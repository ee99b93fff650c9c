// The browser's pages and workers: each is held at its start until it is watched, and belongs to one window.
import { blankPath, deskOrigin, origin } from './address.mjs';
import { desk } from './desk.mjs';
import { notice, pass } from './network.mjs';
import { Happening } from './provided.mjs';
import { announceDownload } from './session.mjs';
import { noteIssue } from './violations.mjs';

/** @typedef {import('./chromium.mjs').Chromium} Chromium */
/** @typedef {import('./contents.mjs').WebContents} WebContents */
/** @typedef {{ sessionId: string, targetId: string }} Page */

export class Targets {
  #chromium;
  /** The page or worker behind each session. @type {Map<string, WebContents>} */
  #contents = new Map();
  /** Pages that no window has taken yet. @type {Page[]} */
  #free = [];
  /** @type {((page: Page) => void)[]} */
  #wanted = [];
  /** Pages that are to come: the one the browser starts with, and those asked of it. */
  #expected = 1;
  /** @type {Map<string, () => void>} */
  #gone = new Map();

  /** @param {Chromium} chromium */
  constructor(chromium) {
    this.#chromium = chromium;
    const { connection } = chromium;
    connection.on('Target.attachedToTarget', (params, parent) => void this.#attached(params, parent));
    connection.on('Target.targetInfoChanged', ({ targetInfo }) => this.#named(targetInfo));
    connection.on('Target.targetDestroyed', ({ targetId }) => this.#gone.get(targetId)?.());
    connection.on('Target.detachedFromTarget', ({ sessionId }) => this.#contents.delete(sessionId));
    connection.on('Browser.downloadWillBegin', (params) => this.#download(params));
    connection.on('Audits.issueAdded', ({ issue }) => noteIssue(issue));
    connection.on('Fetch.requestPaused', (params, sessionId) => {
      const contents = this.#contents.get(sessionId ?? '');
      if (contents !== undefined) void pass(contents, params);
      else
        connection
          .send('Fetch.continueRequest', { requestId: params.requestId }, sessionId)
          .catch(() => undefined);
    });
    for (const event of [
      'Network.webSocketCreated',
      'Network.webTransportCreated',
      'Page.frameRequestedNavigation',
    ])
      connection.on(event, (params, sessionId) => {
        const contents = this.#contents.get(sessionId ?? '');
        if (contents !== undefined) void notice(contents, event, params);
      });
    for (const event of [
      'Runtime.bindingCalled',
      'Runtime.consoleAPICalled',
      'Runtime.exceptionThrown',
      'Page.frameNavigated',
      'Page.navigatedWithinDocument',
      'Page.domContentEventFired',
      'Page.loadEventFired',
      'Page.lifecycleEvent',
      'Page.windowOpen',
      'Page.javascriptDialogOpening',
      'Inspector.targetCrashed',
    ])
      connection.on(event, (params, sessionId) => this.#contents.get(sessionId ?? '')?.take(event, params));
    desk.openWindow = (address, signal) => this.#openDesk(address, signal);
  }

  async watch() {
    const { connection } = this.#chromium;
    await Promise.all([
      connection.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true }),
      connection.send('Target.setDiscoverTargets', { discover: true }),
      connection.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
      }),
    ]);
  }

  /**
   * Gives a window its page: the one the browser started with, or a new one.
   * @param {WebContents} contents @param {boolean} isFirst @param {() => void} onGone
   */
  async claim(contents, isFirst, onGone) {
    const page = this.#free.shift() ?? (await this.#awaitPage(isFirst));
    this.#contents.set(page.sessionId, contents);
    this.#gone.set(page.targetId, onGone);
    await contents.attach(this.#chromium, page.sessionId, page.targetId);
  }

  /** The browser's first page comes by itself. @param {boolean} isFirst @returns {Promise<Page>} */
  async #awaitPage(isFirst) {
    /** @type {Promise<Page>} */
    const page = new Promise((resolve) => this.#wanted.push(resolve));
    const address = { url: `${origin}${blankPath}`, newWindow: true };
    if (!isFirst) await this.#create(address);
    return page;
  }

  /** @param {object} address @returns {Promise<{ targetId: string }>} */
  #create(address) {
    this.#expected += 1;
    return this.#chromium.connection.send('Target.createTarget', address);
  }

  /** @param {WebContents} contents */
  async close(contents) {
    this.#gone.delete(contents.targetId);
    await this.#chromium.connection.send('Target.closeTarget', { targetId: contents.targetId });
  }

  /** @param {any} params @param {string | undefined} parent */
  async #attached({ sessionId, targetInfo }, parent) {
    const { type, targetId, url } = targetInfo;
    const { connection } = this.#chromium;
    /** @param {string} method @param {object} [params] */
    const tell = (method, params) =>
      // Not every kind of target knows every domain.
      connection.send(method, params, sessionId).catch(() => undefined);
    const isProgram = type !== 'page' || !url.startsWith(deskOrigin);
    // Main denied the window, and the browser made it nonetheless: it is closed before it has asked for anything.
    if (type === 'page' && (this.#expected -= 1) < 0) {
      this.#expected = 0;
      await connection.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return;
    }
    // A shared worker has no page above it: it is counted to any.
    const owner = this.#contents.get(parent ?? '') ?? [...this.#contents.values()][0];
    if (type !== 'page' && owner !== undefined) this.#contents.set(sessionId, owner);
    if (isProgram)
      await Promise.all([
        tell('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
        tell('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
        tell('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }),
        tell('Audits.enable'),
      ]);
    await tell('Runtime.runIfWaitingForDebugger');
    if (type !== 'page' || !isProgram) return;
    const wanted = this.#wanted.shift();
    if (wanted !== undefined) wanted({ sessionId, targetId });
    else this.#free.push({ sessionId, targetId });
  }

  /** @param {any} targetInfo */
  #named({ targetId, title, type }) {
    if (type !== 'page') return;
    const contents = [...this.#contents.values()].find((each) => each.targetId === targetId);
    if (contents !== undefined && contents.getURL() !== '' && contents.getTitle() !== title)
      contents.learnTitle(title);
  }

  /** @param {any} params */
  #download({ guid, url, suggestedFilename }) {
    const contents = [...this.#contents.values()][0];
    const event = new Happening();
    const item = {
      getURL: () => url,
      getFilename: () => suggestedFilename,
      cancel: () => event.preventDefault(),
    };
    if (contents !== undefined) announceDownload(event, item, contents.face);
    if (!event.defaultPrevented)
      process.stderr.write(`The stand-in keeps no downloads: ${suggestedFilename}\n`);
    this.#chromium.connection.send('Browser.cancelDownload', { guid }).catch(() => undefined);
  }

  /** @param {string} address @param {AbortSignal} signal */
  async #openDesk(address, signal) {
    const { connection } = this.#chromium;
    const asked = { url: address, newWindow: true, width: 760, height: 680 };
    const { targetId } = await this.#create(asked);
    const closed = new Promise((/** @type {(nothing: void) => void} */ resolve) =>
      this.#gone.set(targetId, () => resolve()),
    );
    signal.addEventListener('abort', () => {
      connection.send('Target.closeTarget', { targetId }).catch(() => undefined);
    });
    await closed;
    this.#gone.delete(targetId);
  }
}
