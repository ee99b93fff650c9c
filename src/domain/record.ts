// What every record carries, whatever noun it is. Unknown fields are kept, so that a newer program's records survive
// an older one.
import * as v from 'valibot';
import type { NounKind } from './id.ts';
import { idOf } from './id.ts';

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'not an instant'),
);

export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256'));

export const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Text as it may be stored: well-formed UTF-16 without NUL. */
export function text(maxChars: number) {
  return v.pipe(
    v.string(),
    v.transform((given) => given.replaceAll('\u0000', '').toWellFormed()),
    v.maxLength(maxChars, 'text too long'),
  );
}

export function list<T extends v.GenericSchema>(item: T, most = 100_000) {
  return v.pipe(v.array(item), v.maxLength(most, 'list too long'), v.readonly());
}

const origin = v.variant('kind', [
  v.looseObject({ kind: v.literal('typed') }),
  v.looseObject({ kind: v.literal('sample') }),
  v.looseObject({
    kind: v.literal('imported'),
    /** The folder that was imported, and the path below it: with the bytes' hash, the key that recognises a file. */
    root: text(4096),
    path: text(4096),
    sha256,
    importedAt: instant,
    /** The record's revision when the import wrote it: a higher one was edited by the person since. */
    revision: wholeNumber,
    /** The record with the same bytes that was there before. */
    duplicateOf: v.exactOptional(text(40)),
  }),
]);

export interface ImportedOrigin {
  readonly kind: 'imported';
  readonly root: string;
  readonly path: string;
  readonly sha256: string;
  readonly importedAt: string;
  readonly revision: number;
  readonly duplicateOf?: string;
}
export type Origin = { readonly kind: 'typed' } | { readonly kind: 'sample' } | ImportedOrigin;

/** Entries shared by the schemas of all records. `schema` is the version of the record's own shape. */
export function recordEntries<const K extends NounKind>(kind: K) {
  return {
    id: idOf(kind),
    schema: wholeNumber,
    createdAt: instant,
    updatedAt: instant,
    deletedAt: v.exactOptional(instant),
    revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    origin: origin as v.GenericSchema<unknown, Origin>,
  };
}

export const schemaVersion = 1;

/** A tag: a short path without leading, trailing or doubled slashes, kept in the writing the person chose. */
export const tag = v.pipe(
  text(100),
  v.transform((given) =>
    given
      .normalize('NFC')
      .replace(/^#+/, '')
      .replace(/\s+/g, ' ')
      .split('/')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join('/'),
  ),
  v.minLength(1, 'empty tag'),
);

export function parseTag(value: unknown): string | null {
  const result = v.safeParse(tag, value);
  return result.success ? result.output : null;
}
