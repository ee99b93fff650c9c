// Facets as search stores them: rows of values without names.
import type { Facets } from '#domain/facets.ts';

/** As values without names: tags, the source's id, citekey and title or null, authors, day, language, quoted. */
export function writeFacets({ tags, source, authors, day, language, quoted }: Facets): readonly unknown[] {
  return [tags, source && [source.id, source.citekey, source.title], authors, day, language, quoted];
}

/** Throws a TypeError where the row is not what writeFacets wrote. */
export function parseFacets(row: unknown): Facets {
  if (!Array.isArray(row)) throw new TypeError('facets are not a row');
  const [tags, source, authors, day, language, quoted] = row as readonly unknown[];
  const [id, citekey, title] = source === null ? [] : texts(source);
  const named = id !== undefined && citekey !== undefined && title !== undefined;
  return {
    tags: texts(tags),
    source: named ? { id, citekey, title } : null,
    authors: texts(authors),
    day: orNull(day, 'number'),
    language: orNull(language, 'string'),
    quoted: orNull(quoted, 'number'),
  };
}

function texts(value: unknown): readonly string[] {
  const isList = Array.isArray(value) && value.every((each): each is string => typeof each === 'string');
  if (!isList) throw new TypeError('a facet is not a list of texts');
  return value;
}

function orNull(value: unknown, type: 'number'): number | null;
function orNull(value: unknown, type: 'string'): string | null;
function orNull(value: unknown, type: 'number' | 'string'): unknown {
  if (value !== null && typeof value !== type) throw new TypeError('a facet is of another type');
  return value;
}
