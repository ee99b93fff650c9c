// Which hits are before the reader's eyes: asked of the page itself, where it stands now.
import type { Reading } from './inquiry.ts';

/** Marks what scrolls. */
export const sightMark = 'data-search-hits';

export function readingNow(): Reading {
  const box = document.querySelector(`[${sightMark}]`);
  if (box === null) return { inSight: 0, isInList: false };
  const { bottom } = box.getBoundingClientRect();
  const tops = [...box.querySelectorAll('[data-hit]')].map((hit) => hit.getBoundingClientRect().top);
  return {
    inSight: tops.filter((top) => top < bottom).length,
    isInList:
      box.contains(document.activeElement) ||
      box.scrollTop > 0 ||
      box.querySelector('article:hover') !== null,
  };
}

export function focusHit(key: string): boolean {
  const hits = document.querySelectorAll<HTMLElement>(`[${sightMark}] [data-hit]`);
  const hit = [...hits].find(({ dataset }) => dataset['hit'] === key);
  hit?.focus({ preventScroll: true });
  return hit !== undefined;
}

/** Moves the focus to the hit before or after the one that has it; false where there is none. */
export function focusHitBy(step: 1 | -1): boolean {
  const hits = [...document.querySelectorAll<HTMLElement>(`[${sightMark}] [data-hit]`)];
  const here = hits.findIndex((hit) => hit.closest('article')?.contains(document.activeElement) === true);
  const next = hits[here + step];
  if (here + step < 0 || next === undefined) return false;
  next.focus({ preventScroll: true });
  next.closest('article')?.scrollIntoView({ block: 'nearest' });
  return true;
}
