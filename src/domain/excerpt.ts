// An excerpt: an exact quotation from a source, with what is needed to find it again.
import * as v from 'valibot';
import { idOf } from './id.ts';
import { list, recordEntries, sha256, tag, text, wholeNumber } from './record.ts';

/** W3C Web Annotation TextQuoteSelector; prefix and suffix are up to 32 characters. */
const selector = v.looseObject({ exact: text(100_000), prefix: text(64), suffix: text(64) });
export interface TextQuoteSelector {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

const anchor = v.variant('kind', [
  /** Found at these offsets of the source's plain text. */
  v.looseObject({ kind: v.literal('anchored'), start: wholeNumber, end: wholeNumber }),
  v.looseObject({ kind: v.literal('needs review') }),
  /** Typed in: there is no text to find it in. */
  v.looseObject({ kind: v.literal('typed') }),
]);
export type Anchor =
  | { readonly kind: 'anchored'; readonly start: number; readonly end: number }
  | { readonly kind: 'needs review' }
  | { readonly kind: 'typed' };

/** How likely the statement itself is: 1 (confirmed) to 6 (cannot be judged). Admiralty's second scale. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof credibilities)[number];

const entries = {
  ...recordEntries('excerpt'),
  sourceId: idOf('source'),
  quotation: text(100_000),
  /** SHA-256 of the quotation's UTF-8 bytes, not normalised. */
  quotationSha256: sha256,
  selector: selector as v.GenericSchema<unknown, TextQuoteSelector>,
  anchor: anchor as v.GenericSchema<unknown, Anchor>,
  page: v.exactOptional(text(60)),
  timestamp: v.exactOptional(text(30)),
  comment: text(20_000),
  tags: list(tag, 200),
  credibility: v.exactOptional(v.picklist(credibilities)),
};

export type Excerpt = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const excerptSchema = v.looseObject(entries);
