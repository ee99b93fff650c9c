// A source as it stands in the form: lines of text, read into CSL-JSON when it is saved.
import { parseAddress } from '#domain/address.ts';
import type { Document } from '#domain/document.ts';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import type { Confidentiality, Csl, CslName, Reliability, Source } from '#domain/source.ts';
import { dateText, namesLine, parseDate, parseNames } from '#domain/source.ts';
import { sourceWords } from '#words/sources.ts';
import { languageName } from './byline.ts';

export interface SourceDraft {
  readonly type: string;
  readonly title: string;
  readonly authors: string;
  readonly publisher: string;
  readonly container: string;
  readonly date: string;
  readonly url: string;
  readonly doi: string;
  readonly language: string;
  readonly pages: string;
  readonly reliability: Reliability | null;
  readonly confidentiality: Confidentiality['kind'];
  readonly alias: string;
  readonly until: string;
  readonly text: string;
}

export const emptyDraft: SourceDraft = {
  type: 'webpage',
  title: '',
  authors: '',
  publisher: '',
  container: '',
  date: '',
  url: '',
  doi: '',
  language: '',
  pages: '',
  reliability: null,
  confidentiality: 'public',
  alias: '',
  until: '',
  text: '',
};

export function draftOf({ csl, reliability, confidentiality }: Source): SourceDraft {
  return {
    type: csl.type,
    title: csl.title ?? '',
    authors: namesLine(csl.author),
    publisher: csl.publisher ?? '',
    container: csl['container-title'] ?? '',
    date: dateText(csl.issued),
    url: csl.URL ?? '',
    doi: csl.DOI ?? '',
    language: csl.language ?? '',
    pages: csl.page ?? '',
    reliability: reliability ?? null,
    confidentiality: confidentiality.kind,
    alias: confidentiality.kind === 'on background' ? confidentiality.alias : '',
    until: confidentiality.kind === 'embargoed' ? confidentiality.until : '',
    text: '',
  };
}

export type DraftErrors = Partial<Readonly<Record<keyof SourceDraft, string>>>;

export type ReadDraft =
  | {
      readonly kind: 'read';
      readonly csl: Omit<Csl, 'id'>;
      readonly reliability: Reliability | null;
      readonly confidentiality: Confidentiality;
      readonly document: Document | null;
    }
  | { readonly kind: 'wrong'; readonly errors: DraftErrors };

/** Most characters of a field, as the record takes them. */
const most = {
  title: 2000,
  publisher: 500,
  container: 1000,
  doi: 300,
  pages: 100,
  alias: 300,
  date: 200,
} as const;
const mostChars: Partial<Readonly<Record<keyof SourceDraft, number>>> = most;

/**
 * Reads the form. Fields that it does not show, and those that were not touched, stay as they were in `before`, also
 * where the form would read them differently.
 */
export function readDraft(draft: SourceDraft, before?: Source): ReadDraft {
  const errors = errorsOf(draft, before);
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  const was = before === undefined ? undefined : draftOf(before);
  const untouched = (field: keyof SourceDraft): boolean => was !== undefined && was[field] === draft[field];
  const shown = withoutEmpty({
    title: draft.title.trim(),
    author: untouched('authors') ? before?.csl.author : readNames(draft.authors, before?.csl.author),
    publisher: draft.publisher.trim(),
    'container-title': draft.container.trim(),
    issued: untouched('date') ? before?.csl.issued : parseDate(draft.date),
    URL: untouched('url') ? draft.url : (parseAddress(draft.url) ?? ''),
    DOI: untouched('doi') ? draft.doi : bareDoi(draft.doi),
    language: draft.language.trim(),
    page: draft.pages.trim(),
  });
  return {
    kind: 'read',
    csl: { ...unseen(before), ...shown, type: draft.type },
    reliability: draft.reliability,
    confidentiality: confidentialityOf(draft, before),
    document: documentOf(draft.text),
  };
}

/** What the form does not show. */
function unseen(before: Source | undefined): Partial<Csl> {
  const fields = [
    'type',
    'title',
    'author',
    'publisher',
    'container-title',
    'issued',
    'URL',
    'DOI',
    'language',
    'page',
  ];
  return Object.fromEntries(Object.entries(before?.csl ?? {}).filter(([name]) => !fields.includes(name)));
}

function errorsOf(draft: SourceDraft, before: Source | undefined): DraftErrors {
  const words = sourceWords.form;
  const was = before === undefined ? emptyDraft : draftOf(before);
  const errors: { -readonly [F in keyof SourceDraft]?: string } = {};
  const check = (field: keyof SourceDraft, isRight: boolean, why: string): void => {
    if (!isRight) errors[field] ??= why;
  };
  for (const field of Object.keys(mostChars).filter(isField)) {
    const limit = mostChars[field] ?? 0;
    const value = draft[field];
    check(field, typeof value !== 'string' || value.trim().length <= limit, words.tooLong(limit));
  }
  const { url, doi, language, authors } = draft;
  check('title', draft.title.trim() !== '', words.titleMissing);
  check('url', url === was.url || url.trim() === '' || parseAddress(url) !== null, words.badAddress);
  check(
    'doi',
    doi === was.doi || doi.trim() === '' || /^10\.\d{4,}[\d.]*\/\S+$/.test(bareDoi(doi)),
    words.badDoi,
  );
  check(
    'language',
    language === was.language || language.trim() === '' || languageName(language.trim()) !== undefined,
    words.notCsl,
  );
  check(
    'authors',
    authors === was.authors || parseNames(authors).every((name) => namesLine([name]).length <= 300),
    words.tooLong(300),
  );
  check('alias', draft.confidentiality !== 'on background' || draft.alias.trim() !== '', words.aliasMissing);
  const until = parseDate(draft.until)?.['date-parts']?.[0];
  check('until', draft.confidentiality !== 'embargoed' || until?.length === 3, words.untilMissing);
  return errors;
}

function isField(name: string): name is keyof SourceDraft {
  return Object.hasOwn(emptyDraft, name);
}

/** Names that stand in the line as they did before stay whole, with everything else that was known about them. */
function readNames(line: string, before: readonly CslName[] = []): readonly CslName[] {
  const known = new Map(before.map((name) => [namesLine([name]), name]));
  return line.split(';').flatMap((part) => {
    const same = known.get(part.trim());
    return same === undefined ? parseNames(part) : [same];
  });
}

function bareDoi(given: string): string {
  return given.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
}

function confidentialityOf(draft: SourceDraft, before: Source | undefined): Confidentiality {
  const was = before?.confidentiality.kind === draft.confidentiality ? before.confidentiality : undefined;
  switch (draft.confidentiality) {
    case 'public':
    case 'off the record':
      return { ...was, kind: draft.confidentiality };
    case 'on background':
      return { ...was, kind: 'on background', alias: draft.alias.trim() };
    case 'embargoed':
      return { ...was, kind: 'embargoed', until: dateText(parseDate(draft.until)) };
  }
}

/** The lines of a typed text as they are edited: parted by empty ones, which `documentOf` reads back. */
export function editedText(document: Document): string {
  return plainText(document).split('\n').join('\n\n');
}

/** Pasted text as paragraphs; lines that are empty only part them. */
export function documentOf(text: string): Document | null {
  const paragraphs = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return paragraphs.length === 0 ? null : documentOfText(paragraphs.join('\n'));
}

type Filled<T> = { readonly [F in keyof T]?: Exclude<T[F], undefined> };

function withoutEmpty<T extends object>(fields: T): Filled<T> {
  const kept = Object.entries(fields).filter(
    ([, value]: [string, unknown]) =>
      value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Filled<T>;
}
