// The DevTools protocol over a pair of pipes: when this process ends, the pipes end, and with them the browser.

/** @typedef {import('node:stream').Readable} Readable */
/** @typedef {import('node:stream').Writable} Writable */
/** @typedef {(params: any, sessionId: string | undefined) => void} Listener */
/** @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void, method: string }} Waiting */

export class Connection {
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {Map<string, Set<Listener>>} */
  #listeners = new Map();
  /** @type {Buffer[]} */
  #partial = [];
  #lastId = 0;
  #open = true;
  #writable;

  /** @param {Writable} writable @param {Readable} readable */
  constructor(writable, readable) {
    this.#writable = writable;
    writable.on('error', () => this.end());
    readable.on('error', () => this.end());
    readable.on('close', () => this.end());
    readable.on('data', (/** @type {Buffer} */ chunk) => this.#take(chunk));
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @param {string} [sessionId] The page or worker meant; the browser itself without one.
   * @returns {Promise<any>}
   */
  send(method, params = {}, sessionId) {
    if (!this.#open) return Promise.reject(new Error(`${method}: the browser has ended.`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#writable.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** @param {string} event @param {Listener} listener @returns {() => void} Stops listening. */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  end() {
    this.#open = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, method } of waiting) reject(new Error(`${method}: the browser has ended.`));
  }

  /** Messages are separated by a zero byte. @param {Buffer} chunk */
  #take(chunk) {
    let from = 0;
    for (let to = chunk.indexOf(0); to >= 0; to = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.#partial, chunk.subarray(from, to)]).toString('utf8');
      this.#partial = [];
      from = to + 1;
      this.#deliver(JSON.parse(text));
    }
    if (from < chunk.length) this.#partial.push(chunk.subarray(from));
  }

  /** @param {any} message */
  #deliver(message) {
    if (message.id === undefined) {
      for (const listener of this.#listeners.get(message.method) ?? [])
        listener(message.params, message.sessionId);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }
}
