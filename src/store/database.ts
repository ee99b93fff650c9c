// The durable database: its tables in every version ever released, and how it is opened without ever being remade.
import { Dexie, type Table } from 'dexie';
import { nounKinds, type NounKind } from '#domain/id.ts';
import {
  bundledBodies,
  bundledPieces,
  type BundleTable,
  type Rows,
  rowsInBundles,
  type RowsInBundles,
} from './bundles.ts';
import { type HeadRows, headRows } from './heads.ts';
import type { BodyRow, MetaRow, PackedRow, PartRow, PieceRow, SettingRow } from './row.ts';
import type { PendingMark } from './store.ts';
import { knownDatabases } from './knownDatabases.ts';

/** Add a version, never change one: databases of all of them are out there. */
const versions: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: {
    note: 'id, [kept+updatedAt], root, sha256',
    source: 'id, [kept+updatedAt], root, sha256',
    excerpt: 'id, [kept+updatedAt], owner',
    scorecard: 'id, [kept+updatedAt]',
    judgement: 'id, [kept+updatedAt], owner',
    claim: 'id, [kept+updatedAt], owner',
    revision: 'id, [kept+updatedAt], owner',
    link: 'id, [kept+updatedAt], from, to',
    attachment: 'id, [kept+updatedAt]',
    bodies: 'owner',
    pieces: 'hash',
    parts: '[row+at]',
    settings: 'name',
    pending: '[kind+id], seq',
    meta: 'name',
  },
  2: { bundles: '[of+last+tails]' },
  3: { bundles: '[of+last+tails], [of+newest], *found' },
};

export const newestVersion = Math.max(...Object.keys(versions).map(Number));

/**
 * The tables, each by the type of its rows, as one transaction has them: whatever else goes on meanwhile, what is asked
 * of them belongs to that transaction.
 */
export interface Tables {
  readonly heads: <const K extends NounKind>(kind: K) => HeadRows<K>;
  readonly packed: (table: PackedTable) => Rows<PackedRow>;
  readonly bodies: RowsInBundles<BodyRow>;
  readonly pieces: RowsInBundles<PieceRow>;
  readonly parts: Table<PartRow, [string, number]>;
  readonly settings: Table<SettingRow, string>;
  readonly pending: Table<PendingMark, [string, string]>;
  readonly meta: Table<MetaRow, string>;
}

export interface Database {
  /** Runs work that only reads; everything it sees is of one moment. Await nothing but the tables. */
  readonly reading: <T>(work: (tables: Tables) => PromiseLike<T>) => Promise<T>;
  /** Runs work in one transaction over all tables: all of it is kept, or nothing. Await nothing but the tables. */
  readonly writing: <T>(work: (tables: Tables) => PromiseLike<T>) => Promise<T>;
  /**
   * Adds rows of which none is there, table by table, in one transaction: all of them are added, or none. For a database
   * that counts as half made: it asks nothing of the disk, and nothing of the browser for a single row.
   */
  readonly fill: (rows: RowsByTable) => Promise<void>;
  /** Told when the browser closed the database, or another window wants it: it may have been deleted. */
  readonly watchLoss: (listener: () => void) => () => void;
  readonly close: () => void;
}

export type RowsByTable = ReadonlyMap<FilledTable, readonly object[]>;
export type FilledTable = NounKind | 'bodies' | 'bundles' | 'parts' | 'pieces' | 'settings';

export type OpenedDatabase =
  | {
      readonly kind: 'open';
      readonly database: Database;
      readonly isNew: boolean;
      /** What the browser said that it lost, if it said so. */
      readonly dataLoss: string | null;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'newer' }
  /** Another window holds an older version of it open. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'failed'; readonly why: string };

/** Opens a database; with a notebook's id also one that does not exist yet, which is then that notebook's. */
export async function openDatabase(name: string, newNotebookId: string | null): Promise<OpenedDatabase> {
  // Asked before Dexie is: it would open a newer database as if it were ours, and patch it.
  const known = await knownDatabases().catch((error: unknown) => reasonOf(error));
  if (typeof known === 'string') return { kind: 'failed', why: known };
  const existing = known.find((each) => each.name === name);
  if (existing === undefined && newNotebookId === null) return { kind: 'absent' };
  let dataLoss: string | null = null;
  const db = new Dexie(name, {
    indexedDB: hearingOfLoss((what) => {
      dataLoss = what;
    }),
    IDBKeyRange,
    autoOpen: false, // or a database that was deleted under us would come back empty
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  });
  for (const [version, tables] of Object.entries(versions)) db.version(Number(version)).stores(tables);
  if ((existing?.version ?? 0) > db.verno * 10) return { kind: 'newer' };

  const losses = new Set<() => void>();
  let isNew = false;
  let state: 'opening' | 'open' | 'closed' = 'opening';

  function lose(): void {
    if (state !== 'open') return;
    state = 'closed';
    // After the event: Dexie may be about to open it again, and is stopped by this.
    queueMicrotask(() => {
      db.close();
    });
    for (const listener of losses) listener();
  }

  db.on('populate', (transaction) => {
    if (state !== 'opening' || newNotebookId === null) throw new Error('the database was deleted while open');
    isNew = true;
    const first: MetaRow[] = [
      { name: 'notebookId', value: newNotebookId },
      { name: 'lastAppliedSeq', value: 0 },
      { name: 'stock', value: {} },
    ];
    return transaction.table<MetaRow, string>('meta').bulkAdd(first);
  });
  db.on('close', lose);
  const blocked = new Promise<'blocked'>((resolve) => {
    db.on('blocked', () => {
      resolve('blocked');
    });
  });

  try {
    if ((await Promise.race([db.open(), blocked])) === 'blocked') {
      db.close();
      return { kind: 'blocked' };
    }
  } catch (error) {
    db.close();
    return { kind: 'failed', why: reasonOf(error) };
  }
  if (db.backendDB().version > db.verno * 10) {
    db.close();
    return { kind: 'newer' };
  }
  state = 'open';
  const database: Database = {
    reading: (work) => transacting(db, 'r!', work),
    writing: (work) => transacting(db, 'rw!', work),
    fill: (rows) => fill(db.backendDB(), rows),
    watchLoss: (listener) => {
      losses.add(listener);
      return () => losses.delete(listener);
    },
    close: () => {
      state = 'closed';
      db.close();
    },
  };
  return { kind: 'open', database, isNew, dataLoss };
}

