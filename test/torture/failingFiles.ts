// Files of which one operation fails, or all from one on, as disks do: with a code, and after part of a write was done.
import type { AppendHandle, Files } from '#vault/files.ts';

export interface Failing {
  readonly files: Files;
  /** Operations so far. */
  readonly count: () => number;
  readonly heal: () => void;
}

/** The operation with this number fails (the first is 0), and so do those after it, up to `lasting` of them. */
export function failing(real: Files, at: number, code: string, lasting: number): Failing {
  let count = 0;
  let isWell = false;

  async function operate<T>(work: () => Promise<T>, partly?: () => Promise<unknown>): Promise<T> {
    const number = count;
    count += 1;
    if (isWell || number < at || number >= at + lasting) return work();
    await partly?.();
    throw Object.assign(new Error(code), { code });
  }

  function watched(handle: AppendHandle): AppendHandle {
    return {
      write: (bytes) =>
        operate(
          () => handle.write(bytes),
          () => handle.write(bytes.subarray(0, bytes.length >> 1)),
        ),
      datasync: () => operate(() => handle.datasync()),
      size: () => operate(() => handle.size()),
      truncate: (sizeBytes) => operate(() => handle.truncate(sizeBytes)),
      // A handle whose close fails is closed all the same.
      close: () =>
        operate(
          () => handle.close(),
          () => handle.close(),
        ),
    };
  }

  return {
    files: {
      list: (folder) => operate(() => real.list(folder)),
      sizeOf: (name) => operate(() => real.sizeOf(name)),
      read: (name, start, maxBytes) => operate(() => real.read(name, start, maxBytes)),
      openAppend: (name) => operate(async () => watched(await real.openAppend(name))),
      writeAtomic: (name, bytes) => operate(() => real.writeAtomic(name, bytes)),
      remove: (name) => operate(() => real.remove(name)),
      makeFolder: (name) => operate(() => real.makeFolder(name)),
      rename: (from, to) => operate(() => real.rename(from, to)),
      syncFolder: (folder) => operate(() => real.syncFolder(folder)),
      freeBytes: () => operate(() => real.freeBytes()),
    },
    count: () => count,
    heal: () => {
      isWell = true;
    },
  };
}
