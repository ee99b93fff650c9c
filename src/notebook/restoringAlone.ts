// Restoring while no other backup is taken: one that began while the notebook becomes another would pass for a backup of
// the notebook that will be, and holds the one that was.
import type { Backup } from './backup.ts';
import type { Restoring } from './restoring.ts';

/** After a restore none is taken until the window has been loaded again. */
export function restoringAlone(
  { restore }: Pick<Restoring, 'restore'>,
  backup: Pick<Backup, 'suspend' | 'stop'>,
): Restoring['restore'] {
  return async (source, options) => {
    const resume = backup.suspend();
    let isRestored = false;
    try {
      await backup.stop();
      const outcome = await restore(source, options);
      isRestored = outcome.kind === 'restored';
      return outcome;
    } finally {
      if (!isRestored) resume();
    }
  };
}
