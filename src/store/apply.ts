// Applying entries of the journal to the working copy: planned in memory, then written in one transaction.
import type { NounKind } from '#domain/id.ts';
import type { Operation } from '#domain/operation.ts';
import {
  appliedSeqOf,
  type Database,
  type PackedTable,
  packedTables,
  partKeys,
  type Tables,
} from './database.ts';
import { StoreFault } from './fault.ts';
import { type CountedTable, packBody, type PackedRow, packHead, packSetting } from './row.ts';
import { stockAfter } from './stock.ts';
import { type Entry, type PendingMark, type SearchableKind, searchableKinds } from './store.ts';

/** One row, as it was before and as it will be: undefined where there is none. */
interface Slot {
  readonly before: PackedRow | undefined;
  after: PackedRow | undefined;
  parts: readonly string[];
  isTouched: boolean;
}

interface Plan {
  readonly slots: ReadonlyMap<PackedTable, Map<string, Slot>>;
  /** Contents by hash; null for those that are taken away. */
  readonly pieces: Map<string, string | null>;
  readonly marks: Map<string, PendingMark>;
  /** Owners whose excerpts or judgements are found by words of the owner that have changed. */
  readonly owners: Map<string, { readonly kind: 'excerpt' | 'judgement'; readonly seq: number }>;
  /** How many rows more, or fewer, each table will have. */
  readonly change: Map<CountedTable, number>;
}

/**
 * Applies entries in one transaction, with the number of the last and the marks for what must be indexed anew. Those
 * that were applied before are skipped. Throws, and changes nothing, where a number is missing.
 */
export function applyEntries(database: Database, entries: readonly Entry[]): Promise<number> {
  return database.writing(async (tables) => {
    const applied = await appliedSeqOf(tables);
    const stock = await tables.meta.get('stock');
    const fresh = entries.filter((entry) => entry.seq > applied);
    fresh.forEach(({ seq }, index) => {
      const expected = applied + 1 + index;
      if (seq !== expected)
        throw new StoreFault({ kind: 'broken', why: `entry ${seq} came instead of entry ${expected}` });
    });
    const plan = await begin(
      tables,
      fresh.flatMap((entry) => entry.operations),
    );
    for (const { seq, operations } of fresh) for (const operation of operations) fold(plan, operation, seq);
    await write(tables, plan);
    const last = applied + fresh.length;
    if (fresh.length > 0)
      await tables.meta.bulkPut([{ name: 'lastAppliedSeq', value: last }, ...stockAfter(stock, plan.change)]);
    return last;
  });
}

/** Reads every row that the operations touch or must know of. */
async function begin(tables: Tables, operations: readonly Operation[]): Promise<Plan> {
  const keys = new Map<PackedTable, Set<string>>(packedTables.map((table) => [table, new Set<string>()]));
  const want = (table: PackedTable, key: string): void => void keys.get(table)?.add(key);
  for (const operation of operations)
    switch (operation.op) {
      case 'put':
        want(operation.kind, operation.record.id);
        break;
      case 'remove':
        want(operation.kind, operation.id);
        want('bodies', operation.id);
        break;
      case 'body':
        want('bodies', operation.body.owner);
        want('note', operation.body.owner);
        want('source', operation.body.owner);
        break;
      case 'setting':
        want('settings', operation.setting.name);
        break;
      case 'piece':
      case 'forget':
        break;
    }
  const slots = new Map<PackedTable, Map<string, Slot>>();
  for (const [table, wanted] of keys) {
    const list = [...wanted];
    const rows = list.length === 0 ? [] : await tables.packed(table).bulkGet(list);
    const entries = list.map((key, index): [string, Slot] => {
      const before = rows[index];
      return [key, { before, after: before, parts: [], isTouched: false }];
    });
    slots.set(table, new Map(entries));
  }
  return { slots, pieces: new Map(), marks: new Map(), owners: new Map(), change: new Map() };
}

