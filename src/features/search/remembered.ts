// What a question found and how far its hits were read, kept while the window is open, so that going back leads to the
// same list at the same place.
import type { Contexts } from './contexts.ts';
import type { HitKind } from './counts.ts';
import type { Answer } from './inquiry.ts';
import type { MorePassage } from './morePassages.ts';

export interface Shown {
  readonly answer: Answer;
  readonly contexts: Contexts;
  /** Hits whose passage is shown whole. */
  readonly whole: ReadonlySet<string>;
  /** Other passages shown below their hit. */
  readonly more: ReadonlyMap<string, readonly MorePassage[]>;
}

export interface ReadUpTo {
  readonly scrollTop: number;
  /** The hit that was opened last; null for none. */
  readonly at: string | null;
}

export interface Visit extends Shown, ReadUpTo {}

type Kinds = readonly HitKind[] | null;

const most = 30;
const visits = new Map<string, Visit>();

function nameOf(question: string, kinds: Kinds): string {
  return JSON.stringify([question, kinds]);
}

/** Keeps what is shown for a question; how far it was read stays as it was known. */
export function remember(question: string, kinds: Kinds, shown: Shown): void {
  const name = nameOf(question, kinds);
  const { scrollTop = 0, at = null } = visits.get(name) ?? {};
  visits.delete(name);
  visits.set(name, { ...shown, scrollTop, at });
  const [oldest] = visits.keys();
  if (visits.size > most && oldest !== undefined) visits.delete(oldest);
}

export function rememberPlace(question: string, kinds: Kinds, place: Partial<ReadUpTo>): void {
  const name = nameOf(question, kinds);
  const visit = visits.get(name);
  if (visit) visits.set(name, { ...visit, ...place });
}

export function recall(question: string, kinds: Kinds): Visit | null {
  return visits.get(nameOf(question, kinds)) ?? null;
}
