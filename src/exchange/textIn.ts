// Plain text to a document.
//
// Blank lines part paragraphs. Inside a paragraph, three kinds of text are told apart by the length of their lines:
// - lines longer than people wrap at: each line is a paragraph of its own (an editor that wraps on the screen);
// - lines of about equal, full length, the last one perhaps short: prose wrapped by hand, joined by spaces;
// - anything else (verse, lists, addresses): the line breaks are the author's and stay.
import type { Document, DocumentNode } from '#domain/document.ts';
import { hardBreak, joinText, oneLine, paragraphOf, settle, textNode } from './inline.ts';
import type { Losses } from './loss.ts';

export interface ReadText {
  /** The first line, when it is short enough to be one; null otherwise. */
  readonly title: string | null;
  readonly document: Document;
}

const longestWrapped = 120;
const shortestWrapped = 45;
const longestTitle = 80;
const listMark = /^\s*(?:[-*+•–—]|\d{1,3}[.)])\s/;

export function textIn(text: string, losses: Losses): ReadText {
  const groups = text
    .replaceAll('\f', '\n\n')
    .split(/(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+/)
    .map((group) => group.split(/\r\n|\r|\n/).map((line) => line.trimEnd()))
    .map((lines) => lines.filter((line) => line !== ''))
    .filter((lines) => lines.length > 0);
  const [first, ...rest] = groups;
  const line = first?.[0]?.trim() ?? '';
  const title = line !== '' && line.length <= longestTitle ? oneLine(line, longestTitle) : null;
  // A title that stands alone above its text is the record's title; anywhere else the line is part of the text.
  const body = title !== null && first?.length === 1 && rest.length > 0 ? rest : groups;
  return { title, document: settle(body.flatMap(paragraphs), losses) };
}

function paragraphs(lines: readonly string[]): readonly DocumentNode[] {
  if (lines.some((line) => line.length > longestWrapped))
    return lines.map((line) => paragraphOf([textNode(line.trim())]));
  if (isWrappedProse(lines)) return [paragraphOf([textNode(lines.map((line) => line.trim()).join(' '))])];
  const content = lines.flatMap((line, at) =>
    at === 0 ? [textNode(line.trim())] : [hardBreak, textNode(line.trim())],
  );
  return [paragraphOf(joinText(content))];
}

function isWrappedProse(lines: readonly string[]): boolean {
  return (
    lines.slice(0, -1).every((line) => line.length >= shortestWrapped) &&
    !lines.slice(1).some((line) => listMark.test(line))
  );
}
