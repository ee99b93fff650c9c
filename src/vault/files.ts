// The files of one notebook folder as the vault sees them: the few operations whose durability it relies on.

/**
 * A folder and everything below it. Names are relative to that folder, with `/` between parts, and never climb.
 *
 * Operations reject when the machine fails them. The error's `code` is the system's (`ENOSPC`, `EIO`, ...); see
 * `whyFailed`. A rejected operation may have had part of its effect, except `writeAtomic`.
 */
export interface Files {
  /** Names of the files directly in a folder ('' is the first), in ascending order; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;

  /** Size in bytes, or null when there is no such file. */
  sizeOf(name: string): Promise<number | null>;

  /** The bytes from `start`, at most `maxBytes` of them; fewer only where the file ends. Rejects when it is absent. */
  read(name: string, start: number, maxBytes: number): Promise<Uint8Array>;

  /** Opens a file to write at its end. An absent one is made, and its name outlives a power cut (folder synced). */
  openAppend(name: string): Promise<AppendHandle>;

  /**
   * Writes a whole file so that a reader, now or after a power cut, sees either all the old bytes or all the new
   * ones: temporary file beside it (`<name>.tmp`), sync, rename, sync of the folder. Once it resolves the new bytes stay.
   */
  writeAtomic(name: string, bytes: Uint8Array): Promise<void>;

  /** Removes a file; an absent one is no failure. */
  remove(name: string): Promise<void>;

  /** Makes a folder, and those above it, durably; an existing one is no failure. */
  makeFolder(name: string): Promise<void>;

  /**
   * Gives a file another name in its folder, in one step; what had that name is gone. Until `syncFolder` a power cut
   * may leave the file under either name.
   */
  rename(from: string, to: string): Promise<void>;

  /** Resolves when the names in a folder, as they are now, would outlive a power cut. */
  syncFolder(folder: string): Promise<void>;

  /** Bytes that can still be written to the disk that holds the folder. */
  freeBytes(): Promise<number>;
}

/** One file, open to be written at its end. Calls are made one after the other, never at the same time. */
export interface AppendHandle {
  /** Writes all the bytes at the end. When it rejects, any part of them may be in the file. */
  write(bytes: Uint8Array): Promise<void>;

  /** Resolves when everything written (or cut off) so far would outlive a power cut: fdatasync, F_FULLFSYNC. */
  datasync(): Promise<void>;

  /** Size in bytes, unsynced writes included. */
  size(): Promise<number>;

  /** Cuts the file to this size; later writes continue there. */
  truncate(sizeBytes: number): Promise<void>;

  close(): Promise<void>;
}

/** Why a file operation failed, in the terms a person can act on. */
export type FileFailure = 'disk full' | 'disk error';

export function whyFailed(error: unknown): FileFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk full' : 'disk error';
}
