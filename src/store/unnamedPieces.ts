// Pieces of text that no body and no kept revision names, those in the trash included.
import type { Database } from './database.ts';
import { recordsOf } from './everyRecord.ts';

/** So many are read before the window gets its turn. */
const keysAtOnce = 2_000;

/** Of no one moment: a piece that is named while this is read may be among them. */
export async function unnamedPieces(database: Database): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for (let some = await hashesAfter(database, ''); some.length > 0;) {
    for (const hash of some) hashes.add(hash);
    some = await hashesAfter(database, some.at(-1) ?? '');
  }
  for (const kind of ['body', 'revision'] as const)
    for await (const { records } of recordsOf(database, kind))
      for (const record of records) for (const hash of piecesOf(record)) hashes.delete(hash);
  return hashes;
}

function hashesAfter(database: Database, hash: string): Promise<readonly string[]> {
  return database.reading(() => database.pieces.where('hash').above(hash).limit(keysAtOnce).primaryKeys());
}

function piecesOf(record: object): readonly string[] {
  const pieces: unknown = Reflect.get(record, 'pieces');
  return Array.isArray(pieces) ? pieces.filter((hash) => typeof hash === 'string') : [];
}
