// What the person wants to restore, from a button, the menu or the palette, until the dialog has been closed.
import type { BackupSource } from '#notebook/restoring.ts';

const listeners = new Set<() => void>();
let wished: BackupSource | null = null;

function become(next: BackupSource | null): void {
  wished = next;
  for (const listener of listeners) listener();
}

export const restoreWish = {
  wish: (source: BackupSource): void => become(source),
  settle: (): void => become(null),
  wished: (): BackupSource | null => wished,
  watch: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
