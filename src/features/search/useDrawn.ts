// How many hits of a list are drawn: first as many as a window shows, and the others when these are on screen.
import { startTransition, useEffect, useState } from 'react';

/** More than fit into most windows. */
const first = 12;

/** `list` tells one list from another; `before` is one that was drawn as a whole when the person left it. */
export function useDrawn(list: string, before: string | null): number {
  const [whole, setWhole] = useState(before);
  const isWhole = whole === list;
  useEffect(() => {
    if (isWhole) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame begins before it is drawn: what is to follow it waits for the one task more.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setWhole(list)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [list, isWhole]);
  return isWhole ? Infinity : first;
}
