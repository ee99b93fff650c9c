// Which snapshots stay: close together for the last days, further apart the older they are, and never too few.
//
// Periods are counted where there is a snapshot, not back from now, and the order is the journal's, not the clock's: a
// clock that was wrong for a day, or a year without the program, costs nothing.

/** A snapshot that was verified when it was written. */
export interface AgedSnapshot {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly lastSeq: number;
  readonly records: number;
}

export type Because = 'newest' | 'hour' | 'day' | 'week' | 'month' | 'pinned';

/** A snapshot with far fewer records than the one before it: the older one stays until it is no longer so. */
export interface Shrinking {
  readonly older: string;
  readonly newer: string;
  readonly from: number;
  readonly to: number;
}

export interface Retention {
  /** Newest first, each with every reason for it. */
  readonly keep: readonly { readonly name: string; readonly because: readonly Because[] }[];
  readonly drop: readonly string[];
  readonly shrunk: readonly Shrinking[];
}

const fewestKept = 3;
/** A snapshot that lost more than this share of its records is not trusted to be all there is. */
export const shrinkShare = 0.2;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Period {
  readonly because: Because;
  readonly most: number;
  /** The period that a time lies in, as a number of its own. UTC. */
  readonly of: (timeMs: number) => number;
}

export const periods: readonly Period[] = [
  { because: 'hour', most: 24, of: (timeMs) => Math.floor(timeMs / hourMs) },
  { because: 'day', most: 14, of: (timeMs) => Math.floor(timeMs / dayMs) },
  // Weeks begin on Monday; 1 January 1970 was a Thursday.
  { because: 'week', most: 8, of: (timeMs) => Math.floor((Math.floor(timeMs / dayMs) + 3) / 7) },
  { because: 'month', most: 12, of: monthOf },
];

function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function newestFirst(one: AgedSnapshot, other: AgedSnapshot): number {
  return other.lastSeq - one.lastSeq || other.createdAtMs - one.createdAtMs;
}

/** `letGo` names snapshots that need not stay for being larger than the one after them. */
export function decideRetention(
  snapshots: readonly AgedSnapshot[],
  letGo: ReadonlySet<string> = new Set(),
): Retention {
  const ordered = snapshots.toSorted(newestFirst);
  const reasons = new Map<string, Because[]>(ordered.map(({ name }) => [name, []]));
  const keep = (name: string, because: Because): void => void reasons.get(name)?.push(because);

  for (const { name } of ordered.slice(0, fewestKept)) keep(name, 'newest');
  for (const { because, most, of } of periods) {
    const seen = new Set<number>();
    for (const { name, createdAtMs } of ordered) {
      const period = of(createdAtMs);
      if (seen.size >= most || seen.has(period)) continue;
      seen.add(period);
      keep(name, because);
    }
  }
  const shrunk = shrinkings(ordered).filter(({ older }) => !letGo.has(older));
  for (const { older } of shrunk) keep(older, 'pinned');

  const stays = ordered.map(({ name }) => ({ name, because: reasons.get(name) ?? [] }));
  return {
    keep: stays.filter(({ because }) => because.length > 0),
    drop: stays.filter(({ because }) => because.length === 0).map(({ name }) => name),
    shrunk,
  };
}

function shrinkings(ordered: readonly AgedSnapshot[]): readonly Shrinking[] {
  return ordered.flatMap((newer, index) => {
    const older = ordered[index + 1];
    if (older === undefined || newer.records >= older.records * (1 - shrinkShare)) return [];
    return [{ older: older.name, newer: newer.name, from: older.records, to: newer.records }];
  });
}
