// What of the text is in sight, and bringing a stretch of it there.
import type { Span } from '#domain/passages.ts';
import { offsetOfPoint } from './pagePoints.ts';

/** Marks the element that scrolls the text. */
export const scroller = { 'data-scroll': true };

function scrollerOf(body: Element): Element | null {
  return body.closest('[data-scroll]');
}

/** Scrolls only when the stretch is not whole in sight, and then to the upper third. */
export function bringIntoSight(body: Element, range: Range): void {
  const { startContainer: start } = range;
  const element = start instanceof Element ? start : start.parentElement;
  // What was out of sight has no size yet: this gives it one.
  element?.scrollIntoView({ block: 'nearest' });
  const pane = scrollerOf(body);
  if (!pane) return;
  const frame = pane.getBoundingClientRect();
  const { top, bottom } = range.getBoundingClientRect();
  const isInSight = top >= frame.top && bottom <= frame.bottom;
  if (!isInSight) pane.scrollBy({ top: top - frame.top - frame.height / 3 });
}

/** Where the first text in sight begins. */
export function startInSight(body: Element): Span {
  const { left, top, width } = body.getBoundingClientRect();
  const paneTop = scrollerOf(body)?.getBoundingClientRect().top ?? 0;
  const point = document.caretPositionFromPoint(left + Math.min(4, width / 2), Math.max(top, paneTop) + 8);
  const isInside = point !== null && body.contains(point.offsetNode);
  const start = isInside ? offsetOfPoint(body, point.offsetNode, point.offset) : 0;
  return { start, end: start };
}
