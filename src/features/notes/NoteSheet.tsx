// One note as it is written: title, tags, the formatting bar, the text, and what floats above it.
import type { Editor } from '@tiptap/core';
import type { MouseEvent, ReactElement } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Span } from '#domain/passages.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Point } from '#ui/ContextMenu.tsx';
import { FindBar } from '#ui/FindBar.tsx';
import { PopoverAt } from '#ui/PopoverAt.tsx';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';
import type { Draft } from './draft.ts';
import { EditorToolbar } from './EditorToolbar.tsx';
import { insertQuotation, insertReference } from './insert.ts';
import { LinkBar } from './LinkBar.tsx';
import { LinkForm } from './LinkForm.tsx';
import { NoteBanners } from './NoteBanners.tsx';
import { NoteHeader } from './NoteHeader.tsx';
import { NoteHeading } from './NoteHeading.tsx';
import { ReferencePicker } from './ReferencePicker.tsx';
import { pointAt } from './scroll.ts';
import { blockTextAt } from './spans.ts';
import { useDraftState } from './useDraft.ts';
import { useFind } from './useFind.ts';
import { useNoteEditor } from './useNoteEditor.ts';
import { VersionsDialog } from './VersionsDialog.tsx';
import styles from './notes.module.css';

interface Props {
  readonly work: Workplace;
  readonly draft: Draft;
  readonly at: Span | undefined;
}

/** What floats above the text: at most one thing at a time. */
type Floating =
  | { readonly kind: 'picker'; readonly at: Point; readonly typed: string; readonly paragraph: string }
  | { readonly kind: 'link'; readonly at: Point };

export function NoteSheet({ work, draft, at }: Props): ReactElement {
  const { note, saving } = useDraftState(draft);
  const isReadOnly = note.deletedAt !== undefined || work.notebook.readOnly !== null;
  const [floating, setFloating] = useState<Floating | null>(null);
  const [showsVersions, setShowsVersions] = useState(false);
  const subject = useMemo(() => ({ kind: 'note', id: draft.id }) as const, [draft.id]);
  const toolbar = useRef<HTMLDivElement>(null);

  const pick = useCallback((editor: Editor, typed: string) => {
    if (!editor.isEditable) return;
    const { from, head } = editor.state.selection;
    const paragraph = blockTextAt(editor.state.doc, head);
    setFloating({ kind: 'picker', at: pointAt(editor.view, from), typed, paragraph });
  }, []);
  const editLink = useCallback((editor: Editor) => {
    if (!editor.isEditable) return;
    setFloating({ kind: 'link', at: pointAt(editor.view, editor.state.selection.from) });
  }, []);
  const { editor, mount } = useNoteEditor({
    work,
    draft,
    at,
    isReadOnly,
    onPickReference: pick,
    onEditLink: editLink,
    onFocusToolbar: () => toolbar.current?.querySelector('button')?.focus(),
    onShowVersions: () => setShowsVersions(true),
  });
  const find = useFind(editor);

  // Where a line has gone, the way back to the text is the caret.
  const wasFloating = useRef(false);
  useEffect(() => {
    if (wasFloating.current && !floating) editor?.commands.focus();
    wasFloating.current = floating !== null;
  }, [floating, editor]);

  const close = (): void => {
    // What was typed to ask for the picker stays in the text when nothing is chosen.
    if (floating?.kind === 'picker' && floating.typed !== '') editor?.commands.insertContent(floating.typed);
    setFloating(null);
  };
  const choose = (chosen: Described, how: 'reference' | 'quotation'): void => {
    setFloating(null);
    if (!editor) return;
    if (how === 'quotation') insertQuotation(editor, chosen);
    else insertReference(editor, chosen);
  };
  const openLink = (address: string): void => void work.surroundings.openLink(address);

  /** A click on the empty paper below the text goes to its end, where a line to write on is made if there is none. */
  const toEnd = (event: MouseEvent): void => {
    if (event.target !== event.currentTarget || !editor?.isEditable) return;
    event.preventDefault();
    const chain = editor.chain();
    if (editor.state.doc.lastChild?.type.name !== 'paragraph')
      chain.insertContentAt(editor.state.doc.content.size, { type: 'paragraph' });
    chain.focus('end').run();
  };

  return (
    <>
      <NoteHeader
        work={work}
        note={note}
        onPickReference={() => editor && pick(editor, '')}
        onShowVersions={() => setShowsVersions(true)}
      />
      <NoteBanners work={work} draft={draft} note={note} saving={saving} />
      {editor && !isReadOnly && (
        <EditorToolbar
          editor={editor}
          toolbarRef={toolbar}
          onLink={() => editLink(editor)}
          onReference={() => pick(editor, '')}
        />
      )}
      {find.isOpen && (
        <FindBar
          question={find.question}
          onQuestion={(question) => find.search(question, find.matchCase)}
          matchCase={find.matchCase}
          onMatchCase={(matchCase) => find.search(find.question, matchCase)}
          found={find.ranges.length}
          current={find.current}
          isCut={find.isCut}
          onStep={find.step}
          onClose={find.close}
          asked={find.asked}
        />
      )}
      <div className={styles['scroll']} data-scrolls>
        <article className={styles['sheet']}>
          <NoteHeading
            work={work}
            draft={draft}
            note={note}
            isReadOnly={isReadOnly}
            onDone={() => editor?.commands.focus('start')}
          />
          <div className={styles['text']}>
            <div ref={mount} />
            {editor && <LinkBar editor={editor} onOpen={openLink} onEdit={() => editLink(editor)} />}
          </div>
        </article>
        {/* A pointer's short cut to what Ctrl+End does. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className={styles['below']} onMouseDown={toEnd} />
      </div>
      {editor && (
        <PopoverAt
          label={floating?.kind === 'link' ? noteWords.link.label : noteWords.picker.label}
          at={floating?.at ?? null}
          onClose={close}
        >
          {floating?.kind === 'picker' && (
            <ReferencePicker
              notebook={work.notebook}
              noteId={draft.id}
              paragraph={floating.paragraph}
              onChoose={choose}
            />
          )}
          {floating?.kind === 'link' && <LinkForm editor={editor} onOpen={openLink} onClose={close} />}
        </PopoverAt>
      )}
      {showsVersions && (
        <VersionsDialog
          work={work}
          subject={subject}
          isReadOnly={isReadOnly}
          onClose={() => setShowsVersions(false)}
          onWentBack={() => {
            setShowsVersions(false);
            editor?.commands.focus('start');
          }}
        />
      )}
    </>
  );
}
