// Handing bytes over: addresses of the program's own origin, `/hand/<token>`, through which one file is read or written.
import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { SavePlace } from '#desktop/contract.ts';
import { whyFailed } from '#vault/files.ts';
import { openOffered, streamFile } from './fileStream.ts';
import { makeFolder } from './nodeFiles.ts';
import { readPlacePath } from './placePath.ts';
import { openWholeFile, syncFolder } from './wholeFile.ts';

export const handPath = '/hand/';

type Hand =
  | { readonly kind: 'file'; readonly path: string }
  /** Was a file on offer, and has been read: its path is remembered for a while. */
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'receive'; readonly take: Receive }
  | { readonly kind: 'stream'; readonly open: () => AsyncIterable<Uint8Array> }
  | { readonly kind: 'save'; readonly path: string }
  | { readonly kind: 'export'; readonly folder: string; readonly written: Set<string> };

/** Uses up bytes that come in, and answers with what the sender is told. */
export type Receive = (chunks: AsyncIterable<Uint8Array>) => Promise<unknown>;

/** So many files that were read can still be kept. */
const mostRead = 10_000;

/**
 * Answers: 200 bytes read, 201 stored, 204 folder closed; 404 no such address (or used up), 405 wrong method,
 * 400 path refused, 410 file gone or unreadable, 507 disk full, 500 disk error. The body is one sentence.
 */
export interface Hands {
  /** An address good for reading this file once. */
  offerFile(path: string): string;
  /** The file that was offered at an address, whether it was read since or not; null for any other. Once. */
  takeFile(address: string): string | null;
  /** An address good for handing over bytes once; the answer is JSON. */
  receivePlace(take: Receive): string;
  /** An address good for reading these bytes once; they are opened when it is used. */
  offerStream(open: () => AsyncIterable<Uint8Array>): string;
  /** An address good for storing this one file. */
  savePlace(path: string): SavePlace;
  /** An address below which files are stored until it is closed by DELETE, or another folder is chosen. */
  exportPlace(folder: string): SavePlace;
  answer(request: Request): Promise<Response>;
}

function plain(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

export async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

/** Writes a request's bytes as a whole file, or leaves what was there. */
async function store(request: Request, path: string, token: string): Promise<Response> {
  const temporary = join(dirname(path), `.${token.slice(0, 8)}-${basename(path).slice(0, 100)}.part`);
  try {
    const file = await openWholeFile(path, temporary);
    try {
      for await (const chunk of chunksOf(request.body)) await file.write(chunk);
      await file.keep();
    } catch (error) {
      await file.drop().catch(() => undefined);
      throw error;
    }
    return plain(201, 'Stored.');
  } catch (error) {
    return whyFailed(error) === 'disk full'
      ? plain(507, 'The disk is full.')
      : plain(500, 'The disk failed.');
  }
}

async function readFileOnce(path: string): Promise<Response> {
  const offered = await openOffered(path);
  if (offered === null) return plain(410, 'The file cannot be read.');
  const { file, sizeBytes } = offered;
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(sizeBytes) };
  return new Response(streamFile(file, sizeBytes), { headers });
}

function streamOnce(source: AsyncIterable<Uint8Array>): Response {
  const chunks = source[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
}

/** True when a folder, links followed, lies in another or is it. */
async function liesIn(folder: string, root: string): Promise<boolean> {
  const [inner, outer] = await Promise.all([realpath(folder), realpath(root)]);
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** The address of an export folder, or null. */
function exportIn(hands: ReadonlyMap<string, Hand>): string | null {
  return [...hands].find(([, hand]) => hand.kind === 'export')?.[0] ?? null;
}

export function createHands(): Hands {
  const hands = new Map<string, Hand>();

  function give(hand: Hand): string {
    const token = randomBytes(16).toString('hex');
    hands.set(token, hand);
    return handPath + token;
  }

  /** Tokens of files that were read, oldest first. */
  const read: string[] = [];

  function rememberRead(token: string, path: string): void {
    hands.set(token, { kind: 'read', path });
    const forgotten = read.push(token) > mostRead ? read.shift() : undefined;
    if (forgotten !== undefined && hands.get(forgotten)?.kind === 'read') hands.delete(forgotten);
  }

  async function storeBelow(
    request: Request,
    hand: Hand & { readonly kind: 'export' },
    token: string,
    rest: string,
  ): Promise<Response> {
    const place = readPlacePath(rest);
    if (place.kind === 'refused') return plain(400, `Refused: ${place.why}.`);
    const path = join(hand.folder, ...place.parts);
    try {
      await makeFolder(dirname(path));
      if (!(await liesIn(dirname(path), hand.folder)))
        return plain(400, 'Refused: a link that leads elsewhere.');
    } catch (error) {
      return whyFailed(error) === 'disk full'
        ? plain(507, 'The disk is full.')
        : plain(500, 'The disk failed.');
    }
    hand.written.add(dirname(path));
    return store(request, path, token);
  }

  return {
    offerFile: (path) => give({ kind: 'file', path }),
    takeFile(address) {
      const token = address.startsWith(handPath) ? address.slice(handPath.length) : '';
      const hand = hands.get(token);
      if (hand?.kind !== 'file' && hand?.kind !== 'read') return null;
      hands.delete(token);
      return hand.path;
    },
    receivePlace: (take) => give({ kind: 'receive', take }),
    offerStream: (open) => give({ kind: 'stream', open }),
    savePlace: (path) => ({ address: give({ kind: 'save', path }), name: basename(path) }),
    exportPlace(folder) {
      const earlier = exportIn(hands);
      if (earlier !== null) hands.delete(earlier);
      return { address: give({ kind: 'export', folder, written: new Set() }), name: basename(folder) };
    },
    async answer(request) {
      const [token = '', ...parts] = new URL(request.url).pathname.slice(handPath.length).split('/');
      const hand = hands.get(token);
      if (!hand || hand.kind === 'read' || (hand.kind !== 'export' && parts.length > 0))
        return plain(404, 'No such address.');
      switch (hand.kind) {
        case 'file':
        case 'stream':
          if (request.method !== 'GET') return plain(405, 'This address is for reading.');
          hands.delete(token);
          if (hand.kind === 'stream') return streamOnce(hand.open());
          rememberRead(token, hand.path);
          return readFileOnce(hand.path);
        case 'receive':
          if (request.method !== 'PUT') return plain(405, 'This address is for storing.');
          hands.delete(token);
          return Response.json(await hand.take(chunksOf(request.body)));
        case 'save':
          if (request.method !== 'PUT') return plain(405, 'This address is for storing.');
          hands.delete(token);
          return store(request, hand.path, token);
        case 'export':
          if (request.method === 'PUT') return storeBelow(request, hand, token, parts.join('/'));
          if (request.method !== 'DELETE') return plain(405, 'This address is for storing.');
          hands.delete(token);
          await Promise.allSettled([...hand.written].map(syncFolder));
          return new Response(null, { status: 204 });
      }
    },
  };
}
