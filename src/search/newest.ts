// The order of documents that no question was asked about: the newest first.
import type { Entry } from './catalogue.ts';

/**
 * [N1] By the day each speaks of, those without one last; those of one day by when they were made, which their keys
 *      say.
 */
export function newestFirst(documents: Iterable<readonly [string, Entry]>): readonly string[] {
  const dated = Array.from(documents, ([key, { facets }]) => ({
    key,
    day: facets.day ?? -Infinity,
    made: key.slice(key.indexOf(':') + 1),
  }));
  dated.sort((one, other) => {
    if (one.day !== other.day) return one.day < other.day ? 1 : -1;
    if (one.made !== other.made) return one.made < other.made ? 1 : -1;
    return one.key < other.key ? -1 : 1;
  });
  return dated.map(({ key }) => key);
}
