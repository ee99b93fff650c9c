// The order of documents that no question was asked about: the newest first.
import type { Facets } from '#domain/facets.ts';

export interface Dated {
  readonly key: string;
  readonly facets: Facets;
}

/**
 * [N1] By the day each speaks of, those without one last; those of one day by when they were made, which their keys
 *      say.
 */
export function newestFirst<T extends Dated>(documents: Iterable<T>): readonly T[] {
  const dated = Array.from(documents, (document) => ({
    document,
    key: document.key,
    day: document.facets.day ?? -Infinity,
    made: document.key.slice(document.key.indexOf(':') + 1),
  }));
  dated.sort((one, other) => {
    if (one.day !== other.day) return one.day < other.day ? 1 : -1;
    if (one.made !== other.made) return one.made < other.made ? 1 : -1;
    return one.key < other.key ? -1 : 1;
  });
  return dated.map(({ document }) => document);
}
