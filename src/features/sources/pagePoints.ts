// The way between a point on the page and an offset into the plain text that the page shows.
//
// Every text block is an element that says where it starts and ends in the plain text (`blockPlace`). Inside it, the
// text of the page is the text of the document, character for character, and a line break is one character; whatever
// else stands on the page (bullets, ticks) stands outside the blocks.
import type { Span } from '#domain/passages.ts';

/** The attributes of a text block's element. */
export function blockPlace({ start, end }: Span): {
  readonly 'data-start': number;
  readonly 'data-end': number;
} {
  return { 'data-start': start, 'data-end': end };
}

/** What lies between two points of the page, without the white space at its ends; null when nothing is left. */
export function spanOfRange(body: Element, range: Range, text: string): Span | null {
  const start = offsetOfPoint(body, range.startContainer, range.startOffset);
  const end = offsetOfPoint(body, range.endContainer, range.endOffset);
  const words = text.slice(start, end);
  const trimmedStart = start + words.length - words.trimStart().length;
  const trimmedEnd = end - words.length + words.trimEnd().length;
  return trimmedStart < trimmedEnd ? { start: trimmedStart, end: trimmedEnd } : null;
}

/**
 * The offset of a point, given as the DOM gives it: a node, and characters or children before the point. Between two
 * blocks it is the end of the one before.
 */
export function offsetOfPoint(body: Element, node: Node, within: number): number {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest('[data-start]');
  if (block && body.contains(block)) return numberOf(block, 'start') + charsBefore(block, node, within);
  const following = node.childNodes[within];
  let end = 0;
  for (const each of blocksOf(body)) {
    const isBefore =
      following === undefined
        ? node.contains(each) || isAfter(node, each)
        : !following.contains(each) && isAfter(following, each);
    if (!isBefore) break;
    end = numberOf(each, 'end');
  }
  return end;
}

/** The stretch of the page that shows a span; null when the page shows no text. */
export function rangeOfSpan(body: Element, span: Span): Range | null {
  return rangesOfSpans(body, [span])[0] ?? null;
}

/** The same for many spans: the blocks of the page are looked up once. */
export function rangesOfSpans(body: Element, spans: readonly Span[]): readonly Range[] {
  const blocks = blocksOf(body).map((element) => ({
    element,
    start: numberOf(element, 'start'),
    end: numberOf(element, 'end'),
  }));
  return spans.flatMap(({ start, end }) => {
    const from = pointOf(blocks, start);
    const to = pointOf(blocks, end);
    if (!from || !to) return [];
    const range = body.ownerDocument.createRange();
    range.setStart(from.node, from.within);
    range.setEnd(to.node, to.within);
    return [range];
  });
}

interface Point {
  readonly node: Node;
  readonly within: number;
}

interface Block extends Span {
  readonly element: Element;
}

function pointOf(blocks: readonly Block[], offset: number): Point | null {
  const found = blocks.findLast(({ start }) => start <= offset);
  if (!found) return null;
  const block = found.element;
  let left = Math.min(offset, found.end) - found.start;
  let point: Point = { node: block, within: 0 };
  for (const leaf of leavesOf(block)) {
    const chars = charsIn(leaf);
    const parent = leaf.parentNode ?? block;
    if (left <= chars && leaf instanceof Text) return { node: leaf, within: left };
    if (left === 0) return { node: parent, within: [...parent.childNodes].indexOf(leaf) };
    left -= chars;
    point = { node: parent, within: [...parent.childNodes].indexOf(leaf) + 1 };
  }
  return point;
}

function blocksOf(body: Element): readonly Element[] {
  return [...body.querySelectorAll('[data-start]')];
}

function* leavesOf(node: Node): Generator<ChildNode> {
  for (const child of node.childNodes) {
    if (child instanceof Text || isLineBreak(child)) yield child;
    else yield* leavesOf(child);
  }
}

function isLineBreak(node: Node): boolean {
  return node.nodeName === 'BR';
}

function charsIn(node: Node): number {
  if (node instanceof Text) return node.length;
  return isLineBreak(node) ? 1 : [...node.childNodes].reduce((sum, child) => sum + charsIn(child), 0);
}

function charsBefore(block: Element, node: Node, within: number): number {
  let chars =
    node instanceof Text
      ? within
      : [...node.childNodes].slice(0, within).reduce((sum, child) => sum + charsIn(child), 0);
  for (let at = node; at !== block && at.parentNode !== null; at = at.parentNode)
    for (let before = at.previousSibling; before !== null; before = before.previousSibling)
      chars += charsIn(before);
  return chars;
}

/** Whether `node` comes after `earlier` on the page and does not hold it. */
function isAfter(node: Node, earlier: Node): boolean {
  return (earlier.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function numberOf(block: Element, which: 'start' | 'end'): number {
  return Number(block.getAttribute(`data-${which}`));
}
