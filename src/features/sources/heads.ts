// The heads of a kind for a list: read whole once, and from then on only those that were touched, so that a list of
// thousands costs little while an import adds to it.
import type { RecordOf } from '#domain/operation.ts';
import type { Notebook } from '#notebook/notebook.ts';

type Listed = 'source' | 'excerpt';

export interface Heads<K extends Listed> {
  /** Both are for `useLive`. */
  readonly read: () => Promise<readonly RecordOf[K][]>;
  readonly watch: (changed: () => void) => () => void;
}

export function followHeads<const K extends Listed>(
  { watch, parts }: Pick<Notebook, 'watch' | 'parts'>,
  kind: K,
): Heads<K> {
  let heads: Map<string, RecordOf[K]> | null = null;
  let touched = new Set<string>();
  return {
    read: async () => {
      const ids = [...touched];
      touched = new Set();
      const known = heads;
      if (known === null) {
        const all = await parts.store.heads(kind);
        heads = new Map(all.map((record) => [String(record.id), record]));
        return all;
      }
      // A reading that fails leaves nothing to build on: the next begins anew.
      heads = null;
      const read = await parts.store.getMany(kind, ids);
      heads = known;
      ids.forEach((id, at) => {
        const record = read[at];
        if (record === undefined || record.deletedAt !== undefined) known.delete(id);
        else known.set(id, record);
      });
      return [...known.values()];
    },
    watch: (changed) => {
      const unwatch = watch((change) => {
        const before = touched.size;
        for (const each of change.touched) if (each.kind === kind) touched.add(each.id);
        if (touched.size > before) changed();
      });
      return () => {
        unwatch();
        // What changes while nobody watches is not gathered: the next reader begins anew.
        heads = null;
      };
    },
  };
}
