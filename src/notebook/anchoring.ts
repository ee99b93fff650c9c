// Finding the excerpts of a source again when its text becomes another, or is known for the first time.
//
// [A1] Words that stand in the text exactly once, or once with the same surroundings, are anchored there.
// [A2] All others need review: nothing is moved to words that are merely alike.
// [A3] Excerpts in the trash are looked for too, so that none comes back at a place where other words stand now.
import type { Excerpt } from '#domain/excerpt.ts';
import type { Operation } from '#domain/operation.ts';
import { findQuotation, selectQuotation } from '#domain/quotation.ts';
import type { Parts } from './records.ts';
import { nextRevision, put } from './records.ts';

/**
 * What becomes of quotations that were typed in. `stay`: they were never said to stand in the text. `anchor`: they
 * are anchored where they are found, and stay typed in otherwise. `review`: the text is new to them; those that are
 * not found in it need review.
 */
export type TypedQuotations = 'stay' | 'anchor' | 'review';

/** The excerpts whose anchors change with this text. */
export async function anchorAgain(
  { machine, store }: Parts,
  sourceId: string,
  text: string,
  typed: TypedQuotations,
): Promise<readonly Operation[]> {
  const thrownAway = await store.heads('excerpt', 'deleted');
  const excerpts = [
    ...(await store.excerptsOf(sourceId)),
    ...thrownAway.filter((excerpt) => excerpt.sourceId === sourceId),
  ];
  return excerpts.flatMap((excerpt) => {
    const change = changeOf(excerpt, text, typed);
    return change === null ? [] : [put('excerpt', nextRevision(machine, excerpt, change))];
  });
}

function changeOf(
  { anchor: before, selector }: Excerpt,
  text: string,
  typed: TypedQuotations,
): Partial<Excerpt> | null {
  if (before.kind === 'typed' && typed === 'stay') return null;
  const anchor = findQuotation(text, selector);
  if (before.kind !== 'typed') return isSameAnchor(anchor, before) ? null : { anchor };
  // Its surroundings are known only now: they help to find it in the next text.
  if (anchor.kind === 'anchored')
    return { anchor, selector: selectQuotation(text, anchor.start, anchor.end) };
  return typed === 'review' ? { anchor } : null;
}

function isSameAnchor(one: Excerpt['anchor'], other: Excerpt['anchor']): boolean {
  if (one.kind !== 'anchored' || other.kind !== 'anchored') return one.kind === other.kind;
  return one.start === other.start && one.end === other.end;
}
