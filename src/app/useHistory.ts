// The way the person took through the notebook: places, back and forward, as in a browser.
import { useCallback, useMemo, useState } from 'react';
import type { Place } from '#notebook/place.ts';
import { isSameStop } from '#notebook/place.ts';

export interface History {
  readonly place: Place;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  readonly go: (place: Place, how?: 'push' | 'replace') => void;
  readonly back: () => void;
  readonly forward: () => void;
}

interface Way {
  readonly places: readonly Place[];
  readonly at: number;
}

const longest = 200;

export function useHistory(start: Place): History {
  const [way, setWay] = useState<Way>({ places: [start], at: 0 });
  const go = useCallback((place: Place, how: 'push' | 'replace' = 'push') => {
    setWay(({ places, at }) => {
      const here = places[at];
      if (how === 'replace' || (here !== undefined && isSameStop(here, place) && !('at' in place)))
        return { places: places.with(at, place), at };
      const kept = [...places.slice(Math.max(0, at + 2 - longest), at + 1), place];
      return { places: kept, at: kept.length - 1 };
    });
  }, []);
  const step = useCallback((by: number) => {
    setWay((before) => ({ ...before, at: Math.min(before.places.length - 1, Math.max(0, before.at + by)) }));
  }, []);
  const back = useCallback(() => step(-1), [step]);
  const forward = useCallback(() => step(1), [step]);
  const { places, at } = way;
  return useMemo(
    () => ({
      place: places[at] ?? start,
      canGoBack: at > 0,
      canGoForward: at < places.length - 1,
      go,
      back,
      forward,
    }),
    [places, at, start, go, back, forward],
  );
}
