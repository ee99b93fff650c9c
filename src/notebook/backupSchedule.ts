// Backups that nobody asks for: one some time after the first change since the last, and one soon after a start that
// finds changes which no backup holds.
import type { Backup } from './backup.ts';
import type { Change } from './door.ts';

export interface ScheduleParts {
  readonly backup: Pick<Backup, 'now' | 'folder'>;
  readonly watch: (listener: (change: Change) => void) => () => void;
  /** The last entry that is in the working copy. */
  readonly lastAppliedSeq: () => Promise<number>;
  readonly now: () => Date;
  /** Runs something later, unless the returned function is called before. */
  readonly after: (pauseMs: number, run: () => void) => () => void;
}

/** How long changes may lie in the journal alone. */
export const backupPauseMs = 15 * 60_000;
/** How long after a start a backup is taken that is overdue: the start itself is left alone. */
export const overduePauseMs = 60_000;
/** A backup is overdue when changes were made since it and it is older than this. */
const overdueMs = 24 * 60 * 60_000;

/**
 * Takes a backup a quarter of an hour after the first change since the last. One that failed is tried again after the
 * same pause, never sooner: a full disk gets no emptier by asking. The returned function ends it.
 */
export function keepBackedUp(parts: ScheduleParts): () => void {
  const { backup, watch, after } = parts;
  let cancel: (() => void) | null = null;
  let isOver = false;

  function plan(pauseMs = backupPauseMs): void {
    if (!isOver) cancel ??= after(pauseMs, take);
  }

  function again(): void {
    plan();
  }

  function take(): void {
    cancel = null;
    backup.now('schedule').then((outcome) => {
      const isTemporary = outcome.kind === 'refused' && outcome.why === 'temporary notebook';
      if (outcome.kind !== 'kept' && !isTemporary) plan();
    }, again);
  }

  const stopWatching = watch(again);
  pauseAtStart(parts).then((pauseMs) => (pauseMs === null ? undefined : plan(pauseMs)), again);
  return () => {
    isOver = true;
    stopWatching();
    cancel?.();
  };
}

/** How long after the start the first backup is due; null when the newest one holds everything. */
async function pauseAtStart({ backup, lastAppliedSeq, now }: ScheduleParts): Promise<number | null> {
  const [{ snapshots, remembered, trouble }, lastSeq] = await Promise.all([
    backup.folder(),
    lastAppliedSeq(),
  ]);
  if (lastSeq === 0) return null;
  // Newest first. While the folder is not there, what is remembered must do.
  const newest = trouble === null ? snapshots.find(({ own }) => own) : (remembered.last ?? undefined);
  if (newest === undefined) return overduePauseMs;
  if (newest.lastSeq >= lastSeq) return null;
  return now().getTime() - Date.parse(newest.createdAt) > overdueMs ? overduePauseMs : backupPauseMs;
}
