// Files that appear whole or not at all: written beside their place, synced, then renamed into it.
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface WholeFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place: a reader, now or after a power cut, sees the old bytes or all of the new ones. */
  keep(): Promise<void>;
  /** Gives up: the place is left as it was. */
  drop(): Promise<void>;
}

/** Makes the names in a folder outlive a power cut. Windows cannot open folders, and needs no such sync. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Begins a file at `path`; `temporary` must lie in the same folder, so that the rename is one step. */
export async function openWholeFile(path: string, temporary = `${path}.tmp`): Promise<WholeFile> {
  const handle = await open(temporary, 'w');
  return {
    async write(bytes) {
      let at = 0;
      while (at < bytes.length) at += (await handle.write(bytes, at)).bytesWritten;
    },
    async keep() {
      await handle.sync();
      await handle.close();
      await rename(temporary, path);
      await syncFolder(dirname(path));
    },
    async drop() {
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a whole file, or rejects and leaves the old one. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await openWholeFile(path);
  try {
    await file.write(bytes);
    await file.keep();
  } catch (error) {
    await file.drop().catch(() => undefined);
    throw error;
  }
}
