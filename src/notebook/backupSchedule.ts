// Backups that nobody asks for: one some time after the first change since the last.
import type { Backup } from './backup.ts';
import type { Change } from './door.ts';

export interface ScheduleParts {
  readonly backup: Backup;
  readonly watch: (listener: (change: Change) => void) => () => void;
  /** Runs something later, unless the returned function is called before. */
  readonly after: (pauseMs: number, run: () => void) => () => void;
}

/** How long changes may lie in the journal alone. */
export const backupPauseMs = 15 * 60_000;

/**
 * Takes a backup a quarter of an hour after the first change since the last. One that failed is tried again after the
 * same pause, never sooner: a full disk gets no emptier by asking. The returned function ends it.
 */
export function keepBackedUp({ backup, watch, after }: ScheduleParts): () => void {
  let cancel: (() => void) | null = null;
  let isOver = false;

  function plan(): void {
    if (!isOver) cancel ??= after(backupPauseMs, take);
  }

  function take(): void {
    cancel = null;
    backup.now('schedule').then((outcome) => {
      const isTemporary = outcome.kind === 'refused' && outcome.why === 'temporary notebook';
      if (outcome.kind !== 'kept' && !isTemporary) plan();
    }, plan);
  }

  const stopWatching = watch(plan);
  return () => {
    isOver = true;
    stopWatching();
    cancel?.();
  };
}
