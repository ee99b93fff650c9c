// What can follow an operator: the values that documents have, with how many of them a filter of that value lets pass.
import type { Facets } from '#domain/facets.ts';
import { TopRows } from './topRows.ts';
import { beginsWords } from './wordBegins.ts';

/** Operators whose values come from the notebook. */
export type OpenOperator = 'tag' | 'source' | 'author' | 'lang';

export interface FacetValue {
  /** What to write after the operator. */
  readonly value: string;
  /** What it is called. */
  readonly label: string;
  readonly documents: number;
}

/**
 * [V1] A value is offered where every word typed begins a word of it or of what it is called.
 * [V2] The ones that most documents have come first.
 * [V3] What a value stands above counts for it, as the filter has it, and what stands above values is offered too,
 *      but for one that nothing carries itself and that lets no more pass than one below it.
 */
export function facetValues(
  all: Iterable<Facets>,
  operator: OpenOperator,
  typed: string,
  limit: number,
): readonly FacetValue[] {
  const found = new Map<string, { readonly label: string; documents: number }>();
  const carried = new Set<string>();
  for (const facets of all) {
    for (const value of carriedBy(facets, operator)) carried.add(value);
    for (const [value, label] of valuesOf(facets, operator)) {
      const known = found.get(value);
      if (known === undefined) found.set(value, { label, documents: 1 });
      else known.documents += 1;
    }
  }
  for (const [value, { documents }] of [...found]) {
    const above = aboveOf(value, operator);
    if (above !== null && !carried.has(above) && found.get(above)?.documents === documents)
      found.delete(above);
  }
  const offered = [...found]
    .filter(([value, { label }]) => beginsWords(`${value} ${label}`, typed))
    .map(([value, { label, documents }]): FacetValue => ({ value, label, documents }));
  const best = new TopRows(
    Math.min(limit, offered.length),
    (one, other) => (offered[one]?.value ?? '') < (offered[other]?.value ?? ''),
  );
  offered.forEach(({ documents }, at) => {
    best.offer(at, documents);
  });
  return best.sorted().flatMap(({ row }) => offered[row] ?? []);
}

function borderOf(operator: OpenOperator): string | null {
  return operator === 'tag' ? '/' : operator === 'lang' ? '-' : null;
}

function aboveOf(value: string, operator: OpenOperator): string | null {
  const border = borderOf(operator);
  const at = border === null ? -1 : value.lastIndexOf(border);
  return at === -1 ? null : value.slice(0, at);
}

function carriedBy(facets: Facets, operator: OpenOperator): readonly string[] {
  if (operator === 'tag') return facets.tags;
  return operator === 'lang' && facets.language !== null ? [facets.language] : [];
}

/** Each once, with what it is called. */
function valuesOf(facets: Facets, operator: OpenOperator): ReadonlyMap<string, string> {
  switch (operator) {
    case 'tag':
      return named(facets.tags.flatMap((tag) => withAbove(tag, '/')));
    case 'lang':
      return named(facets.language === null ? [] : withAbove(facets.language, '-'));
    case 'author':
      return named(facets.authors);
    case 'source': {
      const { source } = facets;
      return new Map(source === null ? [] : [[source.citekey || source.id, source.title || source.citekey]]);
    }
  }
}

function named(values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(values.filter((value) => value !== '').map((value) => [value, value]));
}

/** `a/b/c` with `a/b` and `a`. */
function withAbove(value: string, border: string): readonly string[] {
  const parts = value.split(border);
  return parts.map((_, at) => parts.slice(0, at + 1).join(border));
}
