// The numbers beside the filters.
import type { Findings, Hit } from '#notebook/librarianProtocol.ts';

export type HitKind = Hit['kind'];

/** In the order of the filters. */
export const hitKinds = [
  'note',
  'source',
  'excerpt',
  'scorecard',
  'judgement',
] as const satisfies readonly HitKind[];

export type Counts = Findings['counts'];

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

/** Hits of these kinds; null stands for all. */
export function countIn(counts: Counts, kinds: readonly HitKind[] | null): number {
  return kinds === null ? total(counts) : kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** The librarian counts no further: there may be more than that. */
const mostCounted = 200;

export function isCapped(counts: Counts): boolean {
  return total(counts) >= mostCounted;
}
