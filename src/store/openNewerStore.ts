// The working copy of a newer program as a store that only reads: what would change it is refused.
import { everyRecord } from './everyRecord.ts';
import { onlyRead, openNewerDatabase } from './newerDatabase.ts';
import { readerOf } from './read.ts';
import { recordsByKey } from './recordsByKey.ts';
import { countRows } from './stock.ts';
import type { PendingMark, Store } from './store.ts';

export type OpenedNewerStore =
  | { readonly kind: 'open'; readonly store: Store }
  | { readonly kind: 'strange' }
  | { readonly kind: 'failed'; readonly why: string };

export async function openNewerStore(name: string): Promise<OpenedNewerStore> {
  const opened = await openNewerDatabase(name);
  if (opened.kind !== 'open') return opened;
  const { database } = opened;
  const reader = readerOf(database);
  /** Marks whose record was dealt with: the newer program deals with it again, for they stay. */
  const cleared = new Set<string>();
  const pending = async (limit: number): Promise<readonly PendingMark[]> => {
    const marks = await reader.pending(limit + cleared.size);
    return marks.filter((mark) => !cleared.has(keyOf(mark))).slice(0, limit);
  };
  const store: Store = {
    ...reader,
    pending,
    pendingCount: async () => (await pending(await reader.pendingCount())).length,
    apply: onlyRead,
    resume: () => undefined,
    wait: () => undefined,
    hold: () => Promise.resolve(() => undefined),
    everyRecord: () => everyRecord(database),
    unnamedPieces: () => Promise.resolve(new Set()),
    unneededAttachments: () => Promise.resolve([]),
    byKey: (kind, keys) => recordsByKey(database, kind, keys),
    stock: () => database.reading(countRows),
    doubt: onlyRead,
    watchTrouble: (listener) => database.watchLoss(() => listener({ kind: 'closed' })),
    clearMarks: (marks) => {
      for (const mark of marks) cleared.add(keyOf(mark));
      return Promise.resolve();
    },
  };
  return { kind: 'open', store };
}

function keyOf({ kind, id, seq }: PendingMark): string {
  return `${kind}:${id}:${seq}`;
}
