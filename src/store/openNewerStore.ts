// The working copy of a newer program as a store that only reads: what would change it is refused.
import { everyRecord } from './everyRecord.ts';
import { StoreFault } from './fault.ts';
import { openNewerDatabase } from './newerDatabase.ts';
import { readerOf } from './read.ts';
import type { Store } from './store.ts';

export type OpenedNewerStore =
  | { readonly kind: 'open'; readonly store: Store }
  | { readonly kind: 'strange' }
  | { readonly kind: 'failed'; readonly why: string };

export async function openNewerStore(name: string): Promise<OpenedNewerStore> {
  const opened = await openNewerDatabase(name);
  if (opened.kind !== 'open') return opened;
  const { database } = opened;
  const store: Store = {
    ...readerOf(database),
    apply: () =>
      Promise.reject(new StoreFault({ kind: 'broken', why: 'the database of a newer program is only read' })),
    resume: () => undefined,
    hold: () => Promise.resolve(() => undefined),
    everyRecord: () => everyRecord(database),
    watchTrouble: (listener) => database.watchLoss(() => listener({ kind: 'closed' })),
    // What was made of a record stays marked as to be made: the newer program knows better.
    clearMarks: () => Promise.resolve(),
    doubt: () => Promise.resolve(),
  };
  return { kind: 'open', store };
}