function fold(plan: Plan, operation: Operation, seq: number): void {
  switch (operation.op) {
    case 'put': {
      const slot = slotOf(plan, operation.kind, operation.record.id);
      const { row, parts } = packHead(operation);
      if (!isNews(slot, row.revision)) return;
      if (slot.after !== undefined) {
        if (operation.kind === 'source' && titleOf(slot.after) !== operation.record.csl.title)
          plan.owners.set(row.id, { kind: 'excerpt', seq });
        if (operation.kind === 'scorecard') plan.owners.set(row.id, { kind: 'judgement', seq });
      }
      set(slot, row, parts);
      mark(plan, operation.kind, row.id, seq);
      return;
    }
    case 'remove': {
      const slot = slotOf(plan, operation.kind, operation.id);
      if (!isNews(slot, operation.revision)) return;
      set(slot, undefined, []);
      if (operation.kind === 'note' || operation.kind === 'source')
        set(slotOf(plan, 'bodies', operation.id), undefined, []);
      mark(plan, operation.kind, operation.id, seq);
      return;
    }
    case 'body': {
      const { owner, revision, pieces } = operation.body;
      const slot = slotOf(plan, 'bodies', owner);
      if (!isNews(slot, revision)) return;
      const { row, parts } = packBody(owner, revision, pieces);
      set(slot, row, parts);
      // A body whose owner is not there yet is marked when the owner comes.
      for (const kind of ['note', 'source'] as const)
        if (slotOf(plan, kind, owner).after !== undefined) mark(plan, kind, owner, seq);
      return;
    }
    case 'setting': {
      const { name, revision, value } = operation.setting;
      const slot = slotOf(plan, 'settings', name);
      if (!isNews(slot, revision)) return;
      const { row, parts } = packSetting(name, revision, value);
      set(slot, row, parts);
      return;
    }
    case 'piece':
      plan.pieces.set(operation.hash, operation.content);
      return;
    case 'forget':
      for (const hash of operation.hashes) plan.pieces.set(hash, null);
      return;
  }
}

/** A revision older than the one that is there changes nothing. */
function isNews(slot: Slot, revision: number): boolean {
  return slot.after === undefined || slot.after.revision <= revision;
}

function set(slot: Slot, row: PackedRow | undefined, parts: readonly string[]): void {
  slot.after = row;
  slot.parts = parts;
  slot.isTouched = true;
}

function slotOf(plan: Plan, table: PackedTable, key: string): Slot {
  const slot = plan.slots.get(table)?.get(key);
  if (slot === undefined) throw new Error(`${table} ${key} was not read`);
  return slot;
}

function mark(plan: Plan, kind: NounKind, id: string, seq: number): void {
  const searchable = searchableKinds.find((each) => each === kind);
  if (searchable !== undefined) markSearchable(plan, searchable, id, seq);
}

/** The last entry that touched it counts, in whichever order they are looked at. */
function markSearchable(plan: Plan, kind: SearchableKind, id: string, seq: number): void {
  const key = `${kind}:${id}`;
  const known = plan.marks.get(key);
  if (known === undefined || known.seq < seq) plan.marks.set(key, { kind, id, seq });
}

/** The title of a source; undefined also where it is not at hand, which counts as changed. */
function titleOf(row: PackedRow): string | undefined {
  const isSource = 'kept' in row && row.value !== undefined && 'csl' in row.value;
  return isSource ? row.value.csl.title : undefined;
}

async function write(tables: Tables, plan: Plan): Promise<void> {
  for (const [table, slots] of plan.slots) {
    const touched = [...slots].filter(([, slot]) => slot.isTouched);
    const stale = touched.flatMap(([key, { before }]) => partKeys(table, key, before?.parts ?? 0));
    const parts = touched.flatMap(([key, slot]) =>
      slot.parts.map((text, at) => ({ row: `${table}:${key}`, at, text })),
    );
    const gone = touched.flatMap(([key, { after }]) => (after === undefined ? [key] : []));
    const rows = touched.flatMap(([, { after }]) => (after === undefined ? [] : [after]));
    if (stale.length > 0) await tables.parts.bulkDelete(stale);
    if (parts.length > 0) await tables.parts.bulkPut(parts);
    if (gone.length > 0) await tables.packed(table).bulkDelete(gone);
    if (rows.length > 0) await tables.packed(table).bulkPut(rows);
    const before = touched.filter((slot) => slot[1].before !== undefined).length;
    plan.change.set(table, rows.length - before);
    plan.change.set('parts', (plan.change.get('parts') ?? 0) + parts.length - stale.length);
  }
  if (plan.pieces.size > 0) {
    const before = await tables.pieces.countOf([...plan.pieces.keys()]);
    const gone = [...plan.pieces].flatMap(([hash, content]) => (content === null ? [hash] : []));
    const kept = [...plan.pieces].flatMap(([hash, content]) => (content === null ? [] : [{ hash, content }]));
    if (gone.length > 0) await tables.pieces.bulkDelete(gone);
    if (kept.length > 0) await tables.pieces.bulkPut(kept);
    plan.change.set('pieces', kept.length - before);
  }
  for (const [owner, { kind, seq }] of plan.owners)
    for (const { id } of await tables.heads(kind).foundBy('owner', owner))
      markSearchable(plan, kind, id, seq);
  if (plan.marks.size > 0) await tables.pending.bulkPut([...plan.marks.values()]);
}
