// Notes and sources to Markdown files: front matter, text, and for a source its excerpts.
import { stringify } from 'yaml';
import type { Document } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Note } from '#domain/note.ts';
import type { CslName, Source } from '#domain/source.ts';
import { dateText, sourceTitle } from '#domain/source.ts';
import { exportWords } from './exportWords.ts';
import type { blocksToMarkdown } from './markdownOut.ts';
import { documentToMarkdown, writeMarkdown } from './markdownOut.ts';
import type { Resolve } from './markdownOut.ts';

type Blocks = ReturnType<typeof blocksToMarkdown>;
type Phrases = Extract<Blocks[number], { readonly type: 'paragraph' }>['children'];

export interface SourceToExport {
  readonly source: Source;
  /** Null when the source has no text to read. */
  readonly document: Document | null;
  readonly excerpts: readonly Excerpt[];
}

export function noteToMarkdown(note: Note, document: Document, resolve?: Resolve): string {
  const { title, tags, createdAt, updatedAt, id } = note;
  const head = frontMatter({ title, tags, created: createdAt, updated: updatedAt, commonplace: id });
  return head + documentToMarkdown(document, resolve);
}

export function sourceToMarkdown({ source, document, excerpts }: SourceToExport, resolve?: Resolve): string {
  const { csl, confidentiality } = source;
  const head = frontMatter({
    title: sourceTitle(source),
    citekey: csl.id,
    type: csl.type,
    author: (csl.author ?? []).map(nameField),
    'container-title': csl['container-title'],
    publisher: csl.publisher,
    issued: dateText(csl.issued),
    accessed: dateText(csl.accessed),
    URL: csl.URL,
    DOI: csl.DOI,
    language: csl.language,
    page: csl.page,
    tags: source.tags,
    reliability: source.reliability,
    confidentiality: confidentiality.kind === 'public' ? undefined : confidentiality.kind,
    alias: confidentiality.kind === 'on background' ? confidentiality.alias : undefined,
    until: confidentiality.kind === 'embargoed' ? confidentiality.until : undefined,
    created: source.createdAt,
    updated: source.updatedAt,
    commonplace: source.id,
  });
  const body = document ? documentToMarkdown(document, resolve) : '';
  const quoted = excerpts.flatMap(excerptBlocks);
  if (quoted.length === 0) return head + body;
  const list = writeMarkdown([heading(2, exportWords.excerpts), ...quoted]);
  return [head + body, list].join(body === '' ? '' : '\n');
}

/** "Family, Given" where that is read back as the same name; otherwise CSL's own fields. */
function nameField(name: CslName): string | CslName {
  const { family, given, literal } = name;
  const isPlain = literal === undefined && family !== undefined && given !== undefined;
  return isPlain && !/[,;]/.test(family + given) ? `${family}, ${given}` : name;
}

/** YAML between dashes; fields without a value are left out. */
export function frontMatter(fields: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return `---\n${stringify(Object.fromEntries(said), { lineWidth: 0 })}---\n\n`;
}

export function heading(depth: 1 | 2 | 3, text: string): Blocks[number] {
  return { type: 'heading', depth, children: [{ type: 'text', value: oneLineOf(text) }] };
}

export function paragraphOfText(text: string): Blocks[number] {
  return { type: 'paragraph', children: lines(text) };
}

/** A quotation with every line as it stands, then where it is found, then what was said of it. */
function excerptBlocks({ quotation, page, timestamp, comment }: Excerpt): Blocks {
  const place = [
    page === undefined ? '' : `${exportWords.page} ${page}`,
    timestamp === undefined ? '' : `${exportWords.at} ${timestamp}`,
  ].filter((part) => part !== '');
  return [
    { type: 'blockquote', children: quotation.split(/\n{2,}/).map(paragraphOfText) },
    ...(place.length > 0 ? [paragraphOfText(place.join(', '))] : []),
    ...(comment.trim() === '' ? [] : [paragraphOfText(`${exportWords.comment}: ${comment.trim()}`)]),
  ];
}

/** Text with its line breaks. */
function lines(text: string): Phrases {
  return text
    .split('\n')
    .flatMap((line, at): Phrases => [
      ...(at === 0 ? [] : [{ type: 'break' as const }]),
      { type: 'text', value: line },
    ]);
}

function oneLineOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
