// Rows that are many and small, lying together: a browser takes as long to write a row of a hundred bytes as one of fifty
// kilobytes, and the rows of a notebook are heads, bodies and pieces, thousands of each. What is filled in one go is kept
// in bundles, each a run of rows in the order of their keys, found by the last of them. What is written later has a row of
// its own; a key is never in both.
import type { Collection, Table } from 'dexie';
import {
  type BodyRow,
  type BundledTable,
  type BundleKey,
  type BundleRow,
  maxRowChars,
  type PieceRow,
} from './row.ts';

export type BundleTable<R> = Table<BundleRow<R>, BundleKey>;

/** How the rows of a table lie in bundles. */
export interface BundledAs<R> {
  readonly of: BundledTable;
  readonly key: keyof R & string;
  /** What a bundle of these rows is found by beside their keys. */
  readonly findings?: (rows: readonly R[]) => Pick<BundleRow<R>, 'found' | 'newest'>;
}

export const bundledBodies: BundledAs<BodyRow> = { of: 'bodies', key: 'owner' };
export const bundledPieces: BundledAs<PieceRow> = { of: 'pieces', key: 'hash' };

/** What is asked of a table by whoever knows the keys. */
export interface Rows<R> {
  /** In the order of the keys. */
  readonly bulkGet: (keys: string[]) => PromiseLike<readonly (R | undefined)[]>;
  bulkPut(rows: readonly R[]): PromiseLike<unknown>;
  readonly bulkDelete: (keys: string[]) => PromiseLike<unknown>;
  readonly count: () => PromiseLike<number>;
}

export interface RowsInBundles<R> extends Rows<R> {
  /** How many rows are in bundles. */
  readonly countInBundles: () => Promise<number>;
  /** How many of these keys, each named once, are there. */
  readonly countOf: (keys: readonly string[]) => Promise<number>;
  /** Some rows after a key, about so many, in the order of the keys. */
  readonly after: (key: string, about: number) => Promise<Page<R>>;
  readonly keysAfter: (key: string, about: number) => Promise<Page<string>>;
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** Where to go on from; null where nothing follows. There may be no rows where something does. */
  readonly last: string | null;
}

/**
 * A table of single rows together with its bundles, which a database of an older version may not have (`null`).
 */
export function rowsInBundles<R>(
  single: Table<R, string>,
  bundles: BundleTable<R> | null,
  as: BundledAs<R>,
): RowsInBundles<R> {
  const { of, key } = as;
  const keyOf = (row: R): string => String(row[key]);
  const end = [of, '\uffff'];

  /** The key of the first bundle that goes as far as a key. */
  async function bundleUpTo(from: string): Promise<BundleKey | undefined> {
    return (await bundles?.where(':id').between([of, from], end).limit(1).primaryKeys())?.[0];
  }

  /** The first bundle that goes further than a key: no bundle's own key ends in a list, which comes after all else. */
  function bundleAfter(from: string): PromiseLike<BundleRow<R> | undefined> | undefined {
    return bundles?.where(':id').between([of, from, []], end).first();
  }

  /** Reads the bundles that hold any of these keys, or may seem to, each once. */
  async function through(
    keys: readonly string[],
    visit: (bundle: BundleRow<R>, own: ReadonlySet<string>) => PromiseLike<unknown> | undefined,
  ): Promise<void> {
    const sorted = keys.toSorted(byUnits);
    for (let at = 0; at < sorted.length;) {
      const found = await bundleUpTo(sorted[at] ?? '');
      if (found === undefined) return;
      const [, last, tails] = found;
      const ends = new Set(new Uint32Array(tails));
      const own = new Set<string>();
      for (; at < sorted.length && (sorted[at] ?? '') <= last; at += 1)
        if (ends.has(tailOf(sorted[at] ?? ''))) own.add(sorted[at] ?? '');
      const bundle = own.size > 0 ? await bundles?.get(found) : undefined;
      if (bundle !== undefined) await visit(bundle, own);
    }
  }

  async function bundled(keys: readonly string[]): Promise<ReadonlyMap<string, R>> {
    const found = new Map<string, R>();
    await through(keys, ({ rows }, own) => {
      for (const row of rows) if (own.has(keyOf(row))) found.set(keyOf(row), row);
      return undefined;
    });
    return found;
  }

  function takeOut(keys: readonly string[]): Promise<void> {
    return through(keys, async (bundle, own) => {
      const rows = bundle.rows.filter((row) => !own.has(keyOf(row)));
      if (rows.length === bundle.rows.length) return;
      await bundles?.delete([of, bundle.last, bundle.tails.buffer]);
      if (rows.length > 0) await bundles?.put(bundleOf(as, bundle.last, rows));
    });
  }

  async function countInBundles(): Promise<number> {
    const keys = (await bundlesOf(bundles, of)?.primaryKeys()) ?? [];
    return keys.reduce((sum, [, , tails]) => sum + tails.byteLength / tailBytes, 0);
  }

  return {
    async bulkGet(keys) {
      const rows = await single.bulkGet(keys);
      const missing = keys.filter((_, at) => rows[at] === undefined);
      if (missing.length === 0) return rows;
      const found = await bundled(missing);
      return rows.map((row, at) => row ?? found.get(keys[at] ?? ''));
    },
    async bulkPut(rows) {
      await takeOut(rows.map(keyOf));
      await single.bulkPut(rows);
    },
    async bulkDelete(keys) {
      await takeOut(keys);
      await single.bulkDelete(keys);
    },
    count: async () => (await single.count()) + (await countInBundles()),
    countInBundles,
    async countOf(keys) {
      const counts = await Promise.all(keys.map((each) => single.where(key).equals(each).count()));
      const missing = keys.filter((_, at) => counts[at] === 0);
      return keys.length - missing.length + (await bundled(missing)).size;
    },
    async after(from, about) {
      const own = await single.where(key).above(from).limit(about).toArray();
      return pageOf(from, own, own.length < about, await bundleAfter(from), keyOf);
    },
    async keysAfter(from, about) {
      const own = await single.where(key).above(from).limit(about).primaryKeys();
      const bundle = await bundleAfter(from);
      const keys = bundle && { last: bundle.last, rows: bundle.rows.map(keyOf) };
      return pageOf(from, own, own.length < about, keys, String);
    },
  };
}

