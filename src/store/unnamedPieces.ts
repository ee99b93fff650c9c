// Pieces of text that no body and no kept revision names, those in the trash included.
import type { Page } from './bundles.ts';
import type { Database } from './database.ts';
import { recordsOf } from './everyRecord.ts';

/** So many are read before the window gets its turn. */
const keysAtOnce = 2_000;

/** Of no one moment: a piece that is named while this is read may be among them. */
export async function unnamedPieces(database: Database): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  const after = (last: string): Promise<Page<string>> =>
    database.reading(({ pieces }) => pieces.keysAfter(last, keysAtOnce));
  for (let page = await after(''); page.last !== null; page = await after(page.last))
    for (const hash of page.rows) hashes.add(hash);
  for (const kind of ['body', 'revision'] as const)
    for await (const { records } of recordsOf(database, kind))
      for (const record of records) for (const hash of piecesOf(record)) hashes.delete(hash);
  return hashes;
}

function piecesOf(record: object): readonly string[] {
  const pieces: unknown = Reflect.get(record, 'pieces');
  return Array.isArray(pieces) ? pieces.filter((hash) => typeof hash === 'string') : [];
}
