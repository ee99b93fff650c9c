// The saved searches as they are now, for what draws them.
import { useSyncExternalStore } from 'react';
import type { SavedSearch } from '#notebook/savedSearches.ts';
import type { Workplace } from '#notebook/workplace.ts';

export function useSavedSearches({
  notebook: { settings },
}: Pick<Workplace, 'notebook'>): readonly SavedSearch[] {
  return useSyncExternalStore(settings.watch, () => settings.current().searches);
}
