// The editor of a note on the page: made when its place is there, filled from the draft, and taken down with it.
import { Editor } from '@tiptap/core';
import type { RefCallback } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Span } from '#domain/passages.ts';
import { layoutText } from '#domain/plainText.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { noteWords } from '#words/notes.ts';
import { createCleaner } from './cleanHtml.ts';
import type { Draft } from './draft.ts';
import { editorExtensions } from './extensions.ts';
import { markPassage } from './highlights.ts';
import { openRecord } from './openRecord.ts';
import { watchTargets } from './referenceTargets.ts';
import { scrollToPosition } from './scroll.ts';
import { showNote } from './shownNote.ts';
import { blockTextAt, contentOf, documentOf, rangeOf } from './spans.ts';
import styles from './document.module.css';

export interface EditorAsks {
  readonly work: Workplace;
  readonly draft: Draft;
  readonly at: Span | undefined;
  readonly isReadOnly: boolean;
  readonly onPickReference: (editor: Editor, typed: string) => void;
  readonly onEditLink: (editor: Editor) => void;
  readonly onFocusToolbar: () => void;
  readonly onShowVersions: () => void;
}

const clean = createCleaner(window);

const carriesFiles = (_view: unknown, event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

export function useNoteEditor(asks: EditorAsks): {
  readonly editor: Editor | null;
  /** Goes to the element the editor lives in. */
  readonly mount: RefCallback<HTMLDivElement>;
} {
  const { draft, at, isReadOnly } = asks;
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(asks);
  useEffect(() => {
    latest.current = asks;
  });

  const mount = useCallback<RefCallback<HTMLDivElement>>(
    (element) => {
      if (!element) return undefined;
      const { work, onFocusToolbar } = latest.current;
      const targets = watchTargets(work.notebook);
      const made: Editor = new Editor({
        element,
        injectCSS: false,
        content: contentOf(draft.document()),
        editable: !latest.current.isReadOnly,
        extensions: editorExtensions({
          targets,
          openReference: ({ kind, id }) => openRecord(latest.current.work, kind, id),
          pickReference: (typed) => latest.current.onPickReference(made, typed),
          editLink: () => latest.current.onEditLink(made),
          focusToolbar: onFocusToolbar,
        }),
        editorProps: {
          attributes: {
            class: styles['document'] ?? '',
            role: 'textbox',
            'aria-multiline': 'true',
            'aria-label': noteWords.editor.label,
            spellcheck: 'false',
          },
          transformPastedHTML: clean,
          handleDOMEvents: {
            // Files belong to the import, which listens at the window.
            drop: carriesFiles,
            dragover: carriesFiles,
            click: (_view, event) => {
              const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
              if (!link) return false;
              event.preventDefault();
              if (event.ctrlKey || event.metaKey)
                void latest.current.work.surroundings.openLink(link.getAttribute('href') ?? '');
              return false;
            },
          },
        },
        onUpdate: ({ transaction }) => {
          const { doc } = transaction;
          latest.current.work.keysArrive();
          draft.change({ document: () => documentOf(doc) });
          tell();
        },
        onSelectionUpdate: () => tell(),
        onFocus: () => tell(),
        onBlur: () => void draft.flush(),
      });
      const tell = (): void => shown.tell(blockTextAt(made.state.doc, made.state.selection.head));
      const shown = showNote(draft.id, {
        focus: () => made.commands.focus(),
        insertReference: (reference) =>
          made
            .chain()
            .focus()
            .insertContent([{ type: 'reference', attrs: reference }, ' '])
            .run(),
        pickReference: () => latest.current.onPickReference(made, ''),
        showVersions: () => latest.current.onShowVersions(),
      });
      const unwatch = draft.watchReplaced((document) => {
        const { from } = made.state.selection;
        made.commands.setContent(contentOf(document), { emitUpdate: false });
        made.commands.setTextSelection(Math.min(from, made.state.doc.content.size));
      });
      setEditor(made);
      return () => {
        unwatch();
        shown.hide();
        targets.close();
        made.destroy();
        setEditor(null);
      };
    },
    [draft],
  );

  useEffect(() => {
    editor?.setEditable(!isReadOnly, false);
  }, [editor, isReadOnly]);

  // A hit that was opened: the passage comes into sight and is marked until something is typed.
  const start = at?.start;
  const end = at?.end;
  useEffect(() => {
    if (!editor || start === undefined || end === undefined) return;
    const range = rangeOf(layoutText(documentOf(editor.state.doc)), { start, end });
    if (!range) return;
    editor.commands.setTextSelection(range.from);
    markPassage(editor.view, range);
    scrollToPosition(editor.view, range.from, 'always');
  }, [editor, start, end]);

  return { editor, mount };
}
