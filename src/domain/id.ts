// Identifiers: UUID version 7 (RFC 9562), branded so that a note's id is never taken for a source's.
import * as v from 'valibot';
import { hexOf } from './hex.ts';

export const nounKinds = [
  'note',
  'source',
  'excerpt',
  'scorecard',
  'judgement',
  'claim',
  'revision',
  'link',
  'attachment',
] as const;
export type NounKind = (typeof nounKinds)[number];

export type Id<K extends NounKind> = string & v.Brand<`${K} id`>;
export type NoteId = Id<'note'>;
export type SourceId = Id<'source'>;
export type ExcerptId = Id<'excerpt'>;
export type ScorecardId = Id<'scorecard'>;
export type JudgementId = Id<'judgement'>;
export type ClaimId = Id<'claim'>;
export type RevisionId = Id<'revision'>;
export type LinkId = Id<'link'>;
export type AttachmentId = Id<'attachment'>;
export type AnyId = Id<NounKind>;

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Schema of an id of one kind. */
export function idOf<const K extends NounKind>(_kind: K): v.GenericSchema<unknown, Id<K>> {
  return v.pipe(
    v.string(),
    v.regex(shape, 'not an identifier'),
    v.transform((text) => text as Id<K>),
  );
}

/** Reads an id from untrusted text; null when it is none. */
export function parseId<const K extends NounKind>(kind: K, value: unknown): Id<K> | null {
  const result = v.safeParse(idOf(kind), value);
  return result.success ? result.output : null;
}

/**
 * Makes an id from a time and ten random bytes: 48 bits of Unix milliseconds, then randomness, so that ids sort by
 * the moment they were made.
 */
export function makeId<const K extends NounKind>(_kind: K, nowMs: number, random: Uint8Array): Id<K> {
  if (random.length < 10) throw new RangeError('ten random bytes are needed');
  const bytes = new Uint8Array(16);
  let rest = Math.floor(nowMs);
  for (let at = 5; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return withDashes(hexOf(bytes)) as Id<K>;
}

/** The digits of an identifier as it is written. */
export function withDashes(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
