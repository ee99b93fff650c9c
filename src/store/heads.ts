// Heads: rows that are found by more than their keys. Those that were filled lie in bundles; a bundle is found by whatever
// any of its rows is found by. Those that are deleted have rows of their own, so that the trash is read without the rest.
import type { Table } from 'dexie';
import type { NounKind } from '#domain/id.ts';
import {
  type BundledAs,
  bundlesOf,
  type BundleTable,
  byUnits,
  rowsInBundles,
  type RowsInBundles,
} from './bundles.ts';
import type { HeadRow } from './row.ts';

const indexes = ['owner', 'from', 'to', 'root', 'sha256'] as const;
export type HeadIndex = (typeof indexes)[number];

export interface HeadRows<K extends NounKind> extends RowsInBundles<HeadRow<K>> {
  /** Those that are deleted (`kept` 0), or those that are not, by when they last changed, oldest first. */
  readonly inState: (kept: 0 | 1) => Promise<HeadRow<K>[]>;
  readonly countInState: (kept: 0 | 1) => Promise<number>;
  /** In the order of the keys. */
  readonly foundBy: (index: HeadIndex, value: string) => Promise<HeadRow<K>[]>;
  /** Of every row that has one. */
  readonly owners: () => Promise<readonly string[]>;
  /** Null where there is no row. */
  readonly lastUpdatedAt: () => Promise<string | null>;
}

/** Whether a row may lie in a bundle. */
export function isBundled({ kept }: HeadRow<NounKind>): boolean {
  return kept === 1;
}

export function bundledHeads<K extends NounKind>(kind: K): BundledAs<HeadRow<K>> {
  return {
    of: kind,
    key: 'id',
    findings: (rows) => ({
      found: [...new Set(rows.flatMap((row) => findingsOf(kind, row)))],
      newest: rows.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), ''),
    }),
  };
}

function findingsOf(kind: NounKind, row: HeadRow<NounKind>): readonly string[] {
  return indexes.flatMap((index) => {
    const value = row[index];
    return value === undefined ? [] : [finding(kind, index, value)];
  });
}

function finding(kind: NounKind, index: HeadIndex, value: string): string {
  return `${kind} ${index} ${value}`;
}

export function headRows<K extends NounKind>(
  single: Table<HeadRow<K>, string>,
  bundles: BundleTable<HeadRow<K>> | null,
  kind: K,
): HeadRows<K> {
  const rows = rowsInBundles(single, bundles, bundledHeads(kind));
  const singleIn = (kept: 0 | 1) => single.where('[kept+updatedAt]').between([kept, ''], [kept, '\uffff']);

  return {
    ...rows,
    async inState(kept) {
      // Ascending: a descending read goes row by row.
      const own = await singleIn(kept).toArray();
      if (kept === 0) return own;
      const bundled = (await bundlesOf(bundles, kind)?.toArray()) ?? [];
      return [...own, ...bundled.flatMap((bundle) => bundle.rows)].sort(
        (one, other) => byUnits(one.updatedAt, other.updatedAt) || byUnits(one.id, other.id),
      );
    },
    countInState: async (kept) =>
      (await singleIn(kept).count()) + (kept === 1 ? await rows.countInBundles() : 0),
    async foundBy(index, value) {
      const own = await single.where(index).equals(value).toArray();
      const ofAny = bundles?.where('found').equals(finding(kind, index, value));
      const bundled = (await ofAny?.toArray()) ?? [];
      const found = bundled.flatMap((bundle) => bundle.rows.filter((row) => row[index] === value));
      return [...own, ...found].sort((one, other) => byUnits(one.id, other.id));
    },
    async owners() {
      const own = await single.orderBy('owner').keys();
      const owners = own.filter((owner) => typeof owner === 'string');
      await bundlesOf(bundles, kind)?.each((bundle) => {
        for (const { owner } of bundle.rows) if (owner !== undefined) owners.push(owner);
      });
      return owners;
    },
    async lastUpdatedAt() {
      const singles = await Promise.all([singleIn(0).last(), singleIn(1).last()]);
      const newest = await bundles?.where('[of+newest]').between([kind, ''], [kind, '\uffff']).last();
      const all = [...singles.map((row) => row?.updatedAt), newest?.newest];
      return all.reduce<string | null>(
        (last, at) => (at !== undefined && at > (last ?? '') ? at : last),
        null,
      );
    },
  };
}
