// Vectors computed by earlier runs, by model and by the hash of the embedded text, in a folder that may be deleted at
// any time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { labelOf, miniLM } from '#embedding/model.ts';
import { packedBytes } from '#search/vectorCode.ts';
import { at } from '../scripts/places.mjs';
import type { Opened } from './program.ts';

const hashBytes = 32;
const entryBytes = hashBytes + packedBytes;
/** Sent to the window at a time. */
const groupSize = 2_000;

/** What a text's vector is kept under. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** One file a collection, below a folder that is named for everything that makes vectors comparable. */
export function cacheFile(collection: string): string {
  const model = JSON.stringify([labelOf(miniLM), miniLM.files.map(({ sha256 }) => sha256)]);
  const folder = `${miniLM.id}-${createHash('sha256').update(model).digest('hex').slice(0, 12)}`;
  return at(join('.cache/vectors', folder, `${collection.replace(/[^\w-]/g, '_')}.bin`));
}

/** Entries of a hash and a packed vector each, one after the other; a torn end is left out. */
export function readEntries(file: string): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>();
  if (!existsSync(file)) return entries;
  const bytes = readFileSync(file);
  for (let from = 0; from + entryBytes <= bytes.length; from += entryBytes)
    entries.set(
      bytes.toString('hex', from, from + hashBytes),
      bytes.subarray(from + hashBytes, from + entryBytes),
    );
  return entries;
}

export function writeEntries(file: string, entries: ReadonlyMap<string, Buffer>): void {
  mkdirSync(dirname(file), { recursive: true });
  const parts = [...entries].flatMap(([hash, packed]) => [Buffer.from(hash, 'hex'), packed]);
  writeFileSync(`${file}.new`, Buffer.concat(parts));
  renameSync(`${file}.new`, file);
}

/** Lends vectors to the program, which then does not compute them again. */
export async function lend({ notebook }: Opened, entries: ReadonlyMap<string, Buffer>): Promise<void> {
  const all = [...entries].map(([hash, packed]) => ({ hash, packed: packed.toString('base64') }));
  for (let from = 0; from < all.length; from += groupSize)
    await notebook.evaluate(
      ({ librarian }, group) =>
        librarian.lend(
          group.map(({ hash, packed }) => ({
            hash,
            packed: Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)),
          })),
        ),
      all.slice(from, from + groupSize),
    );
}

/** Takes all vectors that the program has. */
export async function borrow({ notebook }: Opened): Promise<ReadonlyMap<string, Buffer>> {
  const vectors = await notebook.evaluateHandle(({ librarian }) => librarian.borrow());
  const count = await vectors.evaluate((all) => all.length);
  const entries = new Map<string, Buffer>();
  for (let from = 0; from < count; from += groupSize) {
    const group = await vectors.evaluate(
      (all, [start, end]) =>
        all.slice(start, end).map(({ hash, packed }) => ({
          hash,
          packed: btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join('')),
        })),
      [from, from + groupSize] as const,
    );
    for (const { hash, packed } of group) entries.set(hash, Buffer.from(packed, 'base64'));
  }
  await vectors.dispose();
  return entries;
}
