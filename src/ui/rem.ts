// How many CSS pixels a rem is now: the text zoom, for the few places that must reckon in pixels.
import { useSyncExternalStore } from 'react';

function read(): number {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) && size > 0 ? size : 16;
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  return () => observer.disconnect();
}

export function useRemPx(): number {
  return useSyncExternalStore(watch, read);
}
