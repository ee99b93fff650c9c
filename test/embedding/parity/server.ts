// A loopback server with the program's strict headers. It also stands in as the browser's proxy, so that whatever is
// asked for beyond this machine arrives here, is written down, and goes no further.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  'report-uri /violation',
].join('; ');

const headers = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
};

/** Chromium calls these hosts for itself, with no page open; what the program might call is none of them. */
const browsersOwn = /^(https?:\/\/)?([a-z-]+\.)*(google|googleapis|gvt1)\.com[:/]/;

/** What is wrong with one file, by its path on the server. */
type Flaws = Map<string, 'missing' | 'damaged'>;

export interface StrictServer {
  readonly origin: string;
  readonly flaws: Flaws;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Reports of the browser that something broke the policy: pages and workers, however deep. */
  readonly violations: string[];
  /** Addresses outside this machine that the browser wanted. */
  readonly strangers: string[];
  readonly close: () => Promise<void>;
}

/** Serves `program`, and `models` below `/models/`. */
export async function openServer(program: string, models: string): Promise<StrictServer> {
  const flaws: Flaws = new Map();
  const asked: string[] = [];
  const violations: string[] = [];
  const strangers: string[] = [];

  const noteStranger = (address: string): void => {
    if (!browsersOwn.test(address)) strangers.push(address);
  };
  const server = createServer((request, response) => {
    const address = request.url ?? '/';
    if (!address.startsWith('/')) {
      noteStranger(address);
      response.writeHead(403).end();
    } else if (address === '/violation') {
      let report = '';
      request.on('data', (chunk) => (report += String(chunk)));
      request.on('end', () => {
        violations.push(report);
        response.writeHead(204).end();
      });
    } else {
      const path = normalize(new URL(address, 'http://loopback').pathname);
      asked.push(path);
      const file = path.startsWith('/models/')
        ? join(models, path.slice('/models/'.length))
        : join(program, path === '/' ? 'index.html' : path);
      serve(file, flaws.get(path), response);
    }
  });
  server.on('connect', (request, socket) => {
    noteStranger(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    flaws,
    asked,
    violations,
    strangers,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function serve(file: string, flaw: 'missing' | 'damaged' | undefined, response: ServerResponse): void {
  if (flaw === 'missing' || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
  });
  const content = createReadStream(file);
  if (flaw === 'damaged') {
    // One bit of the first byte: the size stays.
    content.once('data', (chunk) => {
      if (typeof chunk !== 'string') chunk[0] = (chunk[0] ?? 0) ^ 1;
    });
  }
  content.pipe(response);
}
