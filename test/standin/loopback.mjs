// The server on 127.0.0.1 behind the program's origin: turns each request into one for the protocol handler.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { blankPath, deskOrigin, origin, toApp } from './address.mjs';
import { desk } from './desk.mjs';
import { ask } from './protocol.mjs';

/** @typedef {import('node:http').IncomingMessage} Incoming */
/** @typedef {import('node:http').ServerResponse} Outgoing */

/** Every request that arrived, for tests. @type {{ method: string, address: string, status: number }[]} */
export const arrivals = [];
const keptArrivals = 20_000;

const ownHost = new URL(origin).host;
const deskHost = new URL(deskOrigin).host;
/** Belong to the connection, not to what is asked; the rest goes to the handler. */
const hopHeaders = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect']);
const addressHeaders = new Set(['origin', 'referer']);

/** @param {Incoming} incoming @param {string} address @param {AbortSignal} signal */
function requestOf(incoming, address, signal) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (!hopHeaders.has(name) && typeof value === 'string')
      headers.set(name, addressHeaders.has(name) ? toApp(value) : value);
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers, signal });
  const body = /** @type {any} */ (
    headers.get('content-type') === 'application/csp-report' ? reportBody(incoming) : Readable.toWeb(incoming)
  );
  return new Request(address, /** @type {any} */ ({ method, headers, signal, body, duplex: 'half' }));
}

/** A report names the origin it comes from: give it the name that main knows. @param {Incoming} incoming */
function reportBody(incoming) {
  return Readable.toWeb(
    Readable.from(
      (async function* () {
        let text = '';
        for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
        yield Buffer.from(text.replaceAll(/"http:\/\/notebook\.localhost(?=[/"])/g, '"app://notebook'));
      })(),
    ),
  );
}

/** @param {Incoming} incoming @param {Outgoing} outgoing */
async function serve(incoming, outgoing) {
  const host = incoming.headers.host ?? '';
  const path = incoming.url ?? '/';
  if (host === deskHost) return desk.serve(incoming, outgoing);
  if (host !== ownHost) return void outgoing.writeHead(404).end();
  if (path === blankPath)
    return void outgoing
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Commonplace</title>');
  const address = toApp(`${origin}${path}`);
  const leaving = new AbortController();
  outgoing.on('close', () => leaving.abort());
  const arrival = { method: incoming.method ?? 'GET', address, status: 0 };
  if (arrivals.push(arrival) > keptArrivals) arrivals.shift();
  const response = await ask(requestOf(incoming, address, leaving.signal));
  arrival.status = response.status;
  // `Response.error()`: the network failed, in Electron and so here.
  if (response.type === 'error') return void outgoing.destroy();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || incoming.method === 'HEAD') return void outgoing.end();
  await pipeline(Readable.fromWeb(/** @type {any} */ (response.body)), outgoing);
}

/** @returns {Promise<{ port: number, close: () => void }>} */
export async function openLoopback() {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((/** @type {unknown} */ error) => {
      // A reader that went away is no failure of the handler.
      if (!outgoing.destroyed) process.stderr.write(`${incoming.url}: ${String(error)}\n`);
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  );
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
