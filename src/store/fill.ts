// Filling a new database with the records of a backup, in batches: it counts as half made until the last.
import { nounKinds } from '#domain/id.ts';
import type { Operation } from '#domain/operation.ts';
import { type Database, deleteDatabase, openDatabase, type PackedTable } from './database.ts';
import { everyRecord } from './everyRecord.ts';
import { recordsByKey } from './recordsByKey.ts';
import {
  type Packed,
  packBody,
  type PackedRow,
  packHead,
  packSetting,
  type PartRow,
  type Stock,
} from './row.ts';
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
  await database.meta.put({ name: 'filling', value: 1 });
  const underWay = openUnderWay<undefined>(mostUnderWay);
  return {
    kind: 'open',
    filling: {
      name,
      put: async (records) => {
        await underWay.add(put(database, records));
      },
      finish: async (seq, use) => {
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

async function put(database: Database, records: readonly Restored[]): Promise<undefined> {
  const rows = new Map<PackedTable, PackedRow[]>();
  const parts: PartRow[] = [];
  const pieces: { hash: string; content: string }[] = [];
  const add = (table: PackedTable, key: string, packed: Packed<PackedRow>): void => {
    const list = rows.get(table) ?? [];
    list.push(packed.row);
    rows.set(table, list);
    packed.parts.forEach((text, at) => parts.push({ row: `${table}:${key}`, at, text }));
  };
  for (const record of records)
    switch (record.op) {
      case 'put':
        add(record.kind, record.record.id, packHead(record));
        break;
      case 'body': {
        const { owner, revision, pieces: hashes } = record.body;
        add('bodies', owner, packBody(owner, revision, hashes));
        break;
      }
      case 'setting': {
        const { name, revision, value } = record.setting;
        add('settings', name, packSetting(name, revision, value));
        break;
      }
      case 'piece':
        pieces.push({ hash: record.hash, content: record.content });
        break;
    }
  await database.writing(async () => {
    for (const [table, list] of rows) await database.packed(table).bulkPut(list);
    if (parts.length > 0) await database.parts.bulkPut(parts);
    if (pieces.length > 0) await database.pieces.bulkPut(pieces);
  });
}

function finish(database: Database, seq: number, use: 'working copy' | 'scratch'): Promise<Stock> {
  return database.writing(async () => {
    const stock = await countRows(database);
    await putStock(database, stock);
    await database.meta.put({ name: 'lastAppliedSeq', value: seq });
    if (use === 'working copy') await database.meta.delete('filling');
    return stock;
  });
}

/** Records of all nouns together: what a person would call the documents of a notebook. */
export function recordsIn(stock: Stock): number {
  return nounKinds.reduce((sum, kind) => sum + (stock[kind] ?? 0), 0);
}
