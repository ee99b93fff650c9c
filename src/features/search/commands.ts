// What can be done with the search from menu, palette and keyboard.
import { Bookmark, Search } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { askingWords } from '#words/asking.ts';
import { searchWords } from '#words/search.ts';
import { focusBox, openSaving } from './box.ts';
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
  {
    id: 'search.save',
    label: askingWords.saved.command,
    group: searchWords.group,
    keywords: Object.values(askingWords.saved.keywords),
    shortcut: 'Mod+Shift+D',
    icon: Bookmark,
    enabled: ({ place }) =>
      place.view === 'search' && place.quotation === undefined && place.question.trim() !== '',
    perform: openSaving,
  },
  quotationCommand,
];
