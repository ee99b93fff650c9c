// A working copy that the browser still holds though nothing names it: what is left of a notebook whose journal is gone.
import { openNewerDatabase } from './newerDatabase.ts';
import { readerOf } from './read.ts';
import type { Reader } from './store.ts';
import { knownDatabases } from './knownDatabases.ts';

interface Stray {
  readonly reader: Reader;
  readonly updatedAt: string;
}

/**
 * The one that was written to last, to read only; null where there is none. Passed over are `present`, those that were
 * never finished, and those whose place another took.
 */
export async function findStrayCopy(present: string): Promise<Reader | null> {
  let newest: Stray | null = null;
  for (const { name = '' } of await knownDatabases()) {
    if (!name.startsWith('notebook-') || name.startsWith(present)) continue;
    const found = await look(name);
    if (found === null) continue;
    if (newest !== null && newest.updatedAt >= found.updatedAt) {
      found.reader.close();
      continue;
    }
    newest?.reader.close();
    newest = found;
  }
  return newest?.reader ?? null;
}

async function look(name: string): Promise<Stray | null> {
  // As it is found: nothing is made, and what was derived from a notebook has other tables.
  const opened = await openNewerDatabase(name);
  if (opened.kind !== 'open') return null;
  const { database } = opened;
  const reader = readerOf(database);
  try {
    const [filling, retiredAt] = await database.reading(({ meta }) => meta.bulkGet(['filling', 'retiredAt']));
    const updatedAt = filling === undefined && retiredAt === undefined ? await reader.lastUpdatedAt() : null;
    if (updatedAt !== null) return { reader, updatedAt };
  } catch {
    // What cannot be read is of no use here; it is left where it is.
  }
  database.close();
  return null;
}