/** All bundles of a table. */
export function bundlesOf<R>(
  bundles: BundleTable<R> | null,
  of: BundledTable,
): Collection<BundleRow<R>, BundleKey> | undefined {
  return bundles?.where(':id').between([of], [of, '\uffff']);
}

/** What comes after a key: of the single ones, which may be all that follow, and of the next bundle. */
function pageOf<T>(
  from: string,
  own: readonly T[],
  isAll: boolean,
  bundle: { readonly last: string; readonly rows: readonly T[] } | undefined,
  keyOf: (each: T) => string,
): Page<T> {
  // Up to where everything that there is is at hand; null: to the end.
  const lastOwn = isAll ? null : own.map(keyOf).at(-1);
  const last = [lastOwn, bundle?.last].reduce<string | null>(
    (least, each) => (least === null || (each ?? least) < least ? (each ?? null) : least),
    null,
  );
  const rows = [...own, ...(bundle?.rows ?? [])].filter(
    (each) => keyOf(each) > from && (last === null || keyOf(each) <= last),
  );
  rows.sort((one, other) => byUnits(keyOf(one), keyOf(other)));
  return { rows, last: last ?? rows.map(keyOf).at(-1) ?? null };
}

/** As the browser orders its keys. */
export function byUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const tailBytes = 4;

/** What tells most keys from each other: their last eight digits. */
function tailOf(name: string): number {
  return Number.parseInt(name.slice(-2 * tailBytes), 16) >>> 0;
}

function bundleOf<R>({ of, key, findings }: BundledAs<R>, last: string, rows: readonly R[]): BundleRow<R> {
  const tails = Uint32Array.from(rows, (row) => tailOf(String(row[key])));
  return { of, last, tails: new Uint8Array(tails.buffer), rows, ...findings?.(rows) };
}

export interface Bundling<R> {
  /**
   * What is to be written now: a bundle that is full, or a row that came out of order, or is large, and stays single.
   * `chars`: about how long its JSON is.
   */
  readonly add: (row: R, chars: number) => { readonly bundle: BundleRow<R> } | { readonly single: R } | null;
  /** The last bundle. */
  readonly rest: () => BundleRow<R> | null;
}

/** Makes bundles of rows that come in the order of their keys. */
export function openBundling<R>(as: BundledAs<R>): Bundling<R> {
  let rows: R[] = [];
  let chars = 0;
  let last = '';

  function rest(): BundleRow<R> | null {
    if (rows.length === 0) return null;
    const bundle = bundleOf(as, last, rows);
    rows = [];
    chars = 0;
    return bundle;
  }

  return {
    rest,
    add(row, more) {
      const name = String(row[as.key]);
      if (name <= last || more > maxRowChars) return { single: row };
      const full = chars + more > maxRowChars ? rest() : null;
      last = name;
      rows.push(row);
      chars += more;
      return full === null ? null : { bundle: full };
    },
  };
}
