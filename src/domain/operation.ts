// Operations: the only form in which anything durable changes. A list of them is one frame of the journal.
import * as v from 'valibot';
import type { Attachment } from './attachment.ts';
import { attachmentSchema } from './attachment.ts';
import type { Claim } from './claim.ts';
import { claimSchema } from './claim.ts';
import type { Excerpt } from './excerpt.ts';
import { excerptSchema } from './excerpt.ts';
import type { NounKind } from './id.ts';
import { nounKinds } from './id.ts';
import type { Judgement } from './judgement.ts';
import { judgementSchema } from './judgement.ts';
import type { Link } from './link.ts';
import { linkSchema } from './link.ts';
import type { Note } from './note.ts';
import { noteSchema } from './note.ts';
import { list, schemaVersion, sha256, text, wholeNumber } from './record.ts';
import type { Revision } from './revision.ts';
import { revisionSchema } from './revision.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardSchema } from './scorecard.ts';
import type { Source } from './source.ts';
import { sourceSchema } from './source.ts';

export interface RecordOf {
  readonly note: Note;
  readonly source: Source;
  readonly excerpt: Excerpt;
  readonly scorecard: Scorecard;
  readonly judgement: Judgement;
  readonly claim: Claim;
  readonly revision: Revision;
  readonly link: Link;
  readonly attachment: Attachment;
}
export type AnyRecord = RecordOf[NounKind];

/** The text of a note or a source: which pieces, in which order. Keyed by the owner's id. */
export interface Body {
  readonly owner: string;
  readonly revision: number;
  readonly pieces: readonly string[];
}

export interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly revision: number;
}

export type PutOperation = {
  [K in NounKind]: { readonly op: 'put'; readonly kind: K; readonly record: RecordOf[K] };
}[NounKind];

export type Operation =
  /** Writes a whole record over the one with the same id. */
  | PutOperation
  /** Takes a record away for good (emptying the trash); its body goes with it. */
  | { readonly op: 'remove'; readonly kind: NounKind; readonly id: string; readonly revision: number }
  | { readonly op: 'body'; readonly body: Body }
  | { readonly op: 'piece'; readonly hash: string; readonly content: string }
  /** Takes pieces away that nothing names. One that is brought again by a later operation is there again. */
  | { readonly op: 'forget'; readonly hashes: readonly string[] }
  | { readonly op: 'setting'; readonly setting: Setting };

const knownOperations = [
  'put',
  'remove',
  'body',
  'piece',
  'forget',
  'setting',
] as const satisfies readonly Operation['op'][];

/** Most operations that go into one frame. */
export const maxOperations = 1000;

/** What a record of each kind must be. */
export const recordSchemas = {
  note: noteSchema,
  source: sourceSchema,
  excerpt: excerptSchema,
  scorecard: scorecardSchema,
  judgement: judgementSchema,
  claim: claimSchema,
  revision: revisionSchema,
  link: linkSchema,
  attachment: attachmentSchema,
} satisfies Record<NounKind, v.GenericSchema>;

export const bodySchema = v.looseObject({ owner: text(40), revision: wholeNumber, pieces: list(sha256) });
export const settingSchema = v.looseObject({ name: text(100), value: v.unknown(), revision: wholeNumber });

export type Parsed<T> =
  { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'bad'; readonly why: string };

function read<T>(schema: v.GenericSchema<unknown, unknown>, value: unknown): Parsed<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return { kind: 'ok', value: result.output as T };
  const [issue] = result.issues;
  const path = issue.path?.map((step) => String(step.key)).join('.') ?? '';
  return { kind: 'bad', why: path === '' ? issue.message : `${path}: ${issue.message}` };
}

/** Reads one record of a kind. Unknown fields are kept. */
export function parseRecord<const K extends NounKind>(kind: K, value: unknown): Parsed<RecordOf[K]> {
  return read(recordSchemas[kind], value);
}

export function parseOperation(value: unknown): Parsed<Operation> {
  if (typeof value !== 'object' || value === null || !('op' in value))
    return { kind: 'bad', why: 'not an operation' };
  const given = value as Readonly<Record<string, unknown>>;
  const kind = nounKinds.find((each) => each === given['kind']);
  switch (given['op']) {
    case 'put': {
      if (kind === undefined) return { kind: 'bad', why: 'unknown kind' };
      const record = parseRecord(kind, given['record']);
      if (record.kind === 'bad') return { kind: 'bad', why: `${kind}.${record.why}` };
      return { kind: 'ok', value: { op: 'put', kind, record: record.value } as PutOperation };
    }
    case 'remove': {
      if (kind === undefined) return { kind: 'bad', why: 'unknown kind' };
      const target = read<{ id: string; revision: number }>(
        v.object({ id: text(40), revision: wholeNumber }),
        given,
      );
      return target.kind === 'bad' ? target : { kind: 'ok', value: { op: 'remove', kind, ...target.value } };
    }
    case 'body': {
      const parsed = read<Body>(bodySchema, given['body']);
      return parsed.kind === 'bad' ? parsed : { kind: 'ok', value: { op: 'body', body: parsed.value } };
    }
    case 'piece': {
      const parsed = read<{ hash: string; content: string }>(
        v.object({ hash: sha256, content: v.string() }),
        given,
      );
      return parsed.kind === 'bad' ? parsed : { kind: 'ok', value: { op: 'piece', ...parsed.value } };
    }
    case 'forget': {
      const parsed = read<{ hashes: string[] }>(v.object({ hashes: list(sha256) }), given);
      return parsed.kind === 'bad' ? parsed : { kind: 'ok', value: { op: 'forget', ...parsed.value } };
    }
    case 'setting': {
      const parsed = read<Setting>(settingSchema, given['setting']);
      return parsed.kind === 'bad' ? parsed : { kind: 'ok', value: { op: 'setting', setting: parsed.value } };
    }
    default:
      return { kind: 'bad', why: 'unknown operation' };
  }
}

/**
 * Whether an operation that may not be understood was written by a newer program: it does something, or to a kind of
 * record, that this one does not know, or its record has a later form.
 */
export function isFromNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { op, kind, record } = value as Readonly<Record<string, unknown>>;
  if (typeof op === 'string' && !knownOperations.some((each) => each === op)) return true;
  if (
    (op === 'put' || op === 'remove') &&
    typeof kind === 'string' &&
    !nounKinds.some((each) => each === kind)
  )
    return true;
  if (op !== 'put' || typeof record !== 'object' || record === null || !('schema' in record)) return false;
  return typeof record.schema === 'number' && record.schema > schemaVersion;
}

/** Reads a list of operations: all of it, or the first reason against it. */
export function parseOperations(values: unknown): Parsed<readonly Operation[]> {
  if (!Array.isArray(values)) return { kind: 'bad', why: 'not a list of operations' };
  const out: Operation[] = [];
  for (const [at, value] of values.entries()) {
    const parsed = parseOperation(value);
    if (parsed.kind === 'bad') return { kind: 'bad', why: `operation ${at}: ${parsed.why}` };
    out.push(parsed.value);
  }
  return { kind: 'ok', value: out };
}
