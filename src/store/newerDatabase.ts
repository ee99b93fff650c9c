// Opening a database that another version of the program wrote, to read what this one understands of it and to change
// nothing.
import { Dexie } from 'dexie';
import { type Database, transacting } from './database.ts';
import { StoreFault } from './fault.ts';
import { knownDatabases } from './knownDatabases.ts';

/** Tables and indexes that reading relies on. What a newer program added to them is passed over; bundles are younger. */
const needed: Readonly<Record<string, readonly string[]>> = {
  note: ['[kept+updatedAt]', 'root', 'sha256'],
  source: ['[kept+updatedAt]', 'root', 'sha256'],
  excerpt: ['[kept+updatedAt]', 'owner'],
  scorecard: ['[kept+updatedAt]'],
  judgement: ['[kept+updatedAt]', 'owner'],
  claim: ['[kept+updatedAt]', 'owner'],
  revision: ['[kept+updatedAt]', 'owner'],
  link: ['[kept+updatedAt]', 'from', 'to'],
  attachment: ['[kept+updatedAt]'],
  bodies: [],
  pieces: [],
  parts: [],
  settings: [],
  pending: ['seq'],
  meta: [],
};

export type OpenedNewer =
  | { readonly kind: 'open'; readonly database: Database }
  /** Its tables are no longer those that this program can read. */
  | { readonly kind: 'strange' }
  | { readonly kind: 'failed'; readonly why: string };

/** Opens the database as it is found: no version is asked for, so that none is made. */
export async function openNewerDatabase(name: string): Promise<OpenedNewer> {
  const db = new Dexie(name, { indexedDB, IDBKeyRange, autoOpen: false, cache: 'disabled' });
  try {
    // Asked before Dexie is: it would make one.
    const isThere = (await knownDatabases()).some((each) => each.name === name);
    if (!isThere) return { kind: 'failed', why: 'the database is not there' };
    await db.open();
  } catch (error) {
    db.close();
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
  const tables = new Map(
    db.tables.map((table) => [table.name, table.schema.indexes.map((index) => index.name)]),
  );
  const isWhole = Object.entries(needed).every(
    ([table, indexes]) => indexes.every((index) => tables.get(table)?.includes(index)) && tables.has(table),
  );
  if (!isWhole) {
    db.close();
    return { kind: 'strange' };
  }
  const losses = new Set<() => void>();
  db.on('close', () => {
    for (const listener of losses) listener();
  });
  const database: Database = {
    reading: (work) => transacting(db, 'r!', work),
    writing: onlyRead,
    fill: onlyRead,
    watchLoss: (listener) => {
      losses.add(listener);
      return () => losses.delete(listener);
    },
    close: () => {
      db.close();
    },
  };
  return { kind: 'open', database };
}

/** What comes of whatever would change it. */
export function onlyRead(): Promise<never> {
  return Promise.reject(
    new StoreFault({ kind: 'broken', why: 'the database of a newer program is only read' }),
  );
}
