// What a person does with sources and the excerpts taken from them.
import type { Document } from '#domain/document.ts';
import { emptyDocument } from '#domain/document.ts';
import type { Credibility, Excerpt } from '#domain/excerpt.ts';
import type { ExcerptId, RevisionId, SourceId } from '#domain/id.ts';
import type { Operation } from '#domain/operation.ts';
import { plainText } from '#domain/plainText.ts';
import { findQuotation, selectQuotation } from '#domain/quotation.ts';
import type { Origin } from '#domain/record.ts';
import type { Revision } from '#domain/revision.ts';
import type { Capture, Confidentiality, Csl, Reliability, Source } from '#domain/source.ts';
import { mayTypeText } from '#domain/source.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { anchorAgain } from './anchoring.ts';
import { bodyChange, freshBody, type PreparedBody } from './bodies.ts';
import { citekeys } from './citekeys.ts';
import type { Parts, Saved } from './records.ts';
import { documentOf, goBackInSource, keepSource } from './sourceHistory.ts';
import { change, newRecord, nextRevision, put, savedAs } from './records.ts';

export interface NewSource {
  /** Without `id`, a citekey is made from author and year. */
  readonly csl: Omit<Csl, 'id'> & { readonly id?: string };
  readonly tags?: readonly string[];
  readonly document?: Document;
  readonly reliability?: Reliability;
  readonly confidentiality?: Confidentiality;
}

export interface SourceEdit {
  readonly csl?: Csl;
  readonly tags?: readonly string[];
  readonly confidentiality?: Confidentiality;
  /** null takes the grade away. */
  readonly reliability?: Reliability | null;
  /** The text, typed in. Refused where the text was captured; excerpts are looked for in it. */
  readonly document?: Document;
}

export interface Sources {
  readonly create: (given: NewSource) => Promise<Saved<Source>>;
  readonly save: (id: SourceId, edit: SourceEdit) => Promise<Saved<Source>>;
  readonly get: (id: SourceId) => Promise<Source | undefined>;
  /** The readable body; null where the source's text is not known. */
  readonly document: (id: SourceId) => Promise<Document | null>;
  readonly list: () => Promise<readonly Source[]>;
  /** Texts that were replaced, oldest first. */
  readonly history: (id: SourceId) => Promise<readonly Revision[]>;
  readonly documentOf: (revision: Revision) => Promise<Document>;
  /** Makes an earlier text the text again; excerpts are looked for in it, and what stood before is kept. */
  readonly goBackTo: (id: SourceId, revision: RevisionId) => Promise<Saved<Source>>;
}

export interface ExcerptDetails {
  readonly page?: string;
  readonly timestamp?: string;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly credibility?: Credibility;
}

export interface ExcerptEdit {
  readonly page?: string | null;
  readonly timestamp?: string | null;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly credibility?: Credibility | null;
}

export interface Excerpts {
  /** Quotes the words between two offsets of the source's plain text. */
  readonly select: (
    source: SourceId,
    start: number,
    end: number,
    details: ExcerptDetails,
  ) => Promise<Saved<Excerpt>>;
  /** A quotation typed in: anchored when the source's text has exactly these words, once. */
  readonly type: (source: SourceId, quotation: string, details: ExcerptDetails) => Promise<Saved<Excerpt>>;
  readonly save: (id: ExcerptId, edit: ExcerptEdit) => Promise<Saved<Excerpt>>;
  readonly get: (id: ExcerptId) => Promise<Excerpt | undefined>;
  readonly of: (source: SourceId) => Promise<readonly Excerpt[]>;
  readonly list: () => Promise<readonly Excerpt[]>;
}

export function openSources(parts: Parts): Sources {
  const { store, door } = parts;
  const keys = citekeys(parts);
  return {
    create: async (given) => {
      const csl = { ...given.csl, id: given.csl.id ?? (await keys.make(given.csl)) };
      const { source, operations } = composeSource(
        parts,
        { ...given, csl },
        { kind: 'typed' },
        { method: 'typed', at: parts.machine.now().toISOString() },
      );
      return savedAs(await door.commit(operations), source);
    },
    save: (id, { document, ...edit }) =>
      document === undefined
        ? change(parts, 'source', id, (before) => headOf(before, edit))
        : saveText(parts, id, document, edit),
    get: (id) => door.latest('source', id),
    document: async (id) => {
      const source = await door.latest('source', id);
      return source?.readable === true ? ((await door.latestText(id)) ?? null) : null;
    },
    list: () => store.heads('source'),
    history: (id) => store.revisionsOf(id),
    documentOf: (revision) => documentOf(parts, revision),
    goBackTo: (id, revision) => goBackInSource(parts, id, revision),
  };
}

function headOf(
  before: Source,
  { reliability = before.reliability ?? null, ...edit }: Omit<SourceEdit, 'document'>,
): Partial<Source> {
  return { ...edit, ...grade('reliability', reliability) };
}

