// Working copies for tests: a database of its own each time, everything in it laid out, and disks that fill up.
import 'fake-indexeddb/auto';
import type { RowsInBundles } from '#store/bundles.ts';
import { openDatabase, type Database } from '#store/database.ts';
import { openFilling, type Restored } from '#store/fill.ts';
import { openStore } from '#store/openStore.ts';
import type { Store } from '#store/store.ts';

let made = 0;

export function newName(): string {
  made += 1;
  return `test-${made}`;
}

export async function newDatabase(name = newName()): Promise<Database> {
  const opened = await openDatabase(name, 'notebook');
  if (opened.kind !== 'open') throw new Error(opened.kind);
  return opened.database;
}

export async function newStore(name = newName()): Promise<Store> {
  const opened = await openStore(name, 'notebook');
  if (opened.kind !== 'open') throw new Error(opened.kind);
  return opened.store;
}

/** Makes a database that is filled, a few records at a time, and answers with its name. */
export async function filled(records: readonly Restored[]): Promise<string> {
  const name = newName();
  const opened = await openFilling(name, 'notebook');
  if (opened.kind !== 'open') throw new Error(opened.why);
  const { filling } = opened;
  for (let at = 0; at < records.length; at += 7) await filling.put(records.slice(at, at + 7));
  await filling.finish(1, 'working copy');
  filling.close();
  return name;
}

const tables = ['note', 'source', 'excerpt', 'scorecard', 'judgement', 'claim', 'revision', 'link'] as const;

/** Every row of every table. */
export function everythingIn(database: Database): Promise<Record<string, unknown>> {
  return database.reading(async ({ heads, bodies, pieces, parts, settings, pending, meta }) => {
    const rows: Record<string, unknown> = {
      bodies: await rowsIn(bodies),
      pieces: await rowsIn(pieces),
      parts: await parts.toArray(),
      settings: await settings.toArray(),
      pending: await pending.toArray(),
      meta: await meta.toArray(),
    };
    for (const table of tables) rows[table] = await rowsIn(heads(table));
    return rows;
  });
}

/** All rows of a table, those in bundles among them. */
export async function rowsIn<R>(table: RowsInBundles<R>): Promise<readonly R[]> {
  const rows: R[] = [];
  for (let page = await table.after('', 100); page.last !== null; page = await table.after(page.last, 100))
    rows.push(...page.rows);
  return rows;
}

/** Makes the n-th write to the browser's storage (from 0) fail, and all after it. The answer heals it and tells whether it failed. */
export function failWrites(from: number, name = 'QuotaExceededError'): () => boolean {
  const prototype = IDBObjectStore.prototype;
  const real = Object.getOwnPropertyDescriptors(prototype);
  let writes = 0;
  function failing(method: 'put' | 'delete'): PropertyDescriptor {
    const original: unknown = real[method].value;
    return {
      ...real[method],
      value(this: IDBObjectStore, ...given: unknown[]): unknown {
        if (writes++ >= from) throw new DOMException('the disk is full', name);
        return typeof original === 'function' ? Reflect.apply(original, this, given) : undefined;
      },
    };
  }
  Object.defineProperties(prototype, { put: failing('put'), delete: failing('delete') });
  return () => {
    Object.defineProperties(prototype, { put: real.put, delete: real.delete });
    return writes > from;
  };
}
