// ipcMain: handlers for what windows ask, and the way from a window's message to its handler and back.
import { EventEmitter } from 'node:events';
import { textToApp, textToWeb } from './address.mjs';
import { pack, unpack } from './message.mjs';
import { provided } from './provided.mjs';

/** @type {Map<string, (event: object, ...values: any[]) => unknown>} */
const handlers = new Map();

class IpcMain extends EventEmitter {
  /** @param {string} channel @param {(event: object, ...values: any[]) => unknown} handler */
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }

  /** @param {string} channel */
  removeHandler(channel) {
    handlers.delete(channel);
  }
}

const emitter = new IpcMain();
export const ipcMain = provided('ipcMain', emitter);

/**
 * Asks the handler of a channel, and words a failure as Electron does.
 * @param {object} event @param {string} channel @param {string} body
 * @returns {Promise<{ body: string } | { error: string }>}
 */
export async function answer(event, channel, body) {
  try {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return { body: pack(await handler(event, ...unpack(body, textToApp)), textToWeb) };
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}

/** @param {object} event @param {string} channel @param {string} body */
export function hear(event, channel, body) {
  emitter.emit(channel, event, ...unpack(body, textToApp));
}
