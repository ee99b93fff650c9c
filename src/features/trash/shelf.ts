// The trash as a list: how many of each kind, those of one kind, and what of a selection is still there.
import { trashMs } from '#notebook/housekeeping.ts';
import type { Target, TrashKind, Trashed } from '#notebook/trash.ts';

export type TrashFilter = TrashKind | 'all';

export function trashKey({ kind, id }: Target): string {
  return `${kind}:${id}`;
}

export function ofKind(items: readonly Trashed[], filter: TrashFilter): readonly Trashed[] {
  return filter === 'all' ? items : items.filter(({ kind }) => kind === filter);
}

export function countOf(items: readonly Trashed[], filter: TrashFilter): number {
  return ofKind(items, filter).length;
}

/** The chosen ones among those in the list: what is hidden by the filter or gone is not acted upon. */
export function chosenOf(items: readonly Trashed[], chosen: ReadonlySet<string>): readonly Trashed[] {
  return items.filter((item) => chosen.has(trashKey(item)));
}

/** A judgement or quotation may be pages long: its first line stands for it. */
export function firstLine(title: string): string {
  const [line = ''] = title.trim().split('\n');
  return line.slice(0, 200);
}

/** Until when it can be brought back, ISO. */
export function keptUntil({ deletedAt }: Pick<Trashed, 'deletedAt'>): string {
  const deletedMs = Date.parse(deletedAt);
  return Number.isNaN(deletedMs) ? deletedAt : new Date(deletedMs + trashMs).toISOString();
}
