// The order of documents that no question was asked about: the newest first.

export interface Dated {
  readonly document: number;
  readonly day: number | null;
}

/**
 * [N1] By the day each speaks of, those without one last; those of one day by when they were made, which their keys
 *      say. Keys are read only of days that come into the list.
 */
export function newestFirst(
  dated: Iterable<Dated>,
  keyOf: (document: number) => string,
  limit: number,
): readonly number[] {
  const byDay = new Map<number, number[]>();
  for (const { document, day } of dated) {
    const known = byDay.get(day ?? -Infinity);
    if (known) known.push(document);
    else byDay.set(day ?? -Infinity, [document]);
  }
  const newest: number[] = [];
  for (const [, documents] of [...byDay].sort(([one], [other]) => other - one)) {
    if (newest.length >= limit) break;
    const named = documents.map((document) => {
      const key = keyOf(document);
      return { document, key, made: key.slice(key.indexOf(':') + 1) };
    });
    named.sort((one, other) => after(one.made, other.made) || after(other.key, one.key));
    for (const { document } of named) newest.push(document);
  }
  return newest.slice(0, limit);
}

/** Below 0 where the first comes after the second as text. */
function after(one: string, other: string): number {
  return one === other ? 0 : one > other ? -1 : 1;
}
