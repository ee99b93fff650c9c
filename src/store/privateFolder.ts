// Files that no one but this program sees, read and written in place: of the browser's origin private file system, which
// has them on disk without a database between, or in memory where there is none.
//
// A worker alone may use them; each call but opening and removing is synchronous.

export interface PrivateFile {
  readonly size: () => number;
  /** Reads from a place on until the bytes are full or the file ends; how many there were. */
  readonly read: (into: Uint8Array<ArrayBuffer>, at: number) => number;
  /** Throws where the disk takes no more, and may have written a part of it then. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>, at: number) => void;
  readonly close: () => void;
}

export interface PrivateFolder {
  readonly names: () => Promise<readonly string[]>;
  /** Made where it is missing. */
  readonly open: (name: string) => Promise<PrivateFile>;
  /** It must not be open. */
  readonly remove: (name: string) => Promise<void>;
}

/** What a worker's types would say, and those of a window do not. */
interface SyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  close(): void;
}

interface SyncFileHandle extends FileSystemFileHandle {
  /** Not locked: a worker that is on its way out would keep the next one from opening what it has open. */
  createSyncAccessHandle(options: { readonly mode: 'readwrite-unsafe' }): Promise<SyncAccessHandle>;
}

/** Rejects where the browser has no such files, or they are damaged as a whole. */
export async function openPrivateFolder(name: string): Promise<PrivateFolder> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(name, { create: true });
  return {
    names: async () => {
      const names: string[] = [];
      for await (const each of folder.keys()) names.push(each);
      return names;
    },
    open: async (file) => {
      const handle = (await folder.getFileHandle(file, { create: true })) as SyncFileHandle;
      return opened(await handle.createSyncAccessHandle({ mode: 'readwrite-unsafe' }));
    },
    remove: (file) => folder.removeEntry(file),
  };
}

function opened(handle: SyncAccessHandle): PrivateFile {
  return {
    size: () => handle.getSize(),
    read: (into, at) => handle.read(into, { at }),
    write: (bytes, at) => {
      if (handle.write(bytes, { at }) < bytes.length) throw new Error('the disk is full');
    },
    close: () => {
      handle.close();
    },
  };
}

/** Gone when the program ends. */
export function memoryFolder(): PrivateFolder {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    names: () => Promise.resolve([...files.keys()]),
    open: (name) => {
      const bytesOf = (): Uint8Array<ArrayBuffer> => files.get(name) ?? new Uint8Array();
      files.set(name, bytesOf());
      return Promise.resolve({
        size: () => bytesOf().length,
        read: (into, at) => {
          const part = bytesOf().subarray(at, at + into.length);
          into.set(part);
          return part.length;
        },
        write: (bytes, at) => {
          const before = bytesOf();
          const after = new Uint8Array(Math.max(before.length, at + bytes.length));
          after.set(before);
          after.set(bytes, at);
          files.set(name, after);
        },
        close: () => undefined,
      });
    },
    remove: (name) => {
      files.delete(name);
      return Promise.resolve();
    },
  };
}
