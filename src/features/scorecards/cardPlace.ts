// Where one can be in a card: at the card, at a cell, at one judgement of it, or writing a new one.
import type { ScorecardId } from '#domain/id.ts';
import type { Place } from '#notebook/place.ts';
import type { CellAt } from './summary.ts';

export type ScorecardsPlace = Extract<Place, { readonly view: 'scorecards' }>;
export type CardPlace = ScorecardsPlace & { readonly id: ScorecardId };

/** Stands in place of a judgement's id while a new one is written; `against` begins with the search for evidence. */
const writing = { plain: 'new', against: 'new against' } as const;
export type Writing = keyof typeof writing;

export function atCell({ view, id }: CardPlace, cell: CellAt): CardPlace {
  return { view, id, cell };
}

export function atJudgement({ view, id }: CardPlace, cell: CellAt, judgement: string): CardPlace {
  return { view, id, cell, judgement };
}

export function atNewJudgement({ view, id }: CardPlace, cell: CellAt, how: Writing = 'plain'): CardPlace {
  return { view, id, cell, judgement: writing[how] };
}

/** How a new judgement is being written here; null when none is. */
export function writingAt({ cell, judgement }: ScorecardsPlace): Writing | null {
  if (cell === undefined) return null;
  if (judgement === writing.plain) return 'plain';
  return judgement === writing.against ? 'against' : null;
}

export function isAtCard(place: Place): place is CardPlace {
  return place.view === 'scorecards' && place.id !== undefined;
}
