// What can be done with sources from the menu, the palette and the keyboard.
import { BookPlus, Quote, Trash2 } from 'lucide-react';
import type { SourceId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { sourceWords } from '#words/sources.ts';
import { deskOf } from './desk.ts';

const words = sourceWords.commands;

/** Opens the form of a new source, where sources are shown. */
export function newSource({ notebook, place, go }: Workplace): void {
  deskOf(notebook).open({ kind: 'new source' });
  if (place.view !== 'sources') go({ view: 'sources' });
}

/** Quotes the selected words, or asks for the words when none are selected. */
export function newExcerpt({ notebook }: Workplace, source: SourceId): void {
  const desk = deskOf(notebook);
  const selected = desk.selected();
  desk.open(selected ? { kind: 'select excerpt', source, ...selected } : { kind: 'type excerpt', source });
}

/** Opens the text of a source to be typed in: a first one, or one in place of what was typed before. */
export function typeText({ notebook }: Workplace, id: SourceId): void {
  deskOf(notebook).open({ kind: 'source text', id });
}

function shownSource({ place }: Workplace): SourceId | undefined {
  return place.view === 'sources' ? place.id : undefined;
}

export const sourceCommands: readonly Command<Workplace>[] = [
  {
    id: 'sources.create',
    label: words.create,
    group: words.group,
    shortcut: 'Mod+Shift+N',
    icon: BookPlus,
    perform: newSource,
  },
  {
    id: 'sources.excerpt',
    label: words.excerpt,
    group: words.group,
    shortcut: 'Mod+E',
    icon: Quote,
    enabled: (work) => shownSource(work) !== undefined,
    perform: (work) => {
      const source = shownSource(work);
      if (source !== undefined) newExcerpt(work, source);
    },
  },
  {
    id: 'sources.delete',
    label: words.remove,
    group: words.group,
    icon: Trash2,
    enabled: (work) => shownSource(work) !== undefined,
    perform: (work) => {
      const id = shownSource(work);
      if (id !== undefined) void work.remove([{ kind: 'source', id }]);
    },
  },
];
