// Knows whether keys are arriving, and keeps indexing out of the way while they do.
import type { Librarian } from '#notebook/librarianClient.ts';

/** Keys count as arriving for this long after the last one. */
const typingMs = 1500;

/** To be called at every key. */
export function typingSense(librarian: Librarian): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer === undefined) librarian.calm('typing', true);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      librarian.calm('typing', false);
    }, typingMs);
  };
}
