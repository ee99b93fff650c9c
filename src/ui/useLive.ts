// A value read from somewhere that changes: read at once, and again after each change, at most a few times a second.
import { useEffect, useState } from 'react';

export type Live<T> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failed'; readonly why: string; readonly again: () => void };

const pauseMs = 200;
const nothing = (): null => null;

/**
 * `read` and `watch` must be stable (useCallback): a new `read` starts anew and keeps the old value until the new one
 * is there. `now` is what is there before anything was read.
 */
export function useLive<T>(
  read: () => Promise<T>,
  watch: (changed: () => void) => () => void,
  now: () => T | null = nothing,
): Live<T> {
  const [live, setLive] = useState<Live<T>>(() => {
    const value = now();
    return value === null ? { kind: 'reading' } : { kind: 'there', value };
  });
  useEffect(() => {
    let stopped = false;
    let reading = false;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      reading = true;
      again = false;
      read()
        .then(
          (value) => (stopped ? undefined : setLive({ kind: 'there', value })),
          (error: unknown) =>
            stopped
              ? undefined
              : setLive({
                  kind: 'failed',
                  why: error instanceof Error ? error.message : String(error),
                  again: () => {
                    setLive({ kind: 'reading' });
                    changed();
                  },
                }),
        )
        .finally(() => {
          reading = false;
          if (again && !stopped) timer ??= setTimeout(look, pauseMs);
        });
    };
    const changed = (): void => {
      if (reading || timer !== undefined) again = true;
      if (!reading) timer ??= setTimeout(look, pauseMs);
    };
    look();
    const unwatch = watch(changed);
    return () => {
      stopped = true;
      clearTimeout(timer);
      unwatch();
    };
  }, [read, watch]);
  return live;
}

/** The value once it is there, and a stand-by until then. */
export function valueOf<T>(live: Live<T>, until: T): T {
  return live.kind === 'there' ? live.value : until;
}
