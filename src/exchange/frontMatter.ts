// The YAML between two lines of dashes at the head of a Markdown file: what it says of the record, and what is left.
import { isMap, parseDocument as parseYaml, stringify } from 'yaml';
import type { CslName } from '#domain/source.ts';
import { parseDate, parseNames } from '#domain/source.ts';
import { parseTag } from '#domain/record.ts';
import type { ImportedCsl } from './imported.ts';
import { oneLine } from './inline.ts';

export interface FrontMatter {
  readonly title: string | null;
  readonly tags: readonly string[];
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly csl: ImportedCsl;
  /** Fields that have no place in the record, as YAML of their own; empty when there are none. */
  readonly others: { readonly names: readonly string[]; readonly yaml: string };
}

type Fields = Readonly<Record<string, unknown>>;
type NounKind = 'note' | 'source';

const longestYaml = 200_000;
const recordFields = ['title', 'tags', 'tag', 'keywords', 'created', 'updated', 'modified', 'date'];
/** Written by our own export, and of no use in another notebook. */
const ownFields = ['commonplace'];
const sourceFields = [
  'type',
  'author',
  'authors',
  'publisher',
  'container-title',
  'issued',
  'accessed',
  'url',
  'doi',
  'language',
  'lang',
  'page',
];

/** Reads front matter for a note or a source. Null when it is no list of fields. */
export function readFrontMatter(yaml: string, kind: NounKind): FrontMatter | null {
  const fields = fieldsOf(yaml);
  if (fields === null) return null;
  const value = (...names: readonly string[]): unknown =>
    Object.entries(fields).find(([name, given]) => names.includes(name.toLowerCase()) && given !== null)?.[1];
  const created = instantOf(value('created', 'date'));
  const title = oneLine(textOf(value('title')), 2000);
  const known = [...recordFields, ...ownFields, ...(kind === 'source' ? sourceFields : [])];
  const others = Object.entries(fields).filter(([name]) => !known.includes(name.toLowerCase()));
  return {
    title: title === '' ? null : title,
    tags: tagsOf(value('tags', 'tag', 'keywords')),
    createdAt: created,
    updatedAt: instantOf(value('updated', 'modified')),
    csl: kind === 'source' ? cslOf(value, title) : {},
    others: {
      names: others.map(([name]) => oneLine(name, 100)),
      yaml: others.length > 0 ? stringify(Object.fromEntries(others)) : '',
    },
  };
}

/** Fields with plain values. Aliases are bounded by the library, so that a small file cannot unfold into a large one. */
function fieldsOf(yaml: string): Fields | null {
  if (yaml.length > longestYaml) return null;
  try {
    const document = parseYaml(yaml, { logLevel: 'silent' });
    if (document.errors.length > 0) return null;
    if (document.contents === null) return {};
    if (!isMap(document.contents)) return null;
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function cslOf(value: (...names: readonly string[]) => unknown, title: string): ImportedCsl {
  const line = (most: number, ...names: readonly string[]): string => oneLine(textOf(value(...names)), most);
  const author = listOf(value('author', 'authors')).flatMap(namesOf).slice(0, 500);
  const issued = parseDate(line(200, 'issued', 'date'));
  const accessed = parseDate(line(200, 'accessed'));
  const texts = {
    publisher: line(500, 'publisher'),
    'container-title': line(1000, 'container-title'),
    URL: line(2048, 'url'),
    DOI: line(300, 'doi'),
    language: line(40, 'language', 'lang'),
    page: line(100, 'page'),
  };
  return {
    type: line(60, 'type') || 'document',
    ...(title !== '' && { title }),
    ...(author.length > 0 && { author }),
    ...(issued && { issued }),
    ...(accessed && { accessed }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
  };
}

function namesOf(value: unknown): readonly CslName[] {
  if (typeof value === 'object' && value !== null) {
    const given = { ...value } as Fields;
    const parts = (['family', 'given', 'literal'] as const).flatMap((name) => {
      const text = oneLine(textOf(given[name]), 300);
      return text === '' ? [] : [[name, text] as const];
    });
    return parts.length > 0 ? [Object.fromEntries(parts)] : [];
  }
  return parseNames(oneLine(textOf(value), 290));
}

function tagsOf(value: unknown): readonly string[] {
  const given = typeof value === 'string' ? value.split(',') : listOf(value);
  const tags = given.map((each) => parseTag(textOf(each))).filter((tag) => tag !== null);
  return [...new Set(tags)].slice(0, 200);
}

/** A day, or a moment, as an instant; a moment without a zone is taken as UTC. */
function instantOf(value: unknown): string | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    textOf(value).trim(),
  );
  if (!match) return null;
  const zone = (match[3] ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const date = new Date(`${match[1] ?? ''}T${match[2] ?? '00:00:00'}${zone}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
