// The program's own addresses, `app://notebook/...`: the window's files, the models, and the one-use addresses.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { app, net, protocol, session } from 'electron';
import { isOwnAddress, scheme } from '#desktop/contract.ts';
import { type Asset, type Assets, listAssets } from './assets.ts';
import { devServer } from './devServer.ts';
import { streamFile } from './fileStream.ts';
import { handPath, type Hands } from './hands.ts';
import { refusedPath, securityHeaders } from './headers.ts';
import { programFolder } from './places.ts';
import { readReport } from './refusal.ts';

/** Before the program is ready: `standard` gives the scheme storage, `secure` crypto and shared memory. */
export function setupScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

function failure(status: number): Response {
  return new Response(null, { status });
}

async function serve(asset: Asset, method: string): Promise<Response> {
  const file = await open(asset.file, 'r').catch(() => null);
  if (file === null) return failure(404);
  const { size } = await file.stat();
  const headers = { 'content-type': asset.type, 'content-length': String(size), 'cache-control': 'no-cache' };
  if (method === 'GET') return new Response(streamFile(file, size), { headers });
  await file.close();
  return new Response(null, { headers });
}

/** What an own address answers, before the headers that every answer gets. */
async function answer(request: Request, assets: Assets, parts: ProtocolParts): Promise<Response> {
  if (!isOwnAddress(request.url)) return failure(404);
  const { pathname, search } = new URL(request.url);
  if (pathname.startsWith(handPath)) return parts.hands.answer(request);
  if (pathname === refusedPath && request.method === 'POST') {
    const address = await readReport(request);
    if (address !== null) parts.refuse(address);
    return failure(204);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(405);
  const asset = assets.get(pathname);
  if (asset && (devServer === null || /^\/(models|sample)\//.test(pathname)))
    return serve(asset, request.method);
  return devServer === null ? failure(404) : net.fetch(new URL(pathname + search, devServer).href);
}

export interface ProtocolParts {
  readonly hands: Hands;
  /** Counts a request that the page's policy stopped before it reached the network. */
  readonly refuse: (address: string) => void;
}

export function setupProtocol(parts: ProtocolParts): void {
  const resources = app.isPackaged ? process.resourcesPath : join(programFolder, 'resources');
  const assets = listAssets({
    window: join(programFolder, 'out', 'renderer'),
    models: join(resources, 'models'),
    sample: join(resources, 'sample'),
  });
  const fixed = Object.entries(securityHeaders(devServer !== null));
  session.defaultSession.protocol.handle(scheme, async (request) => {
    const response = await answer(request, assets, parts);
    const headers = new Headers(response.headers);
    for (const [name, value] of fixed) headers.set(name, value);
    return new Response(response.body, { status: response.status, headers });
  });
}
