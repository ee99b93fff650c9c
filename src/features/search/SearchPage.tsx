// The search page: one visit to it a question that came from elsewhere; what is typed here is the same visit.
import type { ReactElement } from 'react';
import { useCallback, useState } from 'react';
import type { Place } from '#notebook/place.ts';
import { isSameStop } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { SearchDesk } from './SearchDesk.tsx';

export type SearchPlace = Extract<Place, { readonly view: 'search' }>;

export interface SearchPageProps {
  readonly work: Workplace;
  readonly place: SearchPlace;
}

interface VisitAt {
  readonly place: SearchPlace;
  readonly number: number;
  /** The place that this visit itself wrote into the history, until it comes back. */
  readonly written: SearchPlace | null;
}

export function SearchPage({ work, place }: SearchPageProps): ReactElement {
  const [visit, setVisit] = useState<VisitAt>({ place, number: 0, written: null });
  if (visit.place !== place) {
    const isOwn =
      isSameStop(place, visit.place) || (visit.written !== null && isSameStop(place, visit.written));
    setVisit({ place, number: isOwn ? visit.number : visit.number + 1, written: null });
  }
  const { go } = work;
  const commit = useCallback(
    (written: SearchPlace) => {
      setVisit((before) => ({ ...before, written }));
      go(written, 'replace');
    },
    [go],
  );
  return <SearchDesk key={visit.number} work={work} place={place} commit={commit} />;
}
