// protocol: the scheme and its one handler, which the loopback server asks.
import { scheme } from './address.mjs';
import { provided } from './provided.mjs';

/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

/** @type {{ handler: Handler | null, privileges: Record<string, boolean> | null }} */
const registered = { handler: null, privileges: null };

/** @param {string} name */
function onlyOurs(name) {
  if (name !== scheme) throw new Error(`The stand-in serves ${scheme}: only, not ${name}:`);
}

export const protocol = provided('protocol', {
  /** @param {readonly { scheme: string, privileges?: Record<string, boolean> }[]} schemes */
  registerSchemesAsPrivileged(schemes) {
    for (const { scheme: name, privileges } of schemes) {
      onlyOurs(name);
      registered.privileges = privileges ?? {};
    }
  },
  /** @param {string} name @param {Handler} handler */
  handle(name, handler) {
    onlyOurs(name);
    if (registered.handler !== null) throw new Error(`The scheme ${name} is already handled.`);
    // Electron would open the page, but without storage or a secure context: say so here rather than there.
    const { standard, secure, supportFetchAPI } = registered.privileges ?? {};
    if (standard !== true || secure !== true || supportFetchAPI !== true)
      throw new Error(`${name}: has to be registered as standard, secure and supporting fetch before ready.`);
    registered.handler = handler;
  },
  /** @param {string} name */
  unhandle(name) {
    onlyOurs(name);
    registered.handler = null;
  },
  /** @param {string} name */
  isProtocolHandled: (name) => name === scheme && registered.handler !== null,
});

/** @param {Request} request @returns {Promise<Response>} */
export async function ask(request) {
  if (registered.handler === null) throw new Error('No handler for the scheme yet.');
  return registered.handler(request);
}
