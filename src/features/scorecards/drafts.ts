// Judgements begun and not saved, one a cell: kept in the window's own storage, so that neither a click elsewhere nor
// a closed window loses them. They are no records yet; the journal takes them when they are saved.
import { useSyncExternalStore } from 'react';
import type { ScorecardId } from '#domain/id.ts';
import type { Draft } from './draft.ts';
import { isBegun, parseDraft } from './draft.ts';
import type { CellAt } from './summary.ts';
import { cellKey } from './summary.ts';

const known = new Map<string, Draft | null>();
const listeners = new Set<() => void>();

function nameOf(card: ScorecardId, cell: CellAt): string {
  return `judgement draft ${card} ${cellKey(cell)}`;
}

function stored(name: string): Draft | null {
  const text = globalThis.localStorage.getItem(name);
  if (text === null) return null;
  try {
    return parseDraft(JSON.parse(text));
  } catch {
    // Not ours, or cut off: there is no draft in it.
    return null;
  }
}

export function readDraft(card: ScorecardId, cell: CellAt): Draft | null {
  const name = nameOf(card, cell);
  const draft = known.get(name);
  if (draft !== undefined) return draft;
  const found = stored(name);
  known.set(name, found);
  return found;
}

/** Keeps a draft, or drops it: null, and one in which nothing was begun. */
export function keepDraft(card: ScorecardId, cell: CellAt, draft: Draft | null): void {
  const name = nameOf(card, cell);
  const kept = draft !== null && isBegun(draft) ? draft : null;
  known.set(name, kept);
  try {
    if (kept) globalThis.localStorage.setItem(name, JSON.stringify(kept));
    else globalThis.localStorage.removeItem(name);
  } catch {
    // Storage is full: the draft then lives as long as the window.
  }
  for (const listener of listeners) listener();
}

function watchDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The draft of a cell, live. */
export function useDraft(card: ScorecardId, cell: CellAt): Draft | null {
  return useSyncExternalStore(watchDrafts, () => readDraft(card, cell));
}

/** Whether these cells have drafts, as one string that changes when they do: which cells, by key. */
export function useDraftedCells(card: ScorecardId, cells: readonly CellAt[]): ReadonlySet<string> {
  const drafted = useSyncExternalStore(watchDrafts, () =>
    cells
      .filter((cell) => readDraft(card, cell) !== null)
      .map(cellKey)
      .join('\n'),
  );
  return new Set(drafted.split('\n'));
}
