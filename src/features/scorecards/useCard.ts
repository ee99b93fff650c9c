// A scorecard with its judgements, live.
import { useCallback } from 'react';
import type { ScorecardId } from '#domain/id.ts';
import type { Judgement } from '#domain/judgement.ts';
import type { Scorecard } from '#domain/scorecard.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Live } from '#ui/useLive.ts';
import { useLive } from '#ui/useLive.ts';

export interface JudgedCard {
  readonly card: Scorecard;
  /** Kept ones, in the order of their series. */
  readonly judgements: readonly Judgement[];
}

/** Calls back when scorecards or judgements changed. */
export function watchCards(notebook: Notebook, changed: () => void): () => void {
  return notebook.watch(({ touched }) => {
    if (touched.some(({ kind }) => kind === 'scorecard' || kind === 'judgement')) changed();
  });
}

/** Null when there is no such card. */
export function useCard(notebook: Notebook, id: ScorecardId): Live<JudgedCard | null> {
  const read = useCallback(async (): Promise<JudgedCard | null> => {
    const [card, judgements] = await Promise.all([
      notebook.scorecards.get(id),
      notebook.scorecards.judgements(id),
    ]);
    return card === undefined ? null : { card, judgements };
  }, [notebook, id]);
  const watch = useCallback((changed: () => void) => watchCards(notebook, changed), [notebook]);
  return useLive(read, watch);
}
