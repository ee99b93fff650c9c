// Making and changing records: ids, times and revisions are given here and nowhere else.
import type { Id, NounKind } from '#domain/id.ts';
import { makeId } from '#domain/id.ts';
import type { PutOperation, RecordOf } from '#domain/operation.ts';
import { schemaVersion } from '#domain/record.ts';
import type { Origin } from '#domain/record.ts';
import type { Store } from '#store/store.ts';
import type { Committed, Door, NotSaved } from './door.ts';
import type { Machine } from './machine.ts';

/** What every use case works with. */
export interface Parts {
  readonly machine: Machine;
  readonly store: Store;
  readonly door: Door;
}

type Common = 'id' | 'schema' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'revision' | 'origin';
export type Fields<K extends NounKind> = Omit<RecordOf[K], Common>;

export function newId<const K extends NounKind>(machine: Machine, kind: K): Id<K> {
  return makeId(kind, machine.now().getTime(), machine.random(10));
}

/** A new record of a kind. */
export function newRecord<const K extends NounKind>(
  machine: Machine,
  kind: K,
  fields: Fields<K>,
  origin: Origin = { kind: 'typed' },
): RecordOf[K] {
  const now = machine.now().toISOString();
  const common = {
    id: newId(machine, kind),
    schema: schemaVersion,
    createdAt: now,
    updatedAt: now,
    revision: 1,
    origin,
  };
  return { ...common, ...fields } as unknown as RecordOf[K];
}

/** The next revision of a record, with some fields changed; a field set to undefined is taken away. */
export function nextRevision<R extends RecordOf[NounKind]>(
  machine: Machine,
  record: R,
  change: Partial<R>,
): R {
  const next = {
    ...record,
    ...change,
    updatedAt: machine.now().toISOString(),
    revision: record.revision + 1,
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as unknown as R;
}

export function put<const K extends NounKind>(kind: K, record: RecordOf[K]): PutOperation {
  return { op: 'put', kind, record } as PutOperation;
}

/** The answer to every change: saved with the record as it is now, or why not. */
export type Saved<T> =
  | { readonly kind: 'saved'; readonly record: T; readonly at: string; readonly applied: Promise<void> }
  | { readonly kind: 'gone' }
  | NotSaved;

export function savedAs<T>(committed: Committed, record: T): Saved<T> {
  return committed.kind === 'saved'
    ? { kind: 'saved', record, at: committed.at, applied: committed.applied }
    : committed;
}

/** Changes one record through the door; `gone` when it does not exist. */
export async function change<const K extends NounKind>(
  { machine, door }: Parts,
  kind: K,
  id: string,
  changes: (record: RecordOf[K]) => Partial<RecordOf[K]>,
): Promise<Saved<RecordOf[K]>> {
  const record = await door.latest(kind, id);
  if (record === undefined) return { kind: 'gone' };
  const next = nextRevision<RecordOf[NounKind]>(machine, record, changes(record)) as RecordOf[K];
  return savedAs(await door.commit([put(kind, next)]), next);
}
