// The command that finds a quotation: the words selected on the screen, or those pasted on its page.
import { TextQuote } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { quotationWords as words } from '#words/quotation.ts';
import { searchWords } from '#words/search.ts';

/** Longer selections are a whole text, not a quotation from one. */
const mostChars = 20_000;

function selected(): string {
  const text = getSelection()?.toString().trim() ?? '';
  return text.length > mostChars || !/\s/.test(text) ? '' : text;
}

export const quotationCommand: Command<Workplace> = {
  id: 'search.quotation',
  label: words.command,
  group: searchWords.group,
  keywords: Object.values(words.keywords),
  shortcut: 'Mod+Shift+L',
  icon: TextQuote,
  perform: ({ go }) => go({ view: 'search', question: '', quotation: selected() }),
};
