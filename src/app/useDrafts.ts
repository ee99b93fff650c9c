// The drafts that wait to be written: editors hand in a way to flush them, for blur, close and quit.
import { useState } from 'react';
import type { Saving } from '#notebook/workplace.ts';

export interface Drafts {
  /** The returned function takes the draft back. */
  readonly hold: (flush: () => Promise<void>) => () => void;
  readonly flush: () => Promise<void>;
  /** Told what became of the last save. */
  readonly note: (saving: Saving) => void;
  /** Whether words stand nowhere but in this window, because they could not be saved. */
  readonly isFailing: () => boolean;
}

function createDrafts(): Drafts {
  const held = new Set<() => Promise<void>>();
  let last: Saving['kind'] = 'saved';
  return {
    hold: (flush) => {
      held.add(flush);
      return () => held.delete(flush);
    },
    flush: async () => {
      await Promise.allSettled([...held].map((flush) => flush()));
    },
    note: ({ kind }) => {
      last = kind;
    },
    isFailing: () => last === 'failed',
  };
}

export function useDrafts(): Drafts {
  const [drafts] = useState(createDrafts);
  return drafts;
}
