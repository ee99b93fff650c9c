// Answers the main process when the window is to close: drafts are written, a last backup is taken if it is quick.
import { useEffect, useState } from 'react';
import type { Desktop } from '#desktop/contract.ts';
import { leave } from '#notebook/leaving.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Drafts } from './useDrafts.ts';

/** A backup that is quicker than this is not worth a sentence. */
const quietMs = 300;

export interface Leaving {
  /** Whether the last backup takes long enough to say so. */
  readonly isShown: boolean;
  /** Closes without it. */
  readonly hurry: () => void;
}

function pause(pauseMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}

export function useLeaving(desktop: Desktop, notebook: Notebook, drafts: Drafts): Leaving {
  const [isShown, setShown] = useState(false);
  const [hurrying] = useState(() => new AbortController());
  useEffect(
    () =>
      desktop.listen('closing', () => {
        const timer = setTimeout(() => setShown(true), quietMs);
        const { backup, settled } = notebook;
        leave({ flushDrafts: drafts.flush, settled, backup, pause }, hurrying.signal)
          .catch(() => undefined) // what was saved is safe: the window closes all the same
          .finally(() => {
            clearTimeout(timer);
            void desktop.readyToClose();
          });
      }),
    [desktop, notebook, drafts, hurrying],
  );
  return { isShown, hurry: () => hurrying.abort() };
}
