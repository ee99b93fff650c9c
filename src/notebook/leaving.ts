// Leaving the notebook: what is still being written is written down, and a last backup is taken if it can be taken
// quickly. One that takes longer is dropped whole: what was saved is in the journal, and the next start takes it.
import type { Backup } from './backup.ts';

export interface LeavingParts {
  readonly flushDrafts: () => Promise<void>;
  readonly settled: () => Promise<void>;
  readonly backup: Pick<Backup, 'ifBehind' | 'stop'>;
  /** Resolves after some time. */
  readonly pause: (pauseMs: number) => Promise<void>;
}

/** How long the last backup may take. The main process waits for 5 s before it asks whether to close anyway. */
const lastBackupMs = 3_500;

/** Resolves when the window may close. `hurry` is aborted when the person wants it closed at once. */
export async function leave(parts: LeavingParts, hurry: AbortSignal): Promise<void> {
  const { flushDrafts, settled, backup, pause } = parts;
  await flushDrafts();
  await settled();
  if (hurry.aborted) return;
  const hurried = new Promise<void>((resolve) => {
    hurry.addEventListener('abort', () => resolve(), { once: true });
  });
  const stop = new AbortController();
  const taken = backup.ifBehind('quit', stop.signal).then(
    () => undefined,
    () => undefined, // it is told in the status bar of the next start, when it fails again
  );
  await Promise.race([taken, hurried, pause(lastBackupMs)]);
  stop.abort();
  await backup.stop();
}