/**
 * Without Dexie, which listens to each request: of hundreds of thousands of listeners the engine's cleaning up holds the
 * window up. What fails takes the transaction with it.
 */
function fill(db: IDBDatabase, rows: RowsByTable): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction([...rows.keys()], 'readwrite', { durability: 'relaxed' });
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('the rows were not written'));
    };
    try {
      for (const [table, some] of rows) {
        const store = transaction.objectStore(table);
        for (const row of some) store.put(row);
      }
    } catch (error) {
      transaction.abort();
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The browser's databases, with an ear to what it lost: Chromium says so in the event of a new version (`dataLoss`),
 * and Dexie keeps that event to itself.
 */
function hearingOfLoss(
  hear: (what: string) => void,
): Pick<IDBFactory, 'cmp' | 'databases' | 'deleteDatabase' | 'open'> {
  return {
    cmp: (one, other) => indexedDB.cmp(one, other),
    databases: () => indexedDB.databases(),
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
    open(name, version) {
      const request = indexedDB.open(name, version);
      request.addEventListener('upgradeneeded', (event) => {
        const loss: unknown = Reflect.get(event, 'dataLoss');
        if (typeof loss === 'string' && loss !== 'none') hear(loss);
      });
      return request;
    },
  };
}

/** Deletes a database for good. Resolves also when one that is still open keeps it for a while. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      resolve();
    };
    request.onblocked = () => {
      resolve();
    };
    request.onerror = () => {
      reject(request.error ?? new Error(`${name} could not be deleted`));
    };
  });
}

/**
 * One transaction, with its own tables. Dexie tells by the promise that is being waited for which transaction is meant,
 * and with two of them under way takes now and then the wrong one, or none.
 */
export function transacting<T>(
  db: Dexie,
  mode: 'r!' | 'rw!',
  work: (tables: Tables) => PromiseLike<T>,
): Promise<T> {
  return db.transaction(mode, db.tables, (transaction) => work(tablesOf(transaction)));
}

/** What is used of a transaction of Dexie's, each table with the rows that it is known to have. */
interface OpenTransaction {
  readonly storeNames: readonly string[];
  table<R, K>(name: string): Table<R, K>;
}

function tablesOf(transaction: OpenTransaction): Tables {
  // A database of an older version has no bundles, or none of heads.
  const indexes = transaction.storeNames.includes('bundles')
    ? transaction.table('bundles').schema.idxByName
    : null;
  const bundles = <R>(): BundleTable<R> | null => (indexes === null ? null : transaction.table('bundles'));
  const heads: Tables['heads'] = (kind) =>
    headRows(transaction.table(kind), indexes !== null && 'found' in indexes ? bundles() : null, kind);
  const bodies = rowsInBundles<BodyRow>(transaction.table('bodies'), bundles(), bundledBodies);
  const settings: Tables['settings'] = transaction.table('settings');
  return {
    heads,
    packed: (table) => (table === 'bodies' ? bodies : table === 'settings' ? settings : heads(table)),
    bodies,
    pieces: rowsInBundles<PieceRow>(transaction.table('pieces'), bundles(), bundledPieces),
    parts: transaction.table('parts'),
    settings,
    pending: transaction.table('pending'),
    meta: transaction.table('meta'),
  };
}

/** Every table whose rows may be kept in parts. */
export type PackedTable = NounKind | 'bodies' | 'settings';
export const packedTables: readonly PackedTable[] = [...nounKinds, 'bodies', 'settings'];

/** The JSON of values that are kept in parts, in the order of the rows; '' for those that are not. */
export async function jsonOf(
  tables: Tables,
  table: PackedTable,
  rows: readonly { readonly key: string; readonly parts: number }[],
): Promise<readonly string[]> {
  const keys = rows.flatMap(({ key, parts }) => partKeys(table, key, parts));
  if (keys.length === 0) return rows.map(() => '');
  const found = await tables.parts.bulkGet(keys);
  let at = 0;
  return rows.map(({ parts }) => {
    const own = found.slice(at, at + parts);
    at += parts;
    return own.map((part) => part?.text ?? '').join('');
  });
}

export function partKeys(table: PackedTable, key: string, parts: number): [string, number][] {
  return Array.from({ length: parts }, (_, at) => [`${table}:${key}`, at]);
}

/** The last entry of the journal that is in the database. */
export async function appliedSeqOf({ meta }: Tables): Promise<number> {
  const row = await meta.get('lastAppliedSeq');
  if (typeof row?.value !== 'number') throw new Error('the database does not know how far it is');
  return row.value;
}
