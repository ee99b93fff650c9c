// The model's files, fetched from the program's own origin and checked: whoever reads through here gets the very
// bytes that were hashed, and nothing that is not a file of the model.
import { hexOf } from '#domain/hex.ts';
import type { EmbeddingModel, ModelFile } from './model.ts';
import type { Fault } from './protocol.ts';

/** Thrown through the runtime that asked for the file, and caught again where the model is loaded. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind === 'failed' ? fault.message : `${fault.file} is ${fault.kind}`);
    this.fault = fault;
  }
}

export type Fetch = (address: string) => Promise<Response>;

/** Where a model's folder is served. */
export function folderOf(model: EmbeddingModel): string {
  return `/models/${model.id}/`;
}

/**
 * Fetches and checks every file of a model, then answers requests for them out of memory. Rejects with a FaultError
 * that names the first file which is missing or has other bytes.
 */
export async function openFiles(model: EmbeddingModel, fetch: Fetch): Promise<Fetch> {
  const folder = folderOf(model);
  const files = new Map<string, ArrayBuffer>();
  for (const file of model.files) {
    files.set(folder + file.path, await readChecked(file, folder + file.path, fetch));
  }
  return (address) => {
    const bytes = files.get(address);
    // The runtime also looks for optional files that this model does not have: those never become a request.
    return Promise.resolve(bytes ? new HeldResponse(bytes) : new Response(null, { status: 404 }));
  };
}

/** Gives the very bytes that it was made of: the platform's own copies them on the way in and again on the way out. */
class HeldResponse extends Response {
  private readonly held: ArrayBuffer;

  constructor(held: ArrayBuffer) {
    super(null, { headers: { 'Content-Length': String(held.byteLength) } });
    this.held = held;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.held);
  }
}

async function readChecked(file: ModelFile, address: string, fetch: Fetch): Promise<ArrayBuffer> {
  const bytes = await readWhole(file, address, fetch);
  if (bytes.byteLength !== file.sizeBytes || (await sha256Of(bytes)) !== file.sha256) {
    throw new FaultError({ kind: 'damaged', file: file.path });
  }
  return bytes;
}

/** A connection that breaks is a file that is not there; one that breaks half-way is caught by the check. */
async function readWhole(file: ModelFile, address: string, fetch: Fetch): Promise<ArrayBuffer> {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.arrayBuffer();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new FaultError({ kind: 'missing', file: file.path });
}

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return hexOf(digest);
}
