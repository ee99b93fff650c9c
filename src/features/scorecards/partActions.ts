// What can be done with a row or a column of a card: move it, remove it with a way back, bring it back.
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { MenuEntry } from '#ui/Menu.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { keepOrTell } from './keep.ts';
import { broughtBack, placesToMove } from './parts.ts';

const words = scorecardWords.parts;

export type CardPart =
  | { readonly kind: 'subject'; readonly part: Subject }
  | { readonly kind: 'criterion'; readonly part: Criterion };

export function partNamed(card: Scorecard, kind: CardPart['kind'], id: string): CardPart | null {
  if (kind === 'subject') {
    const subject = card.subjects.find((each) => each.id === id);
    return subject === undefined ? null : { kind, part: subject };
  }
  const criterion = card.criteria.find((each) => each.id === id);
  return criterion === undefined ? null : { kind, part: criterion };
}

type Saving = ReturnType<Workplace['notebook']['scorecards']['changeSubject']>;

export function savePart({ notebook }: Workplace, card: Scorecard, given: CardPart): Saving {
  return given.kind === 'subject'
    ? notebook.scorecards.changeSubject(card.id, given.part)
    : notebook.scorecards.changeCriterion(card.id, given.part);
}

function marked(given: CardPart, isRemoved: boolean): CardPart {
  if (given.kind === 'subject') {
    const bare = broughtBack(given.part);
    return { kind: 'subject', part: isRemoved ? { ...bare, deleted: true } : bare };
  }
  const bare = broughtBack(given.part);
  return { kind: 'criterion', part: isRemoved ? { ...bare, deleted: true } : bare };
}

/** The part as it is now may have another name than when it was removed: the newest is brought back. */
export async function bringPartBack(work: Workplace, card: Scorecard, given: CardPart): Promise<void> {
  const now = await work.notebook.scorecards.get(card.id);
  const newest = now === undefined ? null : partNamed(now, given.kind, given.part.id);
  await keepOrTell(work, () => savePart(work, card, marked(newest ?? given, false)));
}

async function removePart(work: Workplace, card: Scorecard, given: CardPart): Promise<void> {
  if (!(await keepOrTell(work, () => savePart(work, card, marked(given, true))))) return;
  work.tell({
    text: words.removed(given.part.name),
    action: { label: words.undo, perform: () => void bringPartBack(work, card, given) },
  });
}

async function movePart(
  work: Workplace,
  card: Scorecard,
  { kind, part }: CardPart,
  by: -1 | 1,
): Promise<void> {
  const what = kind === 'subject' ? 'subjects' : 'criteria';
  const places = placesToMove(card[what], part.id, by);
  for (let moved = 0; moved < places; moved += 1)
    if (!(await keepOrTell(work, () => work.notebook.scorecards.move(card.id, what, part.id, by)))) return;
}

/** The menu of a name at the edge of the grid. */
export function partMenu(
  work: Workplace,
  card: Scorecard,
  given: CardPart,
  edit: () => void,
): readonly MenuEntry[] {
  const isRow = given.kind === 'subject';
  const parts = isRow ? card.subjects : card.criteria;
  const move = (by: -1 | 1): MenuEntry => {
    const isBack = by < 0;
    return {
      kind: 'item',
      id: isBack ? 'back' : 'forth',
      label: isRow ? (isBack ? words.moveUp : words.moveDown) : isBack ? words.moveLeft : words.moveRight,
      icon: isRow ? (isBack ? ArrowUp : ArrowDown) : isBack ? ArrowLeft : ArrowRight,
      isDisabled: placesToMove(parts, given.part.id, by) === 0,
      perform: () => void movePart(work, card, given, by),
    };
  };
  return [
    { kind: 'item', id: 'edit', label: isRow ? words.edit : words.describe, icon: Pencil, perform: edit },
    { kind: 'separator' },
    move(-1),
    move(1),
    { kind: 'separator' },
    {
      kind: 'item',
      id: 'remove',
      label: words.remove,
      icon: Trash2,
      isDanger: true,
      perform: () => void removePart(work, card, given),
    },
  ];
}
