// The list of notes: in an order of choice, of one tag or all, one chosen or several.
import { Copy, Download, FilePlus, FileText, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Note } from '#domain/note.ts';
import type { Place } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import type { Point } from '#ui/ContextMenu.tsx';
import { ContextMenu } from '#ui/ContextMenu.tsx';
import { DateText } from '#ui/DateText.tsx';
import { EmptyState, PageHeader, Skeleton } from '#ui/frame.tsx';
import { ListRow, listRowRem } from '#ui/ListRow.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { VirtualList } from '#ui/VirtualList.tsx';
import { wholeNumber } from '#words/format.ts';
import { noteWords } from '#words/notes.ts';
import { newNote } from './commands.ts';
import { carryOut, removeNotes } from './noteActions.ts';
import { inOrder } from './order.ts';
import { OrderMenu } from './OrderMenu.tsx';
import { shownNote } from './shownNote.ts';
import { TagSwitch } from './TagSwitch.tsx';
import styles from './notes.module.css';

const words = noteWords.list;

interface Props {
  readonly work: Workplace;
  readonly place: Extract<Place, { readonly view: 'notes' }>;
}

const keyOf = (note: Note): string => note.id;
const textOf = (note: Note): string => note.title;
const none: ReadonlySet<string> = new Set();
const noNotes: readonly Note[] = [];

function Row({ note }: { readonly note: Note }): ReactElement {
  return (
    <ListRow
      title={
        note.title.trim() === '' ? (
          <span className={styles['untitled']}>{noteWords.untitled}</span>
        ) : (
          note.title
        )
      }
      text={note.preview === '' ? <span className={styles['untitled']}>{words.noText}</span> : note.preview}
      meta={
        <>
          <DateText iso={note.updatedAt} />
          {note.tags.map((tag) => (
            <span key={tag} className={styles['rowTag']}>
              {tag}
            </span>
          ))}
        </>
      }
    />
  );
}

export function NotesList({ work, place }: Props): ReactElement {
  const { notebook, go } = work;
  const { tag, id } = place;
  const heads = notebook.heads.of('note');
  const state = useLive(heads.read, heads.watch, heads.now);
  const order = useSyncExternalStore(notebook.settings.watch, notebook.settings.current).noteOrder;
  const [several, setSeveral] = useState<ReadonlySet<string>>(none);
  const [menu, setMenu] = useState<{ readonly at: Point; readonly note: Note } | null>(null);

  const all = valueOf(state, noNotes);
  const notes = useMemo(() => {
    const tagged = tag === undefined ? all : all.filter((note) => note.tags.includes(tag));
    return inOrder(tagged, order);
  }, [all, tag, order]);
  const byId = useMemo(() => new Map(notes.map((note) => [String(note.id), note])), [notes]);

  const one = useMemo(() => (id === undefined ? none : new Set<string>([id])), [id]);
  const isSeveral = several.size > 1 && (id === undefined || several.has(id));
  const selected = isSeveral ? several : one;

  const open = useCallback(
    (note: Note) => go({ view: 'notes', id: note.id, ...(tag === undefined ? {} : { tag }) }),
    [go, tag],
  );
  const select = (keys: ReadonlySet<string>): void => {
    setSeveral(keys);
    const [only] = keys;
    const note = keys.size === 1 && only !== undefined ? byId.get(only) : undefined;
    if (note && note.id !== id) open(note);
  };
  const chosen = (at: Note | null): readonly Note[] =>
    isSeveral && (at === null || several.has(at.id))
      ? [...several].map((key) => byId.get(key)).filter((note) => note !== undefined)
      : at === null
        ? []
        : [at];

  const onKey = (event: KeyboardEvent, note: Note | null): void => {
    const isDelete =
      event.key === 'Delete' || (event.key === 'Backspace' && (event.ctrlKey || event.metaKey));
    if (isDelete) removeNotes(work, chosen(note));
    else if (event.key === 'Escape' && isSeveral) setSeveral(none);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const row = useCallback((note: Note) => <Row note={note} />, []);
  const create = (
    <Button icon={FilePlus} onPress={() => void newNote(work)}>
      {noteWords.commands.create}
    </Button>
  );

  return (
    <>
      <PageHeader
        title={noteWords.title}
        {...(state.kind === 'there' ? { count: wholeNumber(notes.length) } : {})}
      >
        <OrderMenu order={order} onChange={(next) => void notebook.settings.set('noteOrder', next)} />
        <IconButton
          label={noteWords.commands.create}
          icon={FilePlus}
          shortcut="Mod+N"
          onPress={() => void newNote(work)}
        />
      </PageHeader>
      {tag !== undefined && <TagSwitch work={work} tag={tag} id={id} />}
      {state.kind === 'reading' && (
        <div className={styles['reading']}>
          <Skeleton lines={8} />
        </div>
      )}
      {state.kind === 'failed' && (
        <EmptyState
          title={words.failed}
          text={words.failedText(state.why)}
          action={<Button onPress={state.again}>{noteWords.page.again}</Button>}
        />
      )}
      {state.kind === 'there' && (
        <VirtualList
          label={words.label}
          items={notes}
          keyOf={keyOf}
          textOf={textOf}
          row={row}
          rowRem={listRowRem}
          selected={selected}
          onSelect={select}
          selection="multiple"
          onOpen={(note) => {
            if (note.id === id) shownNote()?.focus();
            else open(note);
          }}
          onMenu={(note, at) => setMenu({ note, at })}
          onKey={onKey}
          place={`notes ${tag ?? ''}`}
          empty={
            tag === undefined ? (
              <EmptyState title={words.empty} text={words.emptyText} action={create} shortcut="Mod+N" />
            ) : (
              <EmptyState
                title={words.emptyTag(tag)}
                text={words.emptyTagText}
                action={<Button onPress={() => go({ view: 'notes' })}>{words.allNotes}</Button>}
              />
            )
          }
        />
      )}
      <ContextMenu
        label={words.menu}
        at={menu?.at ?? null}
        onClose={() => setMenu(null)}
        entries={menu === null ? [] : entriesFor(work, menu.note, chosen(menu.note), open)}
      />
    </>
  );
}

function entriesFor(
  work: Workplace,
  note: Note,
  notes: readonly Note[],
  open: (note: Note) => void,
): Parameters<typeof ContextMenu>[0]['entries'] {
  const isOne = notes.length === 1;
  return [
    {
      kind: 'item',
      id: 'open',
      label: words.open,
      icon: FileText,
      shortcut: 'Enter',
      isDisabled: !isOne,
      perform: () => open(note),
    },
    {
      kind: 'item',
      id: 'copy',
      label: noteWords.page.copyMarkdown,
      icon: Copy,
      isDisabled: !isOne,
      perform: () => carryOut(work, note, 'clipboard'),
    },
    {
      kind: 'item',
      id: 'save',
      label: noteWords.page.saveMarkdown,
      icon: Download,
      isDisabled: !isOne,
      perform: () => carryOut(work, note, 'file'),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      id: 'remove',
      label: words.remove(notes.length),
      icon: Trash2,
      shortcut: 'Delete',
      isDanger: true,
      perform: () => removeNotes(work, notes),
    },
  ];
}
