// Opening what is derived from a database before it is known whether that is the one: while the working copy is looked
// over, the index is read.
import type { DerivedStore, IndexPart } from '#store/store.ts';

export interface DerivedAhead {
  /** This database will most likely be asked for. */
  readonly prepare: (database: string) => void;
  /** What is derived from it: the prepared one where it is that, and it is still whole. */
  readonly take: (database: string) => Promise<DerivedStore>;
}

export function openAhead(open: (database: string) => Promise<DerivedStore>): DerivedAhead {
  let prepared: { readonly database: string; readonly derived: Promise<DerivedStore | null> } | null = null;

  return {
    prepare: (database) => {
      prepared ??= { database, derived: open(database).then(reading, () => null) };
    },
    take: async (database) => {
      const before = prepared;
      const derived = (await before?.derived) ?? null;
      if (derived !== null) {
        if (before?.database === database && (await isWhole(derived))) return derived;
        derived.close();
      }
      return open(database);
    },
  };
}

/** Its parts of the index are on their way before they are asked for, and let go of when they were. */
function reading(derived: DerivedStore): DerivedStore {
  let ahead: Promise<readonly IndexPart[]> | null = all(derived.indexParts());
  ahead.catch(() => undefined); // heard when it is asked
  return {
    ...derived,
    async *indexParts() {
      const parts = ahead;
      ahead = null;
      yield* parts === null ? derived.indexParts() : await parts;
    },
  };
}

async function all(parts: AsyncIterable<IndexPart>): Promise<readonly IndexPart[]> {
  const read: IndexPart[] = [];
  for await (const part of parts) read.push(part);
  return read;
}

/** False when the browser's storage was set aside meanwhile. */
async function isWhole(derived: DerivedStore): Promise<boolean> {
  return derived.getDocuments(['']).then(
    () => true,
    () => false,
  );
}
