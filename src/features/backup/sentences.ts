// What became of a backup, in words.
import type { BackupOutcome } from '#notebook/backup.ts';
import { safetyWords as words } from '#words/safety.ts';

/** Why a backup was not kept; null where it was, or where none was meant to be. */
export function sayWhyNotKept(outcome: BackupOutcome): string | null {
  switch (outcome.kind) {
    case 'kept':
    case 'stopped':
      return null;
    case 'failed':
      return words.why[outcome.why];
    case 'unreadable':
      return words.unreadable(outcome.why);
    case 'refused':
      if ('entry' in outcome) return words.notReadBack(outcome.entry);
      return outcome.why === 'temporary notebook' ? null : words.ahead;
  }
}
