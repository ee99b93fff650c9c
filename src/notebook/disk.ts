// How much room the disk leaves: what may still be done with it, and who goes on when there is more.
import type { DiskLevel, DiskState } from '#desktop/contract.ts';

export type { DiskLevel, DiskState };

export interface Disk {
  readonly state: () => DiskState;
  readonly watch: (listener: () => void) => () => void;
  /** Told when there is more room than before: what failed for want of it may be tried again. */
  readonly watchRoom: (listener: () => void) => () => void;
  /** The machine says that it is another level now. */
  readonly hear: (state: DiskState) => void;
}

const levels: readonly DiskLevel[] = ['ok', 'low', 'no imports', 'journal only'];

export function openDisk(begin: DiskState): Disk {
  const listeners = new Set<() => void>();
  const waiting = new Set<() => void>();
  let state = begin;
  return {
    state: () => state,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchRoom: (listener) => {
      waiting.add(listener);
      return () => waiting.delete(listener);
    },
    hear: (next) => {
      const isBetter = levels.indexOf(next.level) < levels.indexOf(state.level);
      state = next;
      for (const listener of listeners) listener();
      if (isBetter) for (const listener of waiting) listener();
    },
  };
}

export function allowsImports(level: DiskLevel): boolean {
  return level === 'ok' || level === 'low';
}

/** What the index may still write: vectors and words, words alone, or nothing. */
export type IndexRoom = 'all' | 'words' | 'none';

export function indexRoomOf(level: DiskLevel): IndexRoom {
  if (level === 'journal only') return 'none';
  return level === 'no imports' ? 'words' : 'all';
}
