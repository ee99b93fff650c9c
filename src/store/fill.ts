// Filling a new database with the records of a backup, in batches: it counts as half made until the last.
import { type NounKind, nounKinds } from '#domain/id.ts';
import type { Operation } from '#domain/operation.ts';
import { bundledBodies, bundledPieces, type Bundling, openBundling } from './bundles.ts';
import {
  type Database,
  deleteDatabase,
  type FilledTable,
  openDatabase,
  type PackedTable,
  type RowsByTable,
} from './database.ts';
import { everyRecord } from './everyRecord.ts';
import { bundledHeads, isBundled } from './heads.ts';
import { recordsByKey } from './recordsByKey.ts';
import { type HeadRow, packBody, packHead, packSetting, type Stock } from './row.ts';
import { countRows, putStock } from './stock.ts';
import type { RecordPage } from './store.ts';
import { openUnderWay } from './underWay.ts';

/** What a backup has: records, and nothing that takes one away. */
export type Restored = Exclude<Operation, { readonly op: 'forget' | 'remove' }>;

export interface Filling {
  readonly name: string;
  /**
   * Adds records in one transaction, beginning where those before are still being written; resolves when more may come.
   * Records that could not be written are told of by a later call, by `finish` at the latest. None may have been added
   * before. Nothing is marked for the indexer: beside a new database nothing is indexed yet, and whoever indexes sees
   * that by itself.
   */
  readonly put: (records: readonly Restored[]) => Promise<void>;
  /**
   * All records are in it: it is the notebook as it was after this entry of the journal. A scratch copy still counts as
   * half made, so that it goes at the next start whatever happens.
   */
  readonly finish: (seq: number, use: 'working copy' | 'scratch') => Promise<Stock>;
  readonly everyRecord: () => AsyncIterable<RecordPage>;
  readonly byKey: (
    kind: RecordPage['kind'],
    keys: readonly string[],
  ) => Promise<readonly (object | undefined)[]>;
  readonly close: () => void;
  /** Closes and deletes it. */
  readonly drop: () => Promise<void>;
}

export type OpenedFilling =
  { readonly kind: 'open'; readonly filling: Filling } | { readonly kind: 'failed'; readonly why: string };

/** Transactions that wait while one is written. */
const mostUnderWay = 2;

/** Makes a database under a name that is not taken. */
export async function openFilling(name: string, notebookId: string): Promise<OpenedFilling> {
  const opened = await openDatabase(name, notebookId);
  if (opened.kind !== 'open')
    return { kind: 'failed', why: opened.kind === 'failed' ? opened.why : `database is ${opened.kind}` };
  const { database, isNew } = opened;
  if (!isNew) {
    database.close();
    return { kind: 'failed', why: `there is a database ${name} already` };
  }
  await database.writing(({ meta }) => meta.put({ name: 'filling', value: 1 }));
  const gathering = openGathering();
  const underWay = openUnderWay<undefined>(mostUnderWay);
  const write = async (rows: RowsByTable): Promise<undefined> => {
    if (rows.size > 0) await database.fill(rows);
  };
  return {
    kind: 'open',
    filling: {
      name,
      put: async (records) => {
        await underWay.add(write(gathering.add(records)));
      },
      finish: async (seq, use) => {
        await underWay.add(write(gathering.rest()));
        await underWay.rest();
        return finish(database, seq, use);
      },
      everyRecord: () => everyRecord(database),
      byKey: (kind, keys) => recordsByKey(database, kind, keys),
      close: () => {
        database.close();
      },
      drop: async () => {
        database.close();
        await deleteDatabase(name);
      },
    },
  };
}

interface Gathering {
  /** Rows of records, by their tables; those that wait for more are written with a later call. */
  readonly add: (records: readonly Restored[]) => RowsByTable;
  /** Those that still wait. */
  readonly rest: () => RowsByTable;
}

/** So many are written together: a transaction takes as long as some of them. */
const bundlesAtOnce = 16;

/** About what a row has beside its value, in characters of JSON. */
const rowChars = 200;

function openGathering(): Gathering {
  const heads = new Map<NounKind, Bundling<HeadRow<NounKind>>>();
  const bodies = openBundling(bundledBodies);
  const pieces = openBundling(bundledPieces);
  let bundles: object[] = [];
  let rows = new Map<FilledTable, object[]>();

  function headsOf(kind: NounKind): Bundling<HeadRow<NounKind>> {
    const known = heads.get(kind);
    if (known !== undefined) return known;
    const made = openBundling(bundledHeads(kind));
    heads.set(kind, made);
    return made;
  }

  function add(table: FilledTable, row: object): void {
    const list = rows.get(table) ?? [];
    list.push(row);
    rows.set(table, list);
  }

  function addParts(table: PackedTable, key: string, parts: readonly string[]): void {
    parts.forEach((text, at) => {
      add('parts', { row: `${table}:${key}`, at, text });
    });
  }

  function addBundled<R extends object>(
    table: FilledTable,
    bundling: Bundling<R>,
    row: R,
    chars: number,
  ): void {
    const made = bundling.add(row, rowChars + chars);
    if (made === null) return;
    if ('single' in made) add(table, made.single);
    else bundles.push(made.bundle);
  }

  function taken(): RowsByTable {
    const all = rows;
    rows = new Map();
    return all;
  }

  return {
    add(records) {
      for (const record of records)
        switch (record.op) {
          case 'put': {
            const { kind } = record;
            const { row, parts, chars } = packHead(record);
            if (isBundled(row)) addBundled(kind, headsOf(kind), row, chars);
            else add(kind, row);
            addParts(kind, row.id, parts);
            break;
          }
          case 'body': {
            const { owner, revision, pieces: hashes } = record.body;
            const { row, parts, chars } = packBody(owner, revision, hashes);
            addBundled('bodies', bodies, row, chars);
            addParts('bodies', owner, parts);
            break;
          }
          case 'setting': {
            const { name, revision, value } = record.setting;
            const { row, parts } = packSetting(name, revision, value);
            add('settings', row);
            addParts('settings', name, parts);
            break;
          }
          case 'piece': {
            const { hash, content } = record;
            addBundled('pieces', pieces, { hash, content }, content.length);
            break;
          }
        }
      if (bundles.length >= bundlesAtOnce) {
        rows.set('bundles', bundles);
        bundles = [];
      }
      return taken();
    },
    rest() {
      const last = [...heads.values(), bodies, pieces].map((bundling) => bundling.rest());
      for (const bundle of [...bundles.splice(0), ...last]) if (bundle !== null) add('bundles', bundle);
      return taken();
    },
  };
}

function finish(database: Database, seq: number, use: 'working copy' | 'scratch'): Promise<Stock> {
  return database.writing(async (tables) => {
    const stock = await countRows(tables);
    await putStock(tables, stock);
    await tables.meta.put({ name: 'lastAppliedSeq', value: seq });
    if (use === 'working copy') await tables.meta.delete('filling');
    return stock;
  });
}

/** Records of all nouns together: what a person would call the documents of a notebook. */
export function recordsIn(stock: Stock): number {
  return nounKinds.reduce((sum, kind) => sum + (stock[kind] ?? 0), 0);
}
