// The text of a source under what is known about it: read, searched, followed to a passage, and quoted from.
import { Copy, Quote } from 'lucide-react';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import type { Document } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { SourceId } from '#domain/id.ts';
import { parseId } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { ContextMenuArea } from '#ui/ContextMenu.tsx';
import { FindBar } from '#ui/FindBar.tsx';
import { sourceWords } from '#words/sources.ts';
import { ReadingText } from './ReadingText.tsx';
import type { TextMark } from './placedText.ts';
import { placeText } from './placedText.ts';
import styles from './reading.module.css';
import type { Shown } from './desk.ts';
import { scroller } from './sight.ts';
import pageStyles from './sources.module.css';
import { useDesk } from './useDesk.ts';
import { useFindInText } from './useFindInText.ts';
import { useSelectedWords } from './useSelectedWords.ts';

export interface ReadingBodyProps {
  readonly work: Workplace;
  readonly source: SourceId;
  /** Stands above the text. */
  readonly head: ReactNode;
  readonly document: Document;
  readonly excerpts: readonly Excerpt[];
  /** The passage one came for. */
  readonly at: Span | undefined;
}

export function ReadingBody({ work, source, head, document, excerpts, at }: ReadingBodyProps): ReactElement {
  const { desk, state } = useDesk(work.notebook);
  const body = useRef<HTMLDivElement>(null);
  const placed = useMemo(() => placeText(document), [document]);
  const excerptMarks = useMemo(() => marksOf(excerpts), [excerpts]);
  const passage = usePassage(state.shown, excerptMarks, at);
  const marks = useMemo(() => (passage ? [...excerptMarks, passage] : excerptMarks), [excerptMarks, passage]);
  const { selected, onKeyDown } = useSelectedWords(body, placed.text, desk);

  const { isOpen: isFinding, ...find } = useFindInText(body, placed.text, desk, marks);

  useEffect(() => {
    if (!passage) return undefined;
    const scroll = (): void =>
      body.current?.querySelector(`[data-passage="${passage.id}"]`)?.scrollIntoView({ block: 'center' });
    scroll();
    // What lies above is measured only now that it is near: a second look puts the passage right.
    const frame = requestAnimationFrame(scroll);
    return () => cancelAnimationFrame(frame);
  }, [passage]);

  const quote = (): void => {
    const words = desk.selected();
    if (words) desk.open({ kind: 'select excerpt', source, ...words });
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a[href]');
    if (link) {
      event.preventDefault();
      void work.surroundings.openLink(link.getAttribute('href') ?? '');
      return;
    }
    const id = parseId('excerpt', event.target.closest('[data-excerpt]')?.getAttribute('data-excerpt'));
    if (id !== null && desk.selected() === null) desk.show(id, 'text');
  };
  const keepInside = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('a[href]')) event.preventDefault();
  };
  const copy = (): void => {
    const words = desk.selected();
    if (words) void work.surroundings.copyText(words.quotation);
  };

  const text = (
    <ContextMenuArea
      label={sourceWords.page.bodyMenu}
      entries={[
        {
          kind: 'item',
          id: 'excerpt',
          label: sourceWords.menu.excerpt,
          icon: Quote,
          shortcut: 'Mod+E',
          isDisabled: selected === null,
          perform: quote,
        },
        {
          kind: 'item',
          id: 'copy',
          label: sourceWords.menu.copy,
          icon: Copy,
          isDisabled: selected === null,
          perform: copy,
        },
      ]}
    >
      <div className={styles['frame']}>
        {/* The focus is for reading on by keyboard: arrows choose a sentence to quote. Excerpts are in the panel too,
            and links are elements that can be reached: a click on the text needs no key of its own. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={body}
          role="region"
          aria-label={sourceWords.page.body}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={styles['body']}
          onClick={onClick}
          onAuxClick={keepInside}
          onDragStart={keepInside}
          onKeyDown={onKeyDown}
        >
          <ReadingText placed={placed} marks={marks} />
        </div>
        {selected !== null && state.opened.kind === 'nothing' && (
          // Pressing the button must not take the selection away.
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions
          <div
            className={styles['offer']}
            style={selected.spot}
            onMouseDown={(event) => event.preventDefault()}
          >
            <Button look="main" icon={Quote} onPress={quote} excludeFromTabOrder>
              {sourceWords.page.makeExcerpt}
            </Button>
          </div>
        )}
      </div>
    </ContextMenuArea>
  );
  return (
    <>
      {isFinding && <FindBar {...find} />}
      <div className={pageStyles['scroll']} {...scroller}>
        <article className={pageStyles['article']}>
          {head}
          {text}
        </article>
      </div>
    </>
  );
}

function marksOf(excerpts: readonly Excerpt[]): readonly TextMark[] {
  return excerpts
    .flatMap(({ id, anchor }): TextMark[] =>
      anchor.kind === 'anchored' ? [{ kind: 'excerpt', id, start: anchor.start, end: anchor.end }] : [],
    )
    .toSorted((a, b) => a.start - b.start);
}

/** What is to be shown: an excerpt that the panel points at, or the span one came for. */
function usePassage(
  shown: Shown | null,
  excerpts: readonly TextMark[],
  at: Span | undefined,
): TextMark | null {
  const excerpt = shown?.by === 'panel' ? excerpts.find(({ id }) => id === shown.id) : undefined;
  const sought = shown === null ? at : excerpt;
  const id = shown === null ? 'sought' : `shown-${shown.turn}`;
  const { start = 0, end = 0 } = sought ?? {};
  return useMemo(() => (start < end ? { kind: 'passage', id, start, end } : null), [id, start, end]);
}
