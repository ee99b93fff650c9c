// The day each card is looked at as of: shared by the card and its panel, and still there when one comes back.
import { useCallback, useSyncExternalStore } from 'react';
import type { ScorecardId } from '#domain/id.ts';

const days = new Map<ScorecardId, string>();
const listeners = new Set<() => void>();

function watchDays(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `YYYY-MM-DD`, or null for now, and the way to change it. */
export function useViewedDay(card: ScorecardId): readonly [string | null, (day: string | null) => void] {
  const day = useSyncExternalStore(watchDays, () => days.get(card) ?? null);
  const look = useCallback(
    (next: string | null): void => {
      if (next === null) days.delete(card);
      else days.set(card, next);
      for (const listener of listeners) listener();
    },
    [card],
  );
  return [day, look];
}
