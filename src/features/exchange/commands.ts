// What can be carried out of the notebook from menu, palette and keyboard.
import { ClipboardCopy, FileDown, FolderOutput } from 'lucide-react';
import type { Exported, ExportTarget } from '#notebook/exporting.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { exchangeWords } from '#words/exchange.ts';
import { exportWork } from './exportWork.ts';
import { whyOf } from './why.ts';

const { group, commands, gone, notCopied, notSaved } = exchangeWords;
const { keywords } = commands;

/** The note, source or scorecard that is shown. */
export function targetAt(place: Place): ExportTarget | null {
  if (place.view === 'notes' && place.id !== undefined) return { kind: 'note', id: place.id };
  if (place.view === 'sources' && place.id !== undefined) return { kind: 'source', id: place.id };
  if (place.view === 'scorecards' && place.id !== undefined) return { kind: 'scorecard', id: place.id };
  return null;
}

/** Carries what is shown as Markdown to `where`; a failure is told in `notDone`. */
async function carry(
  work: Workplace,
  where: (exported: Exported) => Promise<unknown>,
  notDone: (why: string) => string,
): Promise<void> {
  const target = targetAt(work.place);
  if (target === null) return;
  try {
    await work.flushDrafts();
    const exported = await work.notebook.exporting.markdown(target);
    if (exported === null) work.tell({ text: gone, look: 'bad' });
    else await where(exported);
  } catch (error) {
    work.tell({ text: notDone(whyOf(error)), look: 'bad' });
  }
}

const isAtRecord = ({ place }: Workplace): boolean => targetAt(place) !== null;

export const exchangeCommands: readonly Command<Workplace>[] = [
  {
    id: 'exchange.copyMarkdown',
    label: commands.copyMarkdown,
    group,
    keywords: [keywords.export, keywords.clipboard],
    icon: ClipboardCopy,
    enabled: isAtRecord,
    perform: (work) => void carry(work, ({ text }) => work.surroundings.copyText(text), notCopied),
  },
  {
    id: 'exchange.saveMarkdown',
    label: commands.saveMarkdown,
    group,
    keywords: [keywords.export, keywords.file],
    icon: FileDown,
    enabled: isAtRecord,
    perform: (work) =>
      void carry(work, ({ name, text }) => work.surroundings.saveText(name, 'md', text), notSaved),
  },
  {
    id: 'exchange.exportAll',
    label: commands.exportAll,
    group,
    keywords: Object.values(keywords),
    icon: FolderOutput,
    perform: (work) => void exportWork.start(work),
  },
];
