// Records that no mark says anything of and that are not in the index either, because derived data was lost or is of
// an older shape.
import { searchableKinds, type PendingMark, type Reader } from '#store/store.ts';
import { keyOf } from './searchable.ts';

/** Marks of no entry: there is nothing to clear when they are done with. */
const unwritten = 0;

/**
 * [U1] Every kept record that is not known is named once. [U2] Heads are read only of kinds that have more records
 * than are known: at most starts, of none.
 */
export async function unindexed(
  reader: Pick<Reader, 'count' | 'heads'>,
  known: ReadonlySet<string>,
): Promise<readonly PendingMark[]> {
  const marks: PendingMark[] = [];
  const keys = [...known];
  for (const kind of searchableKinds) {
    const indexed = keys.filter((key) => key.startsWith(`${kind}:`)).length;
    if ((await reader.count(kind)) <= indexed) continue;
    for (const { id } of await reader.heads(kind))
      if (!known.has(keyOf(kind, id))) marks.push({ kind, id, seq: unwritten });
  }
  return marks;
}
