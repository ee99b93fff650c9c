// What can be done with the trash from menu, palette and keyboard.
import { Trash2 } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { trashWords } from '#words/trash.ts';
import { emptying } from './emptying.ts';

export const trashCommands: readonly Command<Workplace>[] = [
  {
    id: 'trash.empty',
    label: trashWords.commands.empty,
    group: trashWords.group,
    keywords: Object.values(trashWords.commands.keywords),
    icon: Trash2,
    perform: ({ go }) => {
      // Nothing is erased unseen: the page shows what is there and asks.
      emptying.wish();
      go({ view: 'trash' });
    },
  },
];
