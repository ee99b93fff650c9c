// What the window and main say to each other about the originals of sources: files kept as they came, under their hash.
import { fail, field, oneOf, only, type Parse, text, wholeNumber } from './parse.ts';

export interface OriginalRequest {
  /** Of the bytes that were read, in lower-case hex: others are not kept in their stead. */
  readonly sha256: string;
  /** Where main offered the file, whether it was read since or not; null when the window itself has the bytes. */
  readonly address: string | null;
}

export type OriginalKept =
  | { readonly kind: 'kept'; readonly sizeBytes: number }
  | { readonly kind: 'refused'; readonly why: 'too large' | 'other bytes' | 'gone' }
  | { readonly kind: 'failed'; readonly why: 'disk full' | 'disk error' }
  /** The bytes are to be stored there, once; the answer to that is an `OriginalKept` as JSON. */
  | { readonly kind: 'place'; readonly address: string };

/** The answer to bytes that were stored at a place for them. */
export const originalStored: Parse<Exclude<OriginalKept, { kind: 'place' }>> = (value) => {
  const kind = oneOf('kept', 'refused', 'failed')(field(value, 'kind'));
  if (kind === 'kept') return { kind, sizeBytes: wholeNumber(field(value, 'sizeBytes')) };
  const why = field(value, 'why');
  return kind === 'refused'
    ? { kind, why: oneOf('too large', 'other bytes', 'gone')(why) }
    : { kind, why: oneOf('disk full', 'disk error')(why) };
};

/** Files that are forgotten in one call. */
export const mostForgotten = 1_000;

export const hashOfOriginal: Parse<string> = (value) =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : fail('hash expected');

export const originalRequest: Parse<OriginalRequest> = (value) => {
  only(value, ['sha256', 'address']);
  const address = field(value, 'address');
  return {
    sha256: hashOfOriginal(field(value, 'sha256')),
    address: address === null ? null : text(200)(address),
  };
};
