// When a working copy knows more than the journal (the journal's folder was put back from an older copy, say), what it
// knows more is written through the door again, so that neither side loses anything.
import type { Operation, RecordOf } from '#domain/operation.ts';
import type { NounKind } from '#domain/id.ts';
import { nounKinds } from '#domain/id.ts';
import type { Reader } from '#store/store.ts';
import { commitInGroups } from './trash.ts';
import type { Done } from './trash.ts';
import type { Parts } from './records.ts';
import { put } from './records.ts';

/** Carries every record over that is missing here or older here. */
export async function rescue(parts: Parts, ahead: Reader): Promise<Done> {
  const operations: Operation[] = [];
  for (const kind of nounKinds) {
    for (const which of ['kept', 'deleted'] as const) {
      for (const record of await ahead.heads(kind, which)) {
        const here = await parts.store.get(kind, record.id);
        if (here !== undefined && here.revision >= record.revision) continue;
        operations.push(...(await textOf(kind, record, ahead)), put<NounKind>(kind, record));
      }
    }
  }
  const here = new Map((await parts.store.settings()).map((setting) => [setting.name, setting.revision]));
  for (const setting of await ahead.settings())
    if ((here.get(setting.name) ?? 0) < setting.revision) operations.push({ op: 'setting', setting });
  return commitInGroups(parts, operations);
}

/** What a record's words are made of: its body, or the pieces of a kept revision. */
async function textOf(
  kind: NounKind,
  record: RecordOf[NounKind],
  ahead: Reader,
): Promise<readonly Operation[]> {
  if ('noteRevision' in record) return piecesOf(record.pieces, ahead);
  if (kind !== 'note' && kind !== 'source') return [];
  const { id: owner } = record;
  const body = await ahead.body(owner);
  if (body === undefined) return [];
  const { revision, pieces } = body;
  return [...(await piecesOf(pieces, ahead)), { op: 'body', body: { owner, revision, pieces } }];
}

async function piecesOf(hashes: readonly string[], ahead: Reader): Promise<readonly Operation[]> {
  const contents = await ahead.pieces(hashes);
  return hashes.flatMap((hash, at): Operation[] => {
    const content = contents[at];
    return content === undefined ? [] : [{ op: 'piece', hash, content }];
  });
}
