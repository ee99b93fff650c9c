// Finding in the note that is shown: the places, the one at hand, and their marks in the editor.
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { layoutText } from '#domain/plainText.ts';
import { registerFindTarget } from '#ui/findTarget.ts';
import { markFound } from './highlights.ts';
import { scrollToPosition } from './scroll.ts';
import type { Range } from './spans.ts';
import { documentOf, findSpans, mostFound, rangeOf } from './spans.ts';

interface Found {
  readonly question: string;
  readonly matchCase: boolean;
  readonly ranges: readonly Range[];
  readonly current: number;
}

export interface Find extends Found {
  readonly isOpen: boolean;
  readonly isCut: boolean;
  /** Counts how often the bar was asked for. */
  readonly asked: number;
  readonly search: (question: string, matchCase: boolean) => void;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
}

const nothing: Found = { question: '', matchCase: false, ranges: [], current: 0 };
const againMs = 200;
/** A pause in the question before the note is searched: the first letter alone is nearly everywhere. */
const questionPauseMs = 120;
/** Places that are marked in the text, around the one at hand. All of them are counted. */
const mostMarked = 400;

function rangesIn(editor: Editor, question: string, matchCase: boolean): readonly Range[] {
  if (question === '') return [];
  const layout = layoutText(documentOf(editor.state.doc));
  return findSpans(layout.text, question, matchCase)
    .map((span) => rangeOf(layout, span))
    .filter((range) => range !== null);
}

export function useFind(editor: Editor | null): Find {
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState(0);
  const [found, setFound] = useState<Found>(nothing);
  const latest = useRef(found);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback(
    (next: Found, how: 'scroll' | 'stay') => {
      latest.current = next;
      setFound(next);
      if (!editor || editor.isDestroyed) return;
      const first = Math.max(0, next.current - mostMarked / 2);
      markFound(editor.view, next.ranges.slice(first, first + mostMarked), next.current - first);
      const range = next.ranges[next.current];
      if (range && how === 'scroll') scrollToPosition(editor.view, range.from, 'out of sight');
    },
    [editor],
  );

  const lookFor = useCallback(
    (question: string, matchCase: boolean) => {
      pending.current = undefined;
      if (!editor || editor.isDestroyed) return;
      const ranges = rangesIn(editor, question, matchCase);
      // Begins with the first place after the caret, as the eye does.
      const { from } = editor.state.selection;
      const after = ranges.findIndex((range) => range.from >= from);
      show({ question, matchCase, ranges, current: Math.max(0, after) }, 'scroll');
    },
    [editor, show],
  );

  const search = useCallback(
    (question: string, matchCase: boolean) => {
      clearTimeout(pending.current);
      latest.current = { ...latest.current, question, matchCase };
      setFound(latest.current);
      pending.current = setTimeout(() => lookFor(question, matchCase), questionPauseMs);
    },
    [lookFor],
  );
  useEffect(() => () => clearTimeout(pending.current), []);

  const step = useCallback(
    (by: 1 | -1) => {
      if (pending.current !== undefined) {
        clearTimeout(pending.current);
        lookFor(latest.current.question, latest.current.matchCase);
        return;
      }
      const { ranges, current } = latest.current;
      if (ranges.length === 0) return;
      show({ ...latest.current, current: (current + by + ranges.length) % ranges.length }, 'scroll');
    },
    [show, lookFor],
  );

  const close = useCallback(() => {
    clearTimeout(pending.current);
    pending.current = undefined;
    const range = latest.current.ranges[latest.current.current];
    setOpen(false);
    show({ ...latest.current, ranges: [] }, 'stay');
    // The caret goes to what was found, so that one can write on there.
    if (editor && range) editor.chain().setTextSelection(range).focus().run();
    else editor?.commands.focus();
  }, [editor, show]);

  useEffect(() => {
    if (!editor) return undefined;
    return registerFindTarget(() => {
      const { from, to, empty } = editor.state.selection;
      const selected = empty ? '' : editor.state.doc.textBetween(from, to, '\n');
      setOpen(true);
      setAsked((before) => before + 1);
      const question = selected !== '' && !selected.includes('\n') ? selected : latest.current.question;
      search(question, latest.current.matchCase);
    });
  }, [editor, search]);

  // What is typed meanwhile may add and remove places.
  useEffect(() => {
    if (!editor || !isOpen) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { question, matchCase, current } = latest.current;
        const ranges = rangesIn(editor, question, matchCase);
        show(
          { question, matchCase, ranges, current: Math.min(current, Math.max(0, ranges.length - 1)) },
          'stay',
        );
      }, againMs);
    };
    editor.on('update', again);
    return () => {
      clearTimeout(timer);
      editor.off('update', again);
    };
  }, [editor, isOpen, show]);

  return { ...found, isOpen, asked, isCut: found.ranges.length === mostFound, search, step, close };
}
