// What main does to a page: run a script, take a picture, zoom, edit. Each is one word to the browser.
import { EventEmitter } from 'node:events';
import { NativeImage } from './image.mjs';

/** @typedef {import('./connection.mjs').Connection} Connection */

export class PageDeeds extends EventEmitter {
  #zoom = 1;
  #sessionId = '';
  #targetId = '';
  /** @type {Connection | null} */
  #connection = null;
  /** @type {() => void} */
  #becomeReady = () => undefined;
  /** Settled when the page exists and is furnished. @type {Promise<void>} */
  ready = new Promise((resolve) => (this.#becomeReady = resolve));

  /** @param {Connection} connection @param {string} sessionId @param {string} targetId */
  join(connection, sessionId, targetId) {
    this.#connection = connection;
    this.#sessionId = sessionId;
    this.#targetId = targetId;
  }

  markReady() {
    this.#becomeReady();
  }

  get targetId() {
    return this.#targetId;
  }

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  tell(method, params = {}) {
    if (this.#connection === null) return Promise.reject(new Error('The page is not there yet.'));
    return this.#connection.send(method, params, this.#sessionId);
  }

  /** @param {string} code @returns {Promise<any>} */
  async executeJavaScript(code) {
    await this.ready;
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
    await this.ready;
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
