// Records found by their keys, whatever their kind: what a comparison asks for.
import { nounKinds } from '#domain/id.ts';
import { type Database, jsonOf } from './database.ts';
import { unpackBody, unpackHead, unpackSetting } from './row.ts';
import type { RecordPage } from './store.ts';

/** In the order of the keys; undefined where there is none. As `everyRecord` gives them. */
export function recordsByKey(
  database: Database,
  kind: RecordPage['kind'],
  keys: readonly string[],
): Promise<readonly (object | undefined)[]> {
  return database.reading(async (tables) => {
    if (kind === 'piece') return tables.pieces.bulkGet([...keys]);
    if (kind === 'body') {
      const rows = await tables.bodies.bulkGet([...keys]);
      const json = await jsonOf(
        tables,
        'bodies',
        rows.map((row, at) => ({ key: keys[at] ?? '', parts: row?.parts ?? 0 })),
      );
      return rows.map(
        (row, at) =>
          row && { owner: row.owner, revision: row.revision, pieces: unpackBody(row, json[at] ?? '') },
      );
    }
    if (kind === 'setting') {
      const rows = await tables.settings.bulkGet([...keys]);
      const json = await jsonOf(
        tables,
        'settings',
        rows.map((row, at) => ({ key: keys[at] ?? '', parts: row?.parts ?? 0 })),
      );
      return rows.map(
        (row, at) =>
          row && { name: row.name, revision: row.revision, value: unpackSetting(row, json[at] ?? '') },
      );
    }
    const rows = await tables.heads(kind).bulkGet([...keys]);
    const json = await jsonOf(
      tables,
      kind,
      rows.map((row, at) => ({ key: keys[at] ?? '', parts: row?.parts ?? 0 })),
    );
    return rows.map((row, at) => row && unpackHead(kind, row, json[at] ?? ''));
  });
}

/** What a record is found by. */
export function keyOf(kind: RecordPage['kind'], record: object): string {
  const field = kind === 'body' ? 'owner' : kind === 'piece' ? 'hash' : kind === 'setting' ? 'name' : 'id';
  const key: unknown = Reflect.get(record, field);
  return typeof key === 'string' ? key : '';
}

export const recordKinds: readonly RecordPage['kind'][] = [...nounKinds, 'body', 'piece', 'setting'];
