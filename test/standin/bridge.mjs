// The way between main and the program in a page: a binding that the page calls, and a function in it that is called.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { textToWeb } from './address.mjs';
import { pack } from './message.mjs';
import { pageScript } from './page.mjs';

/** @typedef {(method: string, params?: object) => Promise<any>} Tell */

export class Bridge {
  // Names that no script of the page can guess; the page forgets the first at once and does not list the second.
  #bindingName = `bind${randomBytes(12).toString('hex')}`;
  #deliverName = `deliver${randomBytes(12).toString('hex')}`;
  #preload;
  #tell;

  /** @param {string | undefined} preload The preload's file. @param {Tell} tell */
  constructor(preload, tell) {
    this.#preload = preload;
    this.#tell = tell;
  }

  /** Before the page loads anything. */
  async install() {
    if (this.#preload !== undefined && !existsSync(this.#preload))
      throw new Error(`Unable to load preload script: ${this.#preload}`);
    const text = this.#preload === undefined ? '' : readFileSync(this.#preload, 'utf8');
    const source = pageScript(text, {
      bindingName: this.#bindingName,
      deliverName: this.#deliverName,
      platform: process.platform,
      versions: process.versions,
      asksBeforeClosing: process.env['COMMONPLACE_AUTOMATION'] !== '1',
    });
    await Promise.all([
      this.#tell('Runtime.addBinding', { name: this.#bindingName }),
      this.#tell('Page.addScriptToEvaluateOnNewDocument', { source }),
    ]);
  }

  /** What the page says through the binding; null for somebody else's. @param {any} params Of Runtime.bindingCalled. */
  read(params) {
    return params.name === this.#bindingName ? JSON.parse(params.payload) : null;
  }

  /** @param {string} channel @param {readonly unknown[]} values @returns {() => void} Sends what was written down now. */
  push(channel, values) {
    const text = JSON.stringify({ channel, body: pack(values, textToWeb) });
    return () => this.deliver('push', text);
  }

  /** @param {string} kind @param {string} text @param {number} [contextId] The document meant; the present one without. */
  deliver(kind, text, contextId) {
    const call = `globalThis[${JSON.stringify(this.#deliverName)}]?.(${JSON.stringify(kind)}, ${JSON.stringify(text)})`;
    const params = { expression: call, ...(contextId === undefined ? {} : { contextId }) };
    // A document that is gone needs no answer.
    this.#tell('Runtime.evaluate', params).catch(() => undefined);
  }
}
