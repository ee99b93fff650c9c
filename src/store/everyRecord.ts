// The whole working copy, read table by table in pages: what a snapshot is made of.
import type { NounKind } from '#domain/id.ts';
import { nounKinds } from '#domain/id.ts';
import { type Database, jsonOf } from './database.ts';
import type { RecordPage } from './store.ts';
import { unpackBody, unpackHead, unpackSetting } from './row.ts';

/** Rows in a page: at 60 KB a row never more than some megabytes. */
const pageRows = 100;

/**
 * Every record of every kind, deleted ones included, kind after kind, in the order of the keys. Each page is of one
 * moment; for all of them to be so, hold the queue.
 */
export async function* everyRecord(database: Database): AsyncGenerator<RecordPage> {
  for (const kind of [...nounKinds, 'body', 'piece', 'setting'] as const) yield* recordsOf(database, kind);
}

/** Every record of one kind. */
export function recordsOf(database: Database, kind: RecordPage['kind']): AsyncGenerator<RecordPage> {
  switch (kind) {
    case 'body':
      return pagesOf(kind, (after) => bodyPage(database, after));
    case 'piece':
      return pagesOf(kind, (after) => piecePage(database, after));
    case 'setting':
      return pagesOf(kind, (after) => settingPage(database, after));
    default:
      return pagesOf(kind, (after) => headPage(database, kind, after));
  }
}

interface Page {
  readonly records: readonly object[];
  /** Where the next page begins; null when nothing follows. */
  readonly last: string | null;
}

async function* pagesOf(
  kind: RecordPage['kind'],
  read: (after: string) => Promise<Page>,
): AsyncGenerator<RecordPage> {
  for (let page = await read(''); page.last !== null; page = await read(page.last))
    if (page.records.length > 0) yield { kind, records: page.records };
}

function headPage(database: Database, kind: NounKind, after: string): Promise<Page> {
  return database.reading(async (tables) => {
    const { rows, last } = await tables.heads(kind).after(after, pageRows);
    const keys = rows.map(({ id, parts }) => ({ key: id, parts }));
    const json = await jsonOf(tables, kind, keys);
    return { records: rows.map((row, index) => unpackHead(kind, row, json[index] ?? '')), last };
  });
}

function bodyPage(database: Database, after: string): Promise<Page> {
  return database.reading(async (tables) => {
    const { rows, last } = await tables.bodies.after(after, pageRows);
    const keys = rows.map(({ owner, parts }) => ({ key: owner, parts }));
    const json = await jsonOf(tables, 'bodies', keys);
    const records = rows.map((row, index) => {
      const { owner, revision } = row;
      return { owner, revision, pieces: unpackBody(row, json[index] ?? '') };
    });
    return { records, last };
  });
}

function piecePage(database: Database, after: string): Promise<Page> {
  return database.reading(async (tables) => {
    const { rows, last } = await tables.pieces.after(after, pageRows);
    return { records: rows.map(({ hash, content }) => ({ hash, content })), last };
  });
}

function settingPage(database: Database, after: string): Promise<Page> {
  return database.reading(async (tables) => {
    const rows = await tables.settings.where('name').above(after).limit(pageRows).toArray();
    const keys = rows.map(({ name, parts }) => ({ key: name, parts }));
    const json = await jsonOf(tables, 'settings', keys);
    const records = rows.map((row, index) => {
      const { name, revision } = row;
      return { name, revision, value: unpackSetting(row, json[index] ?? '') };
    });
    return { records, last: rows.at(-1)?.name ?? null };
  });
}
