// Folders of real files for import tests, and the importer on this thread: real bytes, real hashes, no worker.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { walkOffer } from '../../electron/main/offer.ts';
import { importFile } from '#exchange/importFile.ts';
import type { Answer } from '#exchange/importerProtocol.ts';
import type { ImportOffer, ImportRunner } from '#notebook/importing.ts';

export interface TestFolder {
  readonly path: string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>;
  /** As the desktop's dialog would offer the folder now. */
  readonly offer: () => Promise<ImportOffer>;
  readonly remove: () => Promise<void>;
}

export async function newFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'commonplace-import-'));
  return {
    path,
    write: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), content);
      }
    },
    offer: async () => {
      const offer = await walkOffer([path], { address: (file) => file });
      return {
        ...offer,
        files: offer.files.map(({ address, ...file }) => ({ ...file, from: { kind: 'address', address } })),
      };
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

async function read(path: string, address: string, as: Parameters<ImportRunner>[1]): Promise<Answer> {
  const bytes = new Uint8Array(await readFile(address));
  const file = importFile({ path, bytes, as });
  if (file.kind === 'refused') return file;
  return { kind: 'imported', sha256: createHash('sha256').update(bytes).digest('hex'), file };
}

export const sameThreadImporter: ImportRunner = async ({ path, from }, as, signal) => {
  if (signal.aborted) return { kind: 'failed', why: 'aborted' };
  if (from.kind !== 'address') return { kind: 'failed', why: 'no address' };
  return read(path, from.address, as).catch((error: unknown): Answer => ({
    kind: 'failed',
    why: String(error),
  }));
};
