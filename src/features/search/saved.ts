// Where a saved search is asked.
import type { Place } from '#notebook/place.ts';
import type { SavedSearch } from '#notebook/savedSearches.ts';

export function placeOfSaved({ question, kinds }: SavedSearch): Place {
  return { view: 'search', question, ...(kinds === null ? {} : { kinds }) };
}
