// How far an import has come, as it is now.
import { useSyncExternalStore } from 'react';
import type { ImportProgress, ImportRun } from '#notebook/importing.ts';

const watchNothing = (): (() => void) => () => undefined;

export function useProgress(run: ImportRun | null): ImportProgress | null {
  return useSyncExternalStore(run?.watch ?? watchNothing, () => run?.progress() ?? null);
}

export function isUnderWay(progress: ImportProgress | null): boolean {
  return progress?.state === 'running' || progress?.state === 'paused';
}
