// A document with the place of every node in its plain text, and its text cut where marks begin and end.
import type { Document, DocumentNode } from '#domain/document.ts';
import type { Span } from '#domain/passages.ts';
import { isTextBlock, layoutText, leafText } from '#domain/plainText.ts';

/** A node with the span of the plain text that it covers, in UTF-16 units. */
export interface Placed extends Span {
  readonly node: DocumentNode;
  readonly inside: readonly Placed[];
}

export interface PlacedText {
  readonly text: string;
  readonly blocks: readonly Placed[];
}

export function placeText(document: Document): PlacedText {
  const layout = layoutText(document);
  const textBlocks = layout.blocks[Symbol.iterator]();
  const place = (node: DocumentNode, before: number): Placed => {
    const content = node.content ?? [];
    if (!isTextBlock(node)) {
      const inside: Placed[] = [];
      for (const child of content) inside.push(place(child, inside.at(-1)?.end ?? before));
      return { node, start: inside[0]?.start ?? before, end: inside.at(-1)?.end ?? before, inside };
    }
    const next = textBlocks.next();
    const start = next.done === true ? before : next.value.start;
    const inside: Placed[] = [];
    for (const child of content) {
      const at = inside.at(-1)?.end ?? start;
      inside.push({ node: child, start: at, end: at + leafText(child).length, inside: [] });
    }
    return { node, start, end: inside.at(-1)?.end ?? start, inside };
  };
  const blocks: Placed[] = [];
  for (const node of document.content) blocks.push(place(node, blocks.at(-1)?.end ?? 0));
  return { text: layout.text, blocks };
}

/** Words that are marked in the text: an excerpt, or the passage one came for. */
export interface TextMark extends Span {
  readonly kind: 'excerpt' | 'passage';
  /** Of the excerpt; of a passage, anything. */
  readonly id: string;
}

export interface CutText {
  readonly text: string;
  readonly start: number;
  readonly marks: readonly TextMark[];
}

/** The text in pieces, each under the same marks throughout. Joined, the pieces are the text. */
export function cutText(text: string, start: number, marks: readonly TextMark[]): readonly CutText[] {
  const end = start + text.length;
  const over = marks.filter((mark) => mark.start < end && mark.end > start && mark.start < mark.end);
  if (over.length === 0) return text === '' ? [] : [{ text, start, marks: over }];
  const cuts = [start, end, ...over.flatMap((mark) => [mark.start, mark.end])]
    .filter((cut) => cut >= start && cut <= end)
    .toSorted((a, b) => a - b);
  const pieces: CutText[] = [];
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1] ?? from;
    if (to === from) continue;
    pieces.push({
      text: text.slice(from - start, to - start),
      start: from,
      marks: over.filter((mark) => mark.start <= from && mark.end >= to),
    });
  }
  return pieces;
}
