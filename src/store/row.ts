// Rows: how a value lies in its table, with what it is found by beside it, and in parts where it is too large for one.
import { type NounKind, nounKinds } from '#domain/id.ts';
import { parseRecord, type AnyRecord, type PutOperation, type RecordOf } from '#domain/operation.ts';
import { StoreFault } from './fault.ts';

/**
 * Most characters of JSON in one row. At two bytes each a row stays under 60 KB: Chromium keeps a larger value in a
 * file of its own, and a file that goes missing takes the value with it.
 */
export const maxRowChars = 28_000;

interface Stored<T> {
  readonly revision: number;
  /** Absent where it is kept as JSON in this many parts. */
  readonly value?: T;
  readonly parts: number;
}

export interface HeadRow<K extends NounKind> extends Stored<RecordOf[K]> {
  readonly id: string;
  readonly kept: 0 | 1;
  readonly updatedAt: string;
  /** An excerpt's source, a judgement's scorecard, the note or source of a claim or revision. */
  readonly owner?: string;
  /** Ends of a link. */
  readonly from?: string;
  readonly to?: string;
  /** Where an imported record came from. */
  readonly root?: string;
  readonly sha256?: string;
}

export interface BodyRow extends Stored<readonly string[]> {
  readonly owner: string;
}

export interface SettingRow extends Stored<unknown> {
  readonly name: string;
}

export type PackedRow = HeadRow<NounKind> | BodyRow | SettingRow;

export interface PieceRow {
  readonly hash: string;
  readonly content: string;
}

/** Tables whose rows may lie together in bundles. */
export type BundledTable = NounKind | 'bodies' | 'pieces';

/** Some rows of a table, in the order of their keys; of two bundles, all keys of one come before those of the other. */
export interface BundleRow<R> {
  readonly of: BundledTable;
  /** No key in it comes after this one. */
  readonly last: string;
  /** A number of four bytes for the key of each row: what is not in it is known without reading the rows. */
  readonly tails: Uint8Array<ArrayBuffer>;
  readonly rows: readonly R[];
  /** What its rows are found by beside their keys, each once. */
  readonly found?: readonly string[];
  /** When the last of them was changed. */
  readonly newest?: string;
}

export type BundleKey = [of: BundledTable, last: string, tails: ArrayBuffer];

/** A part of a value that is too large for its row; `row` is `table:key`. */
export interface PartRow {
  readonly row: string;
  readonly at: number;
  readonly text: string;
}

/**
 * What a database knows of itself: whose it is, how far it is, how many rows it should have; that it is being filled,
 * or was found wanting (and why); and since when it is no longer the working copy.
 */
export interface MetaRow {
  readonly name:
    'notebookId' | 'lastAppliedSeq' | 'stock' | 'filling' | 'doubt' | 'retiredAt' | `migration ${string}`;
  readonly value: string | number | Stock;
}

/** Rows in each table; none where it is not named. */
export type Stock = Readonly<Partial<Record<CountedTable, number>>>;
export const countedTables = [...nounKinds, 'bodies', 'pieces', 'parts', 'settings'] as const;
export type CountedTable = (typeof countedTables)[number];

export interface Packed<R> {
  readonly row: R;
  readonly parts: readonly string[];
  /** Length of the value's JSON. */
  readonly chars: number;
}

export function packHead({ kind, record }: PutOperation): Packed<HeadRow<NounKind>> {
  const { id, revision, updatedAt } = record;
  const found: Pick<HeadRow<NounKind>, 'owner' | 'from' | 'to' | 'root' | 'sha256'> = kind === 'excerpt'
    ? { owner: record.sourceId }
    : kind === 'judgement'
      ? { owner: record.scorecardId }
      : kind === 'claim' || kind === 'revision'
        ? { owner: record.noteId }
        : kind === 'link'
          ? { from: record.from, to: record.to }
          : record.origin.kind === 'imported'
            ? { root: record.origin.root, sha256: record.origin.sha256 }
            : {};
  const kept = record.deletedAt === undefined ? 1 : 0;
  const { value, ...packed } = pack<AnyRecord>(record);
  return {
    row: { id, kept, updatedAt, revision, ...found, ...value, parts: packed.parts.length },
    ...packed,
  };
}

export function packBody(owner: string, revision: number, pieces: readonly string[]): Packed<BodyRow> {
  const { value, ...packed } = pack(pieces);
  return { row: { owner, revision, ...value, parts: packed.parts.length }, ...packed };
}

export function packSetting(name: string, revision: number, given: unknown): Packed<SettingRow> {
  const { value, ...packed } = pack(given);
  return { row: { name, revision, ...value, parts: packed.parts.length }, ...packed };
}

function pack<T>(value: T): Omit<Packed<unknown>, 'row'> & { readonly value: { readonly value?: T } } {
  const json = JSON.stringify(value);
  const chars = json.length;
  if (chars <= maxRowChars) return { value: { value }, parts: [], chars };
  const parts: string[] = [];
  for (let at = 0; at < chars; at += maxRowChars) parts.push(json.slice(at, at + maxRowChars));
  return { value: {}, parts, chars };
}

export function unpackHead<K extends NounKind>(kind: K, row: HeadRow<K>, json: string): RecordOf[K] {
  if (row.value !== undefined) return row.value;
  const parsed = parseRecord(kind, JSON.parse(json));
  if (parsed.kind === 'ok') return parsed.value;
  throw new StoreFault({ kind: 'broken', why: `${kind} ${row.id}: ${parsed.why}` });
}

export function unpackBody(row: BodyRow, json: string): readonly string[] {
  if (row.value !== undefined) return row.value;
  const pieces: unknown = JSON.parse(json);
  if (Array.isArray(pieces) && pieces.every((piece) => typeof piece === 'string')) return pieces;
  throw new StoreFault({ kind: 'broken', why: `body ${row.owner} is not a list` });
}

export function unpackSetting(row: SettingRow, json: string): unknown {
  return row.parts === 0 ? row.value : JSON.parse(json);
}
