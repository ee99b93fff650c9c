// Late hits join a list that is being read without moving what the reader looks at.
import type { Hit } from '#notebook/librarianProtocol.ts';

export interface Joined {
  readonly hits: readonly Hit[];
  /** How many hits are there that were not before. */
  readonly added: number;
  /** Whether the list now stands in the order of `late`, best first. */
  readonly isInOrder: boolean;
}

export function hitKey({ kind, id }: Pick<Hit, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/**
 * The first `read` hits stay where and as they are; below them stand the late ones that are not among them, in their
 * own order. Hits further down that did not come again are left out: the late list is the better judge of them.
 */
export function joinLate(shown: readonly Hit[], late: readonly Hit[], read: number): Joined {
  const lateByKey = new Map(late.map((hit) => [hitKey(hit), hit]));
  const kept = shown.slice(0, read).map((hit) => {
    const again = lateByKey.get(hitKey(hit));
    // The reason may be told better now; another best passage would be another text under the reader's eyes.
    return again?.start === hit.start ? { ...hit, why: again.why } : hit;
  });
  const keptKeys = new Set(kept.map(hitKey));
  const shownKeys = new Set(shown.map(hitKey));
  const hits = [...kept, ...late.filter((hit) => !keptKeys.has(hitKey(hit)))];
  return {
    hits,
    added: late.filter((hit) => !shownKeys.has(hitKey(hit))).length,
    isInOrder: hits.length === late.length && hits.every((hit, at) => isSame(hit, late[at])),
  };
}

/** The hits as they stand, with the sentences that `again` has for the same passages: nothing but marks changes. */
export function withSentences(hits: readonly Hit[], again: readonly Hit[]): readonly Hit[] {
  const byKey = new Map(again.map((hit) => [hitKey(hit), hit]));
  return hits.map((hit) => {
    const other = byKey.get(hitKey(hit));
    return isSame(hit, other) && other !== undefined ? { ...hit, sentence: other.sentence } : hit;
  });
}

function isSame(one: Hit, other: Hit | undefined): boolean {
  return other !== undefined && hitKey(one) === hitKey(other) && one.start === other.start;
}
