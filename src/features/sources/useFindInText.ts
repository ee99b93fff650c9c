// Finding in the text of a source: the places, the one at hand, and their marks, which leave the page as it is.
import type { RefObject } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { Span } from '#domain/passages.ts';
import { registerFindTarget } from '#ui/findTarget.ts';
import type { Desk } from './desk.ts';
import { rangeOfSpan, rangesOfSpans } from './pagePoints.ts';
import { bringIntoSight, startInSight } from './sight.ts';

export interface FindInText {
  readonly isOpen: boolean;
  readonly question: string;
  readonly matchCase: boolean;
  readonly found: number;
  readonly current: number;
  readonly isCut: boolean;
  readonly asked: number;
  readonly onQuestion: (question: string) => void;
  readonly onMatchCase: (matchCase: boolean) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

interface Asked {
  readonly question: string;
  readonly matchCase: boolean;
  readonly current: number;
  /** How often the bar was asked for; 0 while it is closed. */
  readonly times: number;
}

export const mostFound = 1000;

/** Where the words stand, in order and without overlap; at most `mostFound`. */
export function findPlaces(text: string, question: string, matchCase: boolean): readonly Span[] {
  if (question === '') return [];
  const pattern = new RegExp(question.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), matchCase ? 'g' : 'gi');
  const places: Span[] = [];
  for (const { index, 0: words } of text.matchAll(pattern)) {
    places.push({ start: index, end: index + words.length });
    if (places.length === mostFound) break;
  }
  return places;
}

/** `drawn` changes when the text is drawn anew: the marks are then put on again. */
export function useFindInText(
  body: RefObject<HTMLElement | null>,
  text: string,
  desk: Desk,
  drawn: unknown,
): FindInText {
  const [asked, setAsked] = useState<Asked>({ question: '', matchCase: false, current: 0, times: 0 });
  const { question, matchCase, times } = asked;
  const isOpen = times > 0;
  const places = useMemo(
    () => (isOpen ? findPlaces(text, question, matchCase) : []),
    [isOpen, text, question, matchCase],
  );
  const current = Math.min(asked.current, Math.max(0, places.length - 1));
  const place = places[current];

  const ask = (next: Pick<Asked, 'question' | 'matchCase'>): void => {
    const from = body.current ? startInSight(body.current).start : 0;
    const first = findPlaces(text, next.question, next.matchCase).findIndex(({ start }) => start >= from);
    setAsked((before) => ({ ...before, ...next, current: Math.max(0, first) }));
  };

  useEffect(
    () =>
      registerFindTarget(() => {
        const selected = desk.selected()?.quotation ?? '';
        setAsked((before) => ({
          ...before,
          ...(selected === '' || selected.includes('\n') ? {} : { question: selected, current: 0 }),
          times: before.times + 1,
        }));
      }),
    [desk],
  );

  useEffect(() => {
    const element = body.current;
    if (!element || places.length === 0) return undefined;
    CSS.highlights.set('found', new Highlight(...rangesOfSpans(element, places)));
    return () => void CSS.highlights.delete('found');
  }, [body, places, drawn]);

  useEffect(() => {
    const range = body.current && place && rangeOfSpan(body.current, place);
    if (!range) return undefined;
    const mark = new Highlight(range);
    mark.priority = 1;
    CSS.highlights.set('found-here', mark);
    return () => void CSS.highlights.delete('found-here');
  }, [body, place, drawn]);

  useEffect(() => {
    const range = body.current && place && rangeOfSpan(body.current, place);
    if (body.current && range) bringIntoSight(body.current, range);
  }, [body, place]);

  return {
    isOpen,
    question,
    matchCase,
    found: places.length,
    current,
    isCut: places.length === mostFound,
    asked: times,
    onQuestion: (next) => ask({ question: next, matchCase }),
    onMatchCase: (next) => ask({ question, matchCase: next }),
    onStep: (by) =>
      setAsked((before) => ({
        ...before,
        current: places.length === 0 ? 0 : (current + by + places.length) % places.length,
      })),
    onClose: () => {
      setAsked((before) => ({ ...before, times: 0 }));
      selectPlace(body.current, place);
    },
  };
}

/** What was found is selected when the bar goes, so that it can be quoted at once. */
function selectPlace(body: HTMLElement | null, place: Span | undefined): void {
  body?.focus({ preventScroll: true });
  const range = body && place && rangeOfSpan(body, place);
  if (!range) return;
  document
    .getSelection()
    ?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}
