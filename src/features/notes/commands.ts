// What can be done with notes by menu, palette and keyboard.
import { FilePlus, History, Quote, Search, Trash2 } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { canFind, openFind } from '#ui/findTarget.ts';
import { noteWords } from '#words/notes.ts';
import { shownNote, wantTitle } from './shownNote.ts';

const words = noteWords.commands;

/** Begins an empty note and goes there; under a tag that is shown, it carries that tag. */
export async function newNote({ notebook, place, go, tell }: Workplace): Promise<void> {
  const tag = place.view === 'notes' ? place.tag : undefined;
  const saved = await notebook.notes.create({ title: '', tags: tag === undefined ? [] : [tag] });
  if (saved.kind !== 'saved') {
    const why = noteWords.saving.failed[saved.kind === 'failed' ? saved.why : 'gone'];
    tell({ text: noteWords.list.notCreated(why), look: 'bad' });
    return;
  }
  wantTitle(saved.record.id);
  go({ view: 'notes', id: saved.record.id, ...(tag === undefined ? {} : { tag }) });
}

export const versionsShortcut = 'Mod+Shift+H';

export const noteCommands: readonly Command<Workplace>[] = [
  {
    id: 'notes.create',
    label: words.create,
    group: words.group,
    shortcut: 'Mod+N',
    icon: FilePlus,
    perform: (work) => void newNote(work),
  },
  {
    id: 'notes.insertReference',
    label: words.insertReference,
    group: words.group,
    keywords: words.insertReferenceAlso.split(' '),
    shortcut: 'Mod+Shift+E',
    icon: Quote,
    enabled: ({ place }) => place.view === 'notes' && place.id !== undefined,
    perform: () => shownNote()?.pickReference(),
  },
  {
    id: 'notes.find',
    label: words.find,
    group: words.group,
    shortcut: 'Mod+F',
    icon: Search,
    // A page says that it can be searched once it is there; until then it is expected to.
    enabled: ({ place }) => 'id' in place || canFind(),
    perform: () => void openFind(),
  },
  {
    id: 'notes.versions',
    label: words.versions,
    group: words.group,
    keywords: words.versionsAlso.split(' '),
    shortcut: versionsShortcut,
    icon: History,
    enabled: ({ place }) => place.view === 'notes' && place.id !== undefined,
    perform: () => shownNote()?.showVersions(),
  },
  {
    id: 'notes.delete',
    label: words.remove,
    group: words.group,
    icon: Trash2,
    enabled: ({ place }) => place.view === 'notes' && place.id !== undefined,
    perform: ({ place, remove }) => {
      if (place.view === 'notes' && place.id !== undefined) void remove([{ kind: 'note', id: place.id }]);
    },
  },
];
