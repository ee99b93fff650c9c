// The bar above a note: the way to it, how many words it has, and what can be done with the whole of it.
import { Copy, Download, Ellipsis, History, Quote, Search, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Note } from '#domain/note.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { IconButton } from '#ui/Button.tsx';
import { openFind } from '#ui/findTarget.ts';
import { PageHeader } from '#ui/frame.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { noteWords } from '#words/notes.ts';
import { versionsShortcut } from './commands.ts';
import { carryOut, removeNotes } from './noteActions.ts';
import styles from './notes.module.css';

const words = noteWords.page;

interface Props {
  readonly work: Workplace;
  readonly note: Note;
  readonly onPickReference: () => void;
  readonly onShowVersions: () => void;
}

export function NoteHeader({ work, note, onPickReference, onShowVersions }: Props): ReactElement {
  return (
    <PageHeader path={[noteWords.title, note.title.trim() === '' ? noteWords.untitled : note.title]}>
      <span className={styles['count']}>{words.words(note.words)}</span>
      <IconButton
        label={noteWords.commands.versions}
        icon={History}
        shortcut={versionsShortcut}
        onPress={onShowVersions}
      />
      <MenuButton
        label={words.menu}
        placement="bottom end"
        trigger={<IconButton label={words.menu} icon={Ellipsis} />}
        entries={[
          {
            kind: 'item',
            id: 'reference',
            label: noteWords.commands.insertReference,
            icon: Quote,
            shortcut: 'Mod+Shift+E',
            isDisabled: note.deletedAt !== undefined,
            perform: onPickReference,
          },
          {
            kind: 'item',
            id: 'find',
            label: noteWords.commands.find,
            icon: Search,
            shortcut: 'Mod+F',
            perform: () => void openFind(),
          },
          {
            kind: 'item',
            id: 'versions',
            label: noteWords.commands.versions,
            icon: History,
            shortcut: versionsShortcut,
            perform: onShowVersions,
          },
          { kind: 'separator' },
          {
            kind: 'item',
            id: 'copy',
            label: words.copyMarkdown,
            icon: Copy,
            perform: () => carryOut(work, note, 'clipboard'),
          },
          {
            kind: 'item',
            id: 'save',
            label: words.saveMarkdown,
            icon: Download,
            perform: () => carryOut(work, note, 'file'),
          },
          { kind: 'separator' },
          {
            kind: 'item',
            id: 'remove',
            label: words.remove,
            icon: Trash2,
            isDanger: true,
            isDisabled: note.deletedAt !== undefined,
            perform: () => removeNotes(work, [note]),
          },
        ]}
      />
    </PageHeader>
  );
}