/** The head, the text and the excerpts that are found in it, in one change. */
async function saveText(
  parts: Parts,
  id: SourceId,
  document: Document,
  edit: Omit<SourceEdit, 'document'>,
): Promise<Saved<Source>> {
  const { machine, door } = parts;
  // What was saved last must be among the excerpts that are looked for.
  await door.settled();
  const before = await door.latest('source', id);
  if (before === undefined) return { kind: 'gone' };
  if (!mayTypeText(before)) return { kind: 'failed', why: 'invalid', detail: 'the text was captured' };
  const body = await bodyChange(door, id, before.revision + 1, document);
  const next = nextRevision<Source>(machine, before, {
    ...headOf(before, edit),
    preview: body.preview,
    words: body.words,
    readable: true,
    // No bytes were read: a hash of the bytes that the rest came from must not vouch for these words.
    capture: { method: 'typed', at: machine.now().toISOString() },
  });
  const typed = before.readable ? 'anchor' : 'review';
  const excerpts = await anchorAgain(parts, id, plainText(document), typed);
  const kept = await keepSource(parts, before);
  return savedAs(await door.commit([...kept, ...body.operations, put('source', next), ...excerpts]), next);
}

/** An optional field: null takes it away. */
function grade<const N extends string, T>(name: N, value: T | null | undefined): Partial<Record<N, T>> {
  return { [name]: value ?? undefined } as Partial<Record<N, T>>;
}

/** A new source and its body. */
export function composeSource(
  { machine }: Parts,
  {
    csl,
    tags = [],
    document,
    reliability,
    confidentiality = { kind: 'public' },
  }: NewSource & { readonly csl: Csl },
  origin: Origin,
  capture: Capture,
  prepared?: PreparedBody,
): { readonly source: Source; readonly operations: readonly Operation[] } {
  const bare = newRecord(
    machine,
    'source',
    {
      csl,
      tags,
      preview: '',
      words: 0,
      readable: document !== undefined,
      capture,
      confidentiality,
      ...(reliability === undefined ? {} : { reliability }),
    },
    origin,
  );
  if (document === undefined) return { source: bare, operations: [put('source', bare)] };
  const body = freshBody(bare.id, 1, prepared ?? document);
  const source: Source = { ...bare, preview: body.preview, words: body.words };
  return { source, operations: [...body.operations, put('source', source)] };
}

export function openExcerpts(parts: Parts): Excerpts {
  const { store, door } = parts;
  const textOf = async (source: SourceId): Promise<string> =>
    plainText((await door.latestText(source)) ?? emptyDocument);
  const keepExcerpt = async (excerpt: Excerpt): Promise<Saved<Excerpt>> =>
    savedAs(await door.commit([put('excerpt', excerpt)]), excerpt);
  return {
    select: async (source, start, end, details) => {
      const text = await textOf(source);
      if (!(start >= 0 && start < end && end <= text.length)) return { kind: 'gone' };
      return keepExcerpt(
        composeExcerpt(parts, source, text, { kind: 'anchored', start, end }, details, { kind: 'typed' }),
      );
    },
    type: async (source, quotation, details) => {
      if ((await door.latest('source', source)) === undefined) return { kind: 'gone' };
      const text = await textOf(source);
      return keepExcerpt(quoteExactly(parts, source, text, quotation, details, { kind: 'typed' }));
    },
    save: (id, { page, timestamp, credibility, ...edit }) =>
      change(parts, 'excerpt', id, (before) => ({
        ...edit,
        ...grade('page', page === undefined ? before.page : page),
        ...grade('timestamp', timestamp === undefined ? before.timestamp : timestamp),
        ...grade('credibility', credibility === undefined ? before.credibility : credibility),
      })),
    get: (id) => door.latest('excerpt', id),
    of: (source) => store.excerptsOf(source),
    list: () => store.heads('excerpt'),
  };
}

function composeExcerpt(
  { machine }: Parts,
  sourceId: SourceId,
  text: string,
  anchor: Excerpt['anchor'] & { readonly kind: 'anchored' },
  details: ExcerptDetails,
  origin: Origin,
): Excerpt {
  const selector = selectQuotation(text, anchor.start, anchor.end);
  return newRecord(
    machine,
    'excerpt',
    { ...excerptFields(sourceId, selector.exact, details), selector, anchor },
    origin,
  );
}

/** An excerpt of exactly these words: anchored when the text has them once, typed in otherwise. */
export function quoteExactly(
  parts: Parts,
  sourceId: SourceId,
  text: string,
  quotation: string,
  details: ExcerptDetails,
  origin: Origin,
): Excerpt {
  const anchor = findQuotation(text, { exact: quotation, prefix: '', suffix: '' });
  if (anchor.kind === 'anchored') return composeExcerpt(parts, sourceId, text, anchor, details, origin);
  return newRecord(
    parts.machine,
    'excerpt',
    {
      ...excerptFields(sourceId, quotation, details),
      selector: { exact: quotation, prefix: '', suffix: '' },
      anchor: { kind: 'typed' },
    },
    origin,
  );
}

function excerptFields(
  sourceId: SourceId,
  quotation: string,
  { comment = '', tags = [], ...details }: ExcerptDetails,
) {
  return { sourceId, quotation, quotationSha256: sha256Hex(quotation), comment, tags, ...details };
}
