// Records that no mark says anything of and that are not wholly in the index either, because derived data was lost, is
// damaged or is of an older shape.
import type { Search } from '#search/search.ts';
import {
  searchableKinds,
  type DerivedStore,
  type PendingMark,
  type Reader,
  type SearchableKind,
} from '#store/store.ts';
import { keyOf, nameIn } from './searchable.ts';

/** Marks of no entry: there is nothing to clear when they are done with. */
const unwritten = 0;

export interface UnindexedParts {
  readonly reader: Pick<Reader, 'count' | 'heads'>;
  readonly derived: Pick<DerivedStore, 'documentKeys'>;
  readonly search: Pick<Search, 'keys' | 'remove' | 'unembedded'>;
}

/**
 * [U1] Every kept record that is not in the index is named once. [U2] Heads are read only of kinds that have more
 * records than are known: at most starts, of none. [U3] What the index holds without its text is taken out and named.
 * [U4] Records with a passage that could have a vector and has none are named.
 */
export async function missingFrom({
  reader,
  derived,
  search,
}: UnindexedParts): Promise<readonly PendingMark[]> {
  const stored = new Set(await derived.documentKeys());
  const known = new Set<string>();
  for (const key of [...search.keys()]) {
    if (stored.has(key)) known.add(key);
    else search.remove(key);
  }
  const named = new Map<string, PendingMark>();
  const name = (kind: SearchableKind, id: string): void =>
    void named.set(keyOf(kind, id), { kind, id, seq: unwritten });
  for (const kind of searchableKinds) {
    let indexed = 0;
    for (const key of known) if (key.startsWith(`${kind}:`)) indexed += 1;
    if ((await reader.count(kind)) <= indexed) continue;
    for (const { id } of await reader.heads(kind)) if (!known.has(keyOf(kind, id))) name(kind, id);
  }
  for (const key of search.unembedded()) {
    const record = nameIn(key);
    if (record !== null) name(record.kind, record.id);
  }
  return [...named.values()];
}
