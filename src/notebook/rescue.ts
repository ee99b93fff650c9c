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
        operations.push(...(await bodyOf(kind, record, ahead)), put<NounKind>(kind, record));
      }
    }
  }
  return commitInGroups(parts, operations);
}

async function bodyOf(
  kind: NounKind,
  { id }: RecordOf[NounKind],
  ahead: Reader,
): Promise<readonly Operation[]> {
  if (kind !== 'note' && kind !== 'source') return [];
  const body = await ahead.body(id);
  if (body === undefined) return [];
  const contents = await ahead.pieces(body.pieces);
  const pieces = body.pieces.flatMap((hash, at): Operation[] => {
    const content = contents[at];
    return content === undefined ? [] : [{ op: 'piece', hash, content }];
  });
  return [...pieces, { op: 'body', body: { owner: id, revision: body.revision, pieces: body.pieces } }];
}
