// What can be done with the search from menu, palette and keyboard.
import { Search } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { searchWords } from '#words/search.ts';
import { focusBox } from './box.ts';
import { quotationCommand } from './quotationCommand.ts';

export const searchCommands: readonly Command<Workplace>[] = [
  {
    id: 'search.open',
    label: searchWords.commands.open,
    group: searchWords.group,
    keywords: Object.values(searchWords.commands.keywords),
    shortcut: 'Mod+Shift+F',
    icon: Search,
    perform: ({ place, go }) => {
      // Where the box is already there, the question in it is taken up again.
      if (place.view === 'search' && place.quotation === undefined) focusBox('select');
      else go({ view: 'search', question: '' });
    },
  },
  quotationCommand,
];
