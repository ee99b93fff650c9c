// The drafts that wait to be written: editors hand in a way to flush them, for blur, close and quit.
import { useMemo } from 'react';

export interface Drafts {
  /** The returned function takes the draft back. */
  readonly hold: (flush: () => Promise<void>) => () => void;
  readonly flush: () => Promise<void>;
}

export function useDrafts(): Drafts {
  return useMemo(() => {
    const held = new Set<() => Promise<void>>();
    return {
      hold: (flush) => {
        held.add(flush);
        return () => held.delete(flush);
      },
      flush: async () => {
        await Promise.allSettled([...held].map((flush) => flush()));
      },
    };
  }, []);
}
