// Which parts to merge: those of about the same size, when there are some, so that each document is rewritten seldom.
import type { Part } from './part.ts';

/** So many parts of a size make one of the next. */
const together = 4;
const smallest = 16;
/**
 * A segment of so many passages and documents, or of such a share of all, is merged no more: nothing ever rewrites the
 * whole index. Few segments make questions quick and the index small, small ones make saving quick: 10 MB at most up
 * to a hundred thousand passages, 40 MB at a million.
 */
const fewestFull = 8_192;
const mostFull = 32_768;
const fullShare = 1 / 16;

/** Where more than this share of the documents was removed, a part is packed again without them. */
const mostRemoved = 0.25;

/** Null when nothing is worth merging. */
export function mergePlan(parts: readonly Part[]): readonly Part[] | null {
  const all = parts.reduce((sum, { passages, documents }) => sum + passages + documents, 0);
  const full = Math.min(mostFull, Math.max(fewestFull, all * fullShare));
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
