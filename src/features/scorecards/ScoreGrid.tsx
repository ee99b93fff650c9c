// The grid of a card: subjects in rows, criteria in columns, what stands in each cell, and the menus of the names.
import { Ellipsis } from 'lucide-react';
import type { MouseEvent, ReactElement } from 'react';
import { useMemo, useRef, useState } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import type { Criterion, Scorecard, Subject } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { IconButton } from '#ui/Button.tsx';
import type { GridHeading } from '#ui/CellGrid.tsx';
import { CellGrid } from '#ui/CellGrid.tsx';
import type { Point } from '#ui/ContextMenu.tsx';
import { ContextMenu } from '#ui/ContextMenu.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import type { EditedPart } from './PartDialog.tsx';
import { PartDialog } from './PartDialog.tsx';
import { ScoreCell } from './ScoreCell.tsx';
import type { CardPlace } from './cardPlace.ts';
import { atCell, atNewJudgement } from './cardPlace.ts';
import { useDraftedCells } from './drafts.ts';
import { keep } from './keep.ts';
import type { CardPart } from './partActions.ts';
import { partMenu, partNamed, savePart } from './partActions.ts';
import { shownParts } from './parts.ts';
import { cellKey, standingCells } from './summary.ts';
import { showPanel } from './panelFocus.ts';
import styles from './card.module.css';

export interface ScoreGridProps {
  readonly work: Workplace;
  readonly place: CardPlace;
  readonly card: Scorecard;
  readonly judgements: readonly Judgement[];
  readonly day: string | null;
}

interface OpenMenu {
  readonly kind: CardPart['kind'];
  readonly id: string;
  readonly at: Point;
}

export function ScoreGrid({ work, place, card, judgements, day }: ScoreGridProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [edited, setEdited] = useState<EditedPart | null>(null);
  const subjects = useMemo(() => shownParts(card.subjects), [card]);
  const criteria = useMemo(() => shownParts(card.criteria), [card]);
  const standing = useMemo(() => standingCells(judgements, day), [judgements, day]);
  const cells = useMemo(
    () =>
      subjects.flatMap((subject) =>
        criteria.map((criterion) => ({ subject: subject.id, criterion: criterion.id })),
      ),
    [subjects, criteria],
  );
  const drafted = useDraftedCells(card.id, cells);
  const scales = useMemo(() => new Map(criteria.map(({ id, scale }) => [id, scale])), [criteria]);

  const openMenu = (kind: CardPart['kind'], id: string): void => {
    const name = box.current?.querySelector(`[data-part="${id}"]`)?.getBoundingClientRect();
    if (name) setMenu({ kind, id, at: { x: name.left, y: name.bottom + 4 } });
  };
  /** The dialog was opened from a menu that is gone: the focus goes back to the name it was the menu of. */
  const closeDialog = (): void => {
    const name = box.current?.querySelector(`[data-part="${edited?.part.id ?? ''}"]`)?.closest('th');
    setEdited(null);
    // After the dialog has given up the focus, which it does once it is gone.
    requestAnimationFrame(() => requestAnimationFrame(() => name?.focus()));
  };
  const heading = (kind: CardPart['kind'], part: Subject | Criterion): GridHeading => ({
    id: part.id,
    label: part.name,
    content: (
      <span data-part={part.id} data-kind={kind} className={styles['heading']}>
        <span className={styles['headingText']} title={'description' in part ? part.description : undefined}>
          {part.name}
        </span>
        <span className={styles['headingMenu']}>
          <IconButton
            label={scorecardWords.parts.menu(part.name)}
            icon={Ellipsis}
            excludeFromTabOrder
            onPress={() => openMenu(kind, part.id)}
          />
        </span>
      </span>
    ),
  });
  const onContextMenu = (event: MouseEvent): void => {
    const name = event.target instanceof Element ? event.target.closest('th') : null;
    const part = name?.querySelector<HTMLElement>('[data-part]');
    const { part: id, kind } = part?.dataset ?? {};
    if (id === undefined || (kind !== 'subject' && kind !== 'criterion')) return;
    event.preventDefault();
    setMenu({ kind, id, at: { x: event.clientX, y: event.clientY } });
  };

  const named = menu === null ? null : partNamed(card, menu.kind, menu.id);
  const edit = (given: CardPart): void =>
    setEdited(
      given.kind === 'subject'
        ? given
        : {
            ...given,
            isRated: judgements.some(
              ({ criterionId, rating }) => criterionId === given.part.id && rating !== undefined,
            ),
          },
    );
  const { cell } = place;

  return (
    // Only hears the menu key and the right button where they were not taken by a control.
    <div ref={box} role="presentation" className={styles['gridBox']} onContextMenu={onContextMenu}>
      <CellGrid
        label={scorecardWords.card.grid(card.title === '' ? scorecardWords.untitled : card.title)}
        rows={subjects.map((subject) => heading('subject', subject))}
        columns={criteria.map((criterion) => heading('criterion', criterion))}
        selected={cell === undefined ? null : { row: cell.subject, column: cell.criterion }}
        onSelect={(subject, criterion) => work.go(atCell(place, { subject, criterion }), 'replace')}
        onOpen={(subject, criterion) => {
          const at = { subject, criterion };
          if (!standing.has(cellKey(at)) || !showPanel()) work.go(atNewJudgement(place, at), 'replace');
        }}
        onHeading={({ kind, id }) => openMenu(kind === 'row' ? 'subject' : 'criterion', id)}
        cell={(subject, criterion) => {
          const scale = scales.get(criterion);
          const key = cellKey({ subject, criterion });
          return scale === undefined ? null : (
            <ScoreCell
              standing={standing.get(key)}
              scale={scale}
              hasDraft={drafted.has(key)}
              isPast={day !== null}
            />
          );
        }}
      />
      {named !== null && menu !== null && (
        <ContextMenu
          label={scorecardWords.parts.menu(named.part.name)}
          at={menu.at}
          onClose={() => setMenu(null)}
          entries={partMenu(work, card, named, () => edit(named))}
        />
      )}
      {edited !== null && (
        <PartDialog
          edited={edited}
          onClose={closeDialog}
          onSave={(next) => keep(work, () => savePart(work, card, next))}
        />
      )}
    </div>
  );
}
