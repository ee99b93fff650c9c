// A source: something someone else made. CSL-JSON describes it; where its text is known it has a readable body.
import * as v from 'valibot';
import { instant, list, recordEntries, sha256, tag, text, wholeNumber } from './record.ts';
import { idOf } from './id.ts';

const cslName = v.looseObject({
  family: v.exactOptional(text(300)),
  given: v.exactOptional(text(300)),
  literal: v.exactOptional(text(500)),
});

const cslDate = v.looseObject({
  'date-parts': v.exactOptional(list(list(v.pipe(v.number(), v.safeInteger()), 3), 2)),
  literal: v.exactOptional(text(200)),
});

/** The fields of CSL-JSON (citation-style-language/schema) that the program reads; others are kept as they are. */
const csl = v.looseObject({
  /** The citekey, unique in the notebook. */
  id: text(200),
  type: text(60),
  title: v.exactOptional(text(2000)),
  author: v.exactOptional(list(cslName, 500)),
  publisher: v.exactOptional(text(500)),
  'container-title': v.exactOptional(text(1000)),
  issued: v.exactOptional(cslDate),
  accessed: v.exactOptional(cslDate),
  URL: v.exactOptional(text(2048)),
  DOI: v.exactOptional(text(300)),
  language: v.exactOptional(text(40)),
  page: v.exactOptional(text(100)),
});

export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
}
export interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly literal?: string;
}
export interface Csl {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly publisher?: string;
  readonly 'container-title'?: string;
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly URL?: string;
  readonly DOI?: string;
  readonly language?: string;
  readonly page?: string;
}

/** How far the source's maker can be relied on: A (completely) to F (cannot be judged). Admiralty's first scale. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

const confidentiality = v.variant('kind', [
  v.looseObject({ kind: v.literal('public') }),
  v.looseObject({ kind: v.literal('on background'), alias: text(300) }),
  v.looseObject({ kind: v.literal('off the record') }),
  v.looseObject({ kind: v.literal('embargoed'), until: text(40) }),
]);
export type Confidentiality =
  | { readonly kind: 'public' }
  | { readonly kind: 'on background'; readonly alias: string }
  | { readonly kind: 'off the record' }
  | { readonly kind: 'embargoed'; readonly until: string };

const captureShape = v.looseObject({
  method: v.picklist(['typed', 'file', 'web', 'sample']),
  at: instant,
  /** SHA-256 of the bytes the source was read from. */
  sha256: v.exactOptional(sha256),
});
export interface Capture {
  readonly method: 'typed' | 'file' | 'web' | 'sample';
  readonly at: string;
  readonly sha256?: string;
}
export const capture = captureShape as v.GenericSchema<unknown, Capture>;

const entries = {
  ...recordEntries('source'),
  csl: csl as v.GenericSchema<unknown, Csl>,
  tags: list(tag, 200),
  preview: text(400),
  words: wholeNumber,
  /** Whether the source has a body to read. */
  readable: v.boolean(),
  capture,
  attachment: v.exactOptional(idOf('attachment')),
  reliability: v.exactOptional(v.picklist(reliabilities)),
  confidentiality: confidentiality as v.GenericSchema<unknown, Confidentiality>,
};

export type Source = Readonly<v.InferOutput<v.ObjectSchema<typeof entries, undefined>>>;
export const sourceSchema = v.looseObject(entries);

/** Text that was captured is evidence and stays as it was read; only what a person typed may be typed anew. */
export function mayTypeText({
  readable,
  capture: { method },
}: Pick<Source, 'readable' | 'capture'>): boolean {
  return !readable || method === 'typed';
}

export function sourceTitle(source: Source): string {
  return source.csl.title ?? '';
}

/** One author as a reader writes it: "Given Family", or the literal name of an institution. */
export function nameText(name: CslName): string {
  return (
    name.literal ?? [name.given, name.family].filter((part) => part !== undefined && part !== '').join(' ')
  );
}

/** Names from one line: separated by semicolons; "Family, Given" or "Given Family"; a single word stays literal. */
export function parseNames(line: string): readonly CslName[] {
  return line
    .split(';')
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '')
    .map((part): CslName => {
      const comma = part.indexOf(',');
      if (comma > 0) return { family: part.slice(0, comma).trim(), given: part.slice(comma + 1).trim() };
      const space = part.lastIndexOf(' ');
      return space > 0 ? { given: part.slice(0, space), family: part.slice(space + 1) } : { literal: part };
    });
}

/** The names of a source as one line that `parseNames` reads back. */
export function namesLine(names: readonly CslName[] | undefined): string {
  return (names ?? [])
    .map(
      (name) =>
        name.literal ??
        [name.family, name.given].filter((part) => part !== undefined && part !== '').join(', '),
    )
    .join('; ');
}

/** `2026`, `2026-03` or `2026-03-09`, or the words that stand for the date. */
export function dateText(date: CslDate | undefined): string {
  const parts = date?.['date-parts']?.[0];
  if (!parts) return date?.literal ?? '';
  return parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
}

/** Reads `2026`, `2026-03`, `2026-03-09`, or an ISO instant; anything else is kept as words. Undefined when empty. */
export function parseDate(given: string): CslDate | undefined {
  const trimmed = given.trim();
  if (trimmed === '') return undefined;
  const match = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ].*)?$/.exec(trimmed);
  if (!match) return { literal: trimmed };
  const parts = [match[1], match[2], match[3]].filter((part) => part !== undefined).map(Number);
  const [year = 0, month, day] = parts;
  const real =
    (month === undefined || (month >= 1 && month <= 12)) &&
    (day === undefined || (day >= 1 && day <= new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate()));
  return real ? { 'date-parts': [parts] } : { literal: trimmed };
}
