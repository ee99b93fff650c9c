// How much room the disk leaves: what may still be done with it, and who goes on when there is more.
import type { DiskLevel, DiskState } from '#desktop/contract.ts';

export type { DiskLevel, DiskState };

/** What the disk refused: an entry of the journal, which is saved nowhere else yet, or the working copy alone. */
export type Refused = 'entry' | 'working copy';

export interface Disk {
  readonly state: () => DiskState;
  /** What it refused for want of room, from the first time until there is room again; null while it takes everything. */
  readonly refused: () => Refused | null;
  readonly refuse: (what: Refused) => void;
  readonly watch: (listener: () => void) => () => void;
  /** Told when there is more room than before: what failed for want of it may be tried again. */
  readonly watchRoom: (listener: () => void) => () => void;
  /** The machine says how it is now. */
  readonly hear: (state: DiskState) => void;
}

const levels: readonly DiskLevel[] = ['ok', 'low', 'no imports', 'journal only'];

export function openDisk(begin: DiskState): Disk {
  const listeners = new Set<() => void>();
  const waiting = new Set<() => void>();
  let state = begin;
  let refused: Refused | null = null;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    refused: () => refused,
    refuse: (what) => {
      // The worse of the two stays: it is said once, however often the disk says it.
      if (refused === 'entry' || refused === what) return;
      refused = what;
      tell();
    },
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
      if (next.level !== 'journal only') refused = null;
      tell();
      if (isBetter) for (const listener of waiting) listener();
    },
  };
}

export function allowsImports(level: DiskLevel): boolean {
  return level === 'ok' || level === 'low';
}

/** Whether what is saved may be applied to the working copy too, or stays in the journal alone for now. */
export function allowsWorkingCopy(level: DiskLevel): boolean {
  return level !== 'journal only';
}

/** What the index may still write: vectors and words, words alone, or nothing. */
export type IndexRoom = 'all' | 'words' | 'none';

export function indexRoomOf(level: DiskLevel): IndexRoom {
  if (level === 'journal only') return 'none';
  return level === 'no imports' ? 'words' : 'all';
}
