// Which kept revisions of one text stay: all of the last day, then fewer the older they are, and never none.
//
//   age        a day      a week     31 days     a year
//   kept   all  |  hourly  |  daily   |  weekly   |  monthly
//
// Of the revisions of one hour, day, week or month (UTC; weeks begin on Monday) the newest stays: what was written up
// to then. The first always stays, and so does one that something points at; one kept before a change that the program
// made stays for 90 days.
import type { Revision } from './revision.ts';

export type AgedRevision = Pick<Revision, 'id' | 'createdAt' | 'noteRevision' | 'why'>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const beforeChangeMs = 90 * dayMs;

/** Ages up to which revisions stand so close, youngest first, and the period that a time lies in, by its name. */
const steps: readonly { readonly upToMs: number; readonly periodOf: (timeMs: number) => string }[] = [
  { upToMs: 7 * dayMs, periodOf: (timeMs) => `hour ${Math.floor(timeMs / hourMs)}` },
  { upToMs: 31 * dayMs, periodOf: (timeMs) => `day ${Math.floor(timeMs / dayMs)}` },
  // 1 January 1970 was a Thursday.
  { upToMs: 365 * dayMs, periodOf: (timeMs) => `week ${Math.floor((Math.floor(timeMs / dayMs) + 3) / 7)}` },
  { upToMs: Infinity, periodOf: (timeMs) => `month ${new Date(timeMs).toISOString().slice(0, 7)}` },
];

/**
 * The revisions of one text that need not stay. `pinned` are revision numbers of the text that evidence was taken
 * from: the revision with that number stays, or where there is none, those nearest before and after it.
 */
export function thinOut<R extends AgedRevision>(
  revisions: readonly R[],
  pinned: ReadonlySet<number>,
  nowMs: number,
): readonly R[] {
  const ordered = revisions.toSorted(
    (one, other) => other.noteRevision - one.noteRevision || other.createdAt.localeCompare(one.createdAt),
  );
  const stays = new Set<R>(pinnedOf(ordered, pinned));
  const oldest = ordered.at(-1);
  if (oldest !== undefined) stays.add(oldest);
  const seen = new Set<string>();
  for (const revision of ordered) {
    const madeMs = Date.parse(revision.createdAt);
    const ageMs = nowMs - madeMs;
    if (revision.why === 'before a change' && ageMs <= beforeChangeMs) stays.add(revision);
    const step = ageMs <= dayMs ? undefined : steps.find(({ upToMs }) => ageMs <= upToMs);
    const period = step?.periodOf(madeMs);
    if (period === undefined || !seen.has(period)) stays.add(revision);
    if (period !== undefined) seen.add(period);
  }
  return ordered.filter((revision) => !stays.has(revision));
}

/** Newest first, as `ordered` is. */
function pinnedOf<R extends AgedRevision>(ordered: readonly R[], pinned: ReadonlySet<number>): readonly R[] {
  return [...pinned].flatMap((wanted) => {
    const exact = ordered.filter(({ noteRevision }) => noteRevision === wanted);
    if (exact.length > 0) return exact;
    const after = ordered.findLast(({ noteRevision }) => noteRevision > wanted);
    const before = ordered.find(({ noteRevision }) => noteRevision < wanted);
    return [after, before].filter((each) => each !== undefined);
  });
}
