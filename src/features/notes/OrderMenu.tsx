// The quiet button that says in which order the notes are, and changes it.
import { ArrowDownWideNarrow } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '#ui/Button.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { noteWords } from '#words/notes.ts';
import type { NoteOrder } from './order.ts';
import { noteOrders } from './order.ts';

const words = noteWords.list;

interface Props {
  readonly order: NoteOrder;
  readonly onChange: (order: NoteOrder) => void;
}

export function OrderMenu({ order, onChange }: Props): ReactElement {
  return (
    <MenuButton
      label={words.order}
      placement="bottom end"
      trigger={
        <Button look="plain" icon={ArrowDownWideNarrow} aria-label={`${words.order}: ${words.orders[order]}`}>
          {words.orders[order]}
        </Button>
      }
      entries={noteOrders.map((each) => ({
        kind: 'item',
        id: each,
        label: words.orders[each],
        isChecked: each === order,
        perform: () => onChange(each),
      }))}
    />
  );
}
