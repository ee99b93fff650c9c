// What can be carried out of the notebook from menu, palette and keyboard.
import { ClipboardCopy, FileDown, FolderOutput } from 'lucide-react';
import { carryMarkdown } from '#notebook/carrying.ts';
import type { ExportTarget } from '#notebook/exporting.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { exchangeWords } from '#words/exchange.ts';
import { exportWork } from './exportWork.ts';

const { group, commands } = exchangeWords;
const { keywords } = commands;

/** The note, source or scorecard that is shown. */
export function targetAt(place: Place): ExportTarget | null {
  if (place.view === 'notes' && place.id !== undefined) return { kind: 'note', id: place.id };
  if (place.view === 'sources' && place.id !== undefined) return { kind: 'source', id: place.id };
  if (place.view === 'scorecards' && place.id !== undefined) return { kind: 'scorecard', id: place.id };
  return null;
}

function carry(work: Workplace, to: 'clipboard' | 'file'): void {
  const target = targetAt(work.place);
  if (target !== null) void carryMarkdown(work, target, to, exchangeWords);
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
    perform: (work) => carry(work, 'clipboard'),
  },
  {
    id: 'exchange.saveMarkdown',
    label: commands.saveMarkdown,
    group,
    keywords: [keywords.export, keywords.file],
    icon: FileDown,
    enabled: isAtRecord,
    perform: (work) => carry(work, 'file'),
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
