// A scorecard as Markdown: to the clipboard, or to a file.
import { ClipboardCopy, FileDown } from 'lucide-react';
import type { Scorecard } from '#domain/scorecard.ts';
import { carryMarkdown } from '#notebook/carrying.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { MenuEntry } from '#ui/Menu.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { scorecardWords } from '#words/scorecards.ts';

const words = scorecardWords.card;

export function exportMenu(work: Workplace, { id }: Scorecard): readonly MenuEntry[] {
  const carry = (to: 'clipboard' | 'file'): void =>
    void carryMarkdown(work, { kind: 'scorecard', id }, to, exchangeWords);
  return [
    {
      kind: 'item',
      id: 'copy',
      label: words.copy,
      icon: ClipboardCopy,
      perform: () => carry('clipboard'),
    },
    {
      kind: 'item',
      id: 'save',
      label: words.save,
      icon: FileDown,
      perform: () => carry('file'),
    },
  ];
}
