// The words selected in the text being read: followed, kept on the desk, and moved sentence by sentence by the keyboard.
import type { KeyboardEvent, RefObject } from 'react';
import { useCallback, useEffect, useState } from 'react';
import type { Desk, Selected } from './desk.ts';
import { rangeOfSpan, spanOfRange } from './pagePoints.ts';
import { sentenceAfter } from './sentences.ts';
import { bringIntoSight, startInSight } from './sight.ts';

/** Where the selection ends, in CSS pixels from the top left of the body. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface SelectedWords {
  readonly selected: (Selected & { readonly spot: Spot }) | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useSelectedWords(
  body: RefObject<HTMLDivElement | null>,
  text: string,
  desk: Desk,
): SelectedWords {
  const [selected, setSelected] = useState<SelectedWords['selected']>(null);
  const [isPointing, setPointing] = useState(false);

  useEffect(() => {
    const look = (): void => {
      const element = body.current;
      if (!element || isAskedElsewhere(element)) return;
      const range = rangeWithin(element);
      const span = range && spanOfRange(element, range, text);
      const next = range && span && { span, quotation: text.slice(span.start, span.end) };
      desk.select(next);
      setSelected(range && next && { ...next, spot: spotOf(element, range) });
    };
    const press = (event: PointerEvent): void => {
      if (event.target instanceof Node && body.current?.contains(event.target) === true) setPointing(true);
    };
    const release = (): void => setPointing(false);
    document.addEventListener('selectionchange', look);
    document.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
      desk.select(null);
    };
  }, [body, text, desk]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const element = body.current;
      if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && desk.selected() !== null) {
        event.preventDefault();
        document.getSelection()?.removeAllRanges();
        return;
      }
      const step = event.key === 'ArrowRight' ? 'next' : event.key === 'ArrowLeft' ? 'previous' : null;
      if (step === null) return;
      event.preventDefault();
      const from = desk.selected()?.span ?? startInSight(element);
      const span = sentenceAfter(text, from, step, event.shiftKey && desk.selected() !== null);
      const range = span && rangeOfSpan(element, span);
      if (!range) return;
      document
        .getSelection()
        ?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
      // The event that tells of it comes later: a key that is pressed at once must start from here.
      desk.select({ span, quotation: text.slice(span.start, span.end) });
      bringIntoSight(element, range);
    },
    [body, text, desk],
  );

  return { selected: isPointing ? null : selected, onKeyDown };
}

/** While a dialog, the palette or a menu asks something, what was selected stays what is meant. */
function isAskedElsewhere(element: Element): boolean {
  const { activeElement } = element.ownerDocument;
  return (activeElement?.closest('[data-modal], [role="menu"], input, textarea') ?? null) !== null;
}

function rangeWithin(element: Element): Range | null {
  const selection = element.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(element)) return null;
  const inside = element.ownerDocument.createRange();
  inside.selectNodeContents(element);
  // A drag may begin or end beside the text: only what lies in the text is meant.
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
    inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0)
    inside.setEnd(range.endContainer, range.endOffset);
  return inside.collapsed ? null : inside;
}

function spotOf(element: Element, range: Range): Spot {
  const frame = element.getBoundingClientRect();
  const last = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const margin = 64;
  const left = Math.min(frame.width - margin, Math.max(margin, last.right - frame.left));
  return { left, top: last.bottom - frame.top };
}
