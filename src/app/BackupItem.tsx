// A quiet fact in the status bar: a backup is being taken, or the last one failed and why. Nothing while all is well.
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import type { Backup } from '#notebook/backup.ts';
import { StatusItem } from '#ui/frame.tsx';
import { safetyWords } from '#words/safety.ts';
import { sayWhyNotKept } from '#features/backup/sentences.ts';

const words = safetyWords.status;

export function BackupItem({
  backup,
  onSafety,
}: {
  readonly backup: Backup;
  readonly onSafety: () => void;
}): ReactElement | null {
  const { running, last } = useSyncExternalStore(backup.watch, backup.state);
  if (running !== null) return <StatusItem onPress={onSafety}>{words.running}</StatusItem>;
  const reason = last === null ? null : sayWhyNotKept(last);
  if (reason === null) return null;
  return (
    <StatusItem look="warn" title={words.look} onPress={onSafety}>
      {words.failed(reason)}
    </StatusItem>
  );
}
