// The dialog of the backup that is to be restored; stands once in the program, so that it opens from anywhere.
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import { restoreWish } from './wishes.ts';

export function RestoreWindow({ work }: { readonly work: Workplace }): ReactElement | null {
  const source = useSyncExternalStore(restoreWish.watch, restoreWish.wished);
  if (source === null) return null;
  return (
    <RestoreDialog
      key={JSON.stringify(source)}
      restoring={work.notebook.restoring}
      flushDrafts={work.flushDrafts}
      source={source}
      onClose={restoreWish.settle}
      onRestored={() => location.reload()}
    />
  );
}
