// The vault's files on this machine's disk: Node's own calls, with every sync the vault relies on.
import { constants, type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppendHandle, Files } from '#vault/files.ts';
import { syncFolder, writeWhole } from './wholeFile.ts';

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isPresent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isHeld(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
}

/** Makes a folder and those above it, and has each new name outlive a power cut in the folder that holds it. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (isPresent(error)) return;
    if (!isAbsent(error) || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
    return;
  }
  await syncFolder(dirname(path));
}

/** A file open to be written at its end. Positions are explicit: an append-only handle cannot be cut on Windows. */
async function openAtEnd(path: string): Promise<AppendHandle> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL);
    await syncFolder(dirname(path));
  } catch (error) {
    if (!isPresent(error)) throw error;
    handle = await open(path, constants.O_RDWR);
  }
  let end = (await handle.stat()).size;
  return {
    async write(bytes) {
      let at = 0;
      while (at < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, end);
        at += bytesWritten;
        end += bytesWritten;
      }
    },
    datasync: () => handle.datasync(),
    size: async () => (await handle.stat()).size,
    async truncate(sizeBytes) {
      await handle.truncate(sizeBytes);
      end = sizeBytes;
    },
    close: () => handle.close(),
  };
}

/** On Windows a virus scanner may hold a new file for a moment, and a rename then fails. Elsewhere one try is enough. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let pauseMs = 50; ; pauseMs *= 2) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || !isHeld(error) || pauseMs > 30_000) throw error;
    }
    await pause(pauseMs);
  }
}

/** The files below `root`, which must exist. Names are relative, with `/` between parts. */
export function nodeFiles(root: string): Files {
  const at = (name: string): string => join(root, ...name.split('/'));
  return {
    async list(folder) {
      try {
        const entries = await readdir(at(folder), { withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => entry.name)
          .sort();
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
    async sizeOf(name) {
      try {
        return (await stat(at(name))).size;
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    async read(name, start, maxBytes) {
      const handle = await open(at(name), 'r');
      try {
        const sizeBytes = (await handle.stat()).size;
        const bytes = new Uint8Array(Math.max(0, Math.min(maxBytes, sizeBytes - start)));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await handle.close();
      }
    },
    openAppend: (name) => openAtEnd(at(name)),
    writeAtomic: (name, bytes) => writeWhole(at(name), bytes),
    remove: (name) => rm(at(name), { force: true }),
    makeFolder: (name) => makeFolder(at(name)),
    rename: (from, to) => renamePatiently(at(from), at(to)),
    syncFolder: (folder) => syncFolder(at(folder)),
    async freeBytes() {
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize;
    },
  };
}
