// The heads of a kind in memory, in step with the notebook: read whole once, and from then on only what was touched, so
// that lists of ten thousand cost nothing while one of them is written or an import adds to them.
import type { NounKind } from '#domain/id.ts';
import type { RecordOf } from '#domain/operation.ts';
import type { Store } from '#store/store.ts';
import type { Door } from './door.ts';

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

export interface HeadList<K extends NounKind> {
  /** Kept records in no order; the same list as before where nothing changed. */
  readonly read: () => Promise<readonly RecordOf[K][]>;
  /** What the last reading gave; null before the first. */
  readonly now: () => readonly RecordOf[K][] | null;
  /** Told when a record of the kind was touched. */
  readonly watch: (changed: () => void) => () => void;
}

export interface Heads {
  readonly of: <const K extends NounKind>(kind: K) => HeadList<K>;
  /** Tags of kept notes and sources with how many carry them, by name. */
  readonly tags: () => Promise<readonly TagCount[]>;
}

type Readable = Pick<Store, 'heads' | 'getMany'>;
type Watchable = Pick<Door, 'watch'>;

export function openHeads(store: Readable, door: Watchable): Heads {
  const lists: { [K in NounKind]?: HeadList<K> } = {};
  const of = <const K extends NounKind>(kind: K): HeadList<K> => {
    const known: HeadList<K> | undefined = lists[kind];
    if (known) return known;
    const list = followHeads(store, door, kind);
    Object.assign(lists, { [kind]: list });
    return list;
  };
  let counted: { readonly of: readonly unknown[]; readonly counts: readonly TagCount[] } | null = null;
  return {
    of,
    tags: async () => {
      const tagged = await Promise.all([of('note').read(), of('source').read()]);
      if (!counted || tagged.some((list, at) => list !== counted?.of[at]))
        counted = { of: tagged, counts: countTags(tagged.flat()) };
      return counted.counts;
    },
  };
}

function followHeads<const K extends NounKind>(store: Readable, door: Watchable, kind: K): HeadList<K> {
  let heads: Map<string, RecordOf[K]> | null = null;
  let list: readonly RecordOf[K][] | null = null;
  let touched = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  door.watch((change) => {
    for (const each of change.touched) if (each.kind === kind) touched.add(each.id);
  });

  const readAll = async (): Promise<readonly RecordOf[K][]> => {
    touched = new Set();
    const all = await store.heads(kind);
    heads = new Map(all.map((record) => [String(record.id), record]));
    return all;
  };
  const readTouched = async (known: Map<string, RecordOf[K]>): Promise<readonly RecordOf[K][]> => {
    const ids = [...touched];
    touched = new Set();
    // A reading that fails leaves nothing to build on: the next begins anew.
    heads = null;
    const read = await store.getMany(kind, ids);
    heads = known;
    ids.forEach((id, at) => {
      const record = read[at];
      if (record === undefined || record.deletedAt !== undefined) known.delete(id);
      else known.set(id, record);
    });
    return [...known.values()];
  };
  const refresh = async (): Promise<readonly RecordOf[K][]> => {
    if (heads === null) list = await readAll();
    else if (list === null || touched.size > 0) list = await readTouched(heads);
    return list;
  };

  return {
    // One reading after the other, or an older one could overwrite a newer.
    read: () => {
      const reading = last.then(refresh, refresh);
      last = reading;
      return reading;
    },
    now: () => list,
    watch: (changed) =>
      door.watch((change) => {
        if (change.touched.some((each) => each.kind === kind)) changed();
      }),
  };
}

function countTags(tagged: readonly { readonly tags: readonly string[] }[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags } of tagged) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((one, other) => one.tag.localeCompare(other.tag));
}
