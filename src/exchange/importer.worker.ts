// An importer: a worker that fetches one file's bytes, hashes them and makes a note or a source of them.
import { hexOf } from '#domain/hex.ts';
import { importFile } from './importFile.ts';
import { mostBytes } from './imported.ts';
import type { Answer, BytesFrom, FromImporter, ToImporter } from './importerProtocol.ts';

self.onmessage = ({ data }: MessageEvent<ToImporter>): void => {
  void answer(data).then((given) => {
    const message: FromImporter = { id: data.id, ...given };
    self.postMessage(message);
  });
};

async function answer({ path, as, from }: ToImporter): Promise<Answer> {
  try {
    const bytes = await bytesFrom(from);
    if (bytes === null) return { kind: 'refused', reason: 'too large' };
    const file = importFile({ path, bytes, as });
    if (file.kind === 'refused') return file;
    return { kind: 'imported', sha256: await sha256(bytes), file };
  } catch (error) {
    return { kind: 'failed', why: String(error) };
  }
}

/** The bytes, or null as soon as there are too many: a file may have grown since it was offered. */
async function bytesFrom(from: BytesFrom): Promise<Uint8Array<ArrayBuffer> | null> {
  if (from.kind === 'file')
    return from.file.size > mostBytes ? null : new Uint8Array(await from.file.arrayBuffer());
  const response = await fetch(from.address);
  if (!response.ok || !response.body) throw new Error(`${from.address}: ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length > mostBytes) {
      await reader.cancel();
      return null;
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return hexOf(new Uint8Array(digest));
}
