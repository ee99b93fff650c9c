// Which parts to merge: those of about the same size, when there are some, so that each document is rewritten seldom.
import type { Part } from './part.ts';

/** So many parts of a size make one of the next. */
const together = 4;
const smallest = 16;
/**
 * A segment of so many passages and documents is merged no more: nothing ever rewrites the whole index. Few segments make
 * questions quick and the index small, small ones make saving quick: these are 20 to 30 MB.
 */
const full = 131_072;

/** Where more than this share of the documents was removed, a part is packed again without them. */
const mostRemoved = 0.25;

/** Null when nothing is worth merging. */
export function mergePlan(parts: readonly Part[]): readonly Part[] | null {
  const sizes = new Map<number, Part[]>();
  for (const part of parts) {
    const { segment, documents } = part;
    if (documents < segment.documentCount * (1 - mostRemoved)) return [part];
    const weight = segment.passageCount + segment.documentCount;
    if (weight >= full) continue;
    const size = Math.floor(Math.log(Math.max(weight, smallest) / smallest) / Math.log(together));
    const alike = sizes.get(size) ?? [];
    sizes.set(size, [...alike, part]);
    if (alike.length + 1 === together) return [...alike, part];
  }
  return null;
}
