// Attached files that nothing needs any more: no source has them, in the trash or not, and no text that is or was a
// source's was read from such bytes.
import type { Attachment } from '#domain/attachment.ts';
import type { Database } from './database.ts';
import { recordsOf } from './everyRecord.ts';

/** Of no one moment: one that a source takes while this is read may be among them. */
export async function unneededAttachments(database: Database): Promise<readonly Attachment[]> {
  const found: Attachment[] = [];
  for await (const { records } of recordsOf(database, 'attachment'))
    for (const record of records) found.push(record as Attachment);
  if (found.length === 0) return [];
  const ids = new Set<unknown>();
  const hashes = new Set<unknown>();
  for (const kind of ['source', 'revision'] as const)
    for await (const { records } of recordsOf(database, kind))
      for (const record of records) {
        ids.add(Reflect.get(record, 'attachment'));
        const capture: unknown = Reflect.get(record, 'capture');
        if (typeof capture === 'object' && capture !== null) hashes.add(Reflect.get(capture, 'sha256'));
      }
  // Of two records of the same bytes neither goes before the other: the file is one.
  for (const { id, sha256 } of found) if (ids.has(id)) hashes.add(sha256);
  return found.filter(({ sha256 }) => !hashes.has(sha256));
}
