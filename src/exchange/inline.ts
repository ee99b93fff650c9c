// Inline content as the importers build it: marks in one order, neighbours that look alike joined, white space as a
// page shows it.
import type { DocumentNode, Mark, MarkName } from '#domain/document.ts';
import { marks as declared } from '#domain/document.ts';
import { cleanText, parseDocument } from '#domain/parseDocument.ts';
import type { Document } from '#domain/document.ts';
import type { Losses } from './loss.ts';

const order = new Map(Object.keys(declared).map((name, at) => [name, at]));
const rank = (name: MarkName): number => order.get(name) ?? 0;

/** The marks with one more, each kind once (the inner one counts), in the order of their declaration. */
export function withMark(marks: readonly Mark[], added: Mark): readonly Mark[] {
  const others = marks.filter((mark) => mark.type !== added.type);
  return [...others, added].toSorted((a, b) => rank(a.type) - rank(b.type));
}

export function textNode(text: string, marks: readonly Mark[] = []): DocumentNode {
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

export const hardBreak: DocumentNode = { type: 'hardBreak' };

function sameMarks(a: readonly Mark[] | undefined, b: readonly Mark[] | undefined): boolean {
  const [one, other] = [a ?? [], b ?? []];
  return one.length === other.length && one.every((mark, at) => sameMark(mark, other[at]));
}

export function sameMark(a: Mark, b: Mark | undefined): boolean {
  return a.type === b?.type && a.attrs?.['href'] === b.attrs?.['href'] && a.attrs?.['id'] === b.attrs?.['id'];
}

/** Joins text that carries the same marks and drops what is empty. */
export function joinText(content: readonly DocumentNode[]): readonly DocumentNode[] {
  const out: DocumentNode[] = [];
  for (const node of content) {
    if (node.type !== 'text') {
      out.push(node);
      continue;
    }
    const text = cleanText(node.text ?? '');
    if (text === '') continue;
    const last = out.at(-1);
    if (last?.type === 'text' && sameMarks(last.marks, node.marks))
      out[out.length - 1] = textNode((last.text ?? '') + text, last.marks);
    else out.push(textNode(text, node.marks));
  }
  return out;
}

/** White space as HTML shows it: runs become one space, none at the edges of a line; no break at the end. */
export function collapseSpace(content: readonly DocumentNode[]): readonly DocumentNode[] {
  const out: DocumentNode[] = [];
  let afterSpace = true;
  for (const node of content) {
    if (node.type !== 'text') {
      trimEnd(out);
      out.push(node);
      afterSpace = true;
      continue;
    }
    let text = (node.text ?? '').replace(/[ \t\n\f\r]+/g, ' ');
    if (afterSpace && text.startsWith(' ')) text = text.slice(1);
    if (text === '') continue;
    afterSpace = text.endsWith(' ');
    out.push(textNode(text, node.marks));
  }
  trimEnd(out);
  while (out.at(-1)?.type === 'hardBreak') {
    out.pop();
    trimEnd(out);
  }
  return joinText(out);
}

function trimEnd(out: DocumentNode[]): void {
  const last = out.at(-1);
  if (last?.type !== 'text' || last.text?.endsWith(' ') !== true) return;
  const text = last.text.slice(0, -1);
  if (text === '') out.pop();
  else out[out.length - 1] = textNode(text, last.marks);
}

export function paragraphOf(content: readonly DocumentNode[]): DocumentNode {
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

/** What stands inside a list item: a paragraph first, though it be empty. */
export function itemContent(blocks: readonly DocumentNode[]): readonly DocumentNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks];
}

/** The document of these blocks, through the domain's own door; what lies deeper than it allows is said. */
export function settle(blocks: readonly DocumentNode[], losses: Losses): Document {
  const { document, repairs } = parseDocument({ type: 'doc', content: blocks });
  losses.add('nested too deep', repairs.filter((repair) => repair === 'too deep').length);
  return document;
}

/** Text in one line, cut to a length without breaking a character. */
export function oneLine(text: string, maxChars: number): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length <= maxChars ? line : cleanText(line.slice(0, maxChars)).trim();
}
