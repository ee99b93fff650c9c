// A scorecard as Markdown: to the clipboard, or to a file.
import { ClipboardCopy, FileDown } from 'lucide-react';
import type { Scorecard } from '#domain/scorecard.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { MenuEntry } from '#ui/Menu.tsx';
import { scorecardWords } from '#words/scorecards.ts';

const words = scorecardWords.card;

async function carry(
  { notebook, tell }: Workplace,
  { id }: Scorecard,
  to: (exported: { readonly name: string; readonly text: string }) => Promise<unknown>,
  failed: string,
): Promise<void> {
  try {
    const exported = await notebook.exporting.markdown({ kind: 'scorecard', id });
    if (exported !== null) await to(exported);
  } catch {
    tell({ text: failed, look: 'bad' });
  }
}

export function exportMenu(work: Workplace, card: Scorecard): readonly MenuEntry[] {
  return [
    {
      kind: 'item',
      id: 'copy',
      label: words.copy,
      icon: ClipboardCopy,
      perform: () => void carry(work, card, ({ text }) => work.surroundings.copyText(text), words.copyFailed),
    },
    {
      kind: 'item',
      id: 'save',
      label: words.save,
      icon: FileDown,
      perform: () =>
        void carry(
          work,
          card,
          ({ name, text }) => work.surroundings.saveText(name, 'md', text),
          words.saveFailed,
        ),
    },
  ];
}
