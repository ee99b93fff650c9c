// The bar above a scorecard: the way to it, the day it is looked at, taking it out, and the rest.
import { Download, Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useMemo } from 'react';
import type { Judgement } from '#domain/judgement.ts';
import type { Scorecard } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import type { MenuEntry, MenuItemEntry } from '#ui/Menu.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { PageHeader } from '#ui/frame.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { AsOfPicker } from './AsOfPicker.tsx';
import { exportMenu } from './exportMenu.ts';
import type { CardPart } from './partActions.ts';
import { bringPartBack } from './partActions.ts';
import { removedParts } from './parts.ts';
import { judgedDays } from './summary.ts';
import styles from './card.module.css';

const words = scorecardWords;

export interface SheetHeaderProps {
  readonly work: Workplace;
  readonly card: Scorecard;
  readonly judgements: readonly Judgement[];
  readonly day: string | null;
  readonly onLook: (day: string | null) => void;
}

export function SheetHeader({ work, card, judgements, day, onLook }: SheetHeaderProps): ReactElement {
  const days = useMemo(() => judgedDays(judgements), [judgements]);
  return (
    <PageHeader
      path={[
        <span key="all" className={styles['way']}>
          <Button look="plain" onPress={() => work.go({ view: 'scorecards' })}>
            {words.area}
          </Button>
        </span>,
        card.title === '' ? words.untitled : card.title,
      ]}
    >
      <AsOfPicker day={day} onChange={onLook} days={days} />
      <MenuButton
        label={words.card.export}
        placement="bottom end"
        trigger={
          <Button look="plain" icon={Download}>
            {words.card.export}
          </Button>
        }
        entries={exportMenu(work, card)}
      />
      <MenuButton
        label={words.card.more}
        placement="bottom end"
        trigger={<IconButton label={words.card.more} icon={Ellipsis} />}
        entries={moreMenu(work, card)}
      />
    </PageHeader>
  );
}

function moreMenu(work: Workplace, card: Scorecard): readonly MenuEntry[] {
  const removed: readonly CardPart[] = [
    ...removedParts(card.subjects).map((part): CardPart => ({ kind: 'subject', part })),
    ...removedParts(card.criteria).map((part): CardPart => ({ kind: 'criterion', part })),
  ];
  const back = removed.map((given): MenuItemEntry => ({
    kind: 'item',
    id: given.part.id,
    label: words.parts.bringBackOne(given.part.name),
    icon: RotateCcw,
    perform: () => void bringPartBack(work, card, given),
  }));
  const away: MenuEntry = {
    kind: 'item',
    id: 'remove',
    label: words.card.remove,
    icon: Trash2,
    isDanger: true,
    perform: () => void work.remove([{ kind: 'scorecard', id: card.id }]),
  };
  return back.length === 0
    ? [away]
    : [{ kind: 'group', label: words.parts.bringBack, entries: back }, { kind: 'separator' }, away];
}
