// From the plain text of a note to places in the editor: spans of text, what is found in it, what stands around the
// caret.
import type { JSONContent } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Document, DocumentNode } from '#domain/document.ts';
import { parseDocument } from '#domain/parseDocument.ts';
import type { Span } from '#domain/passages.ts';
import type { TextLayout } from '#domain/plainText.ts';
import { referenceOf } from './reference.ts';

/** Positions in the editor's document. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A document as the editor takes it: the same JSON in lists that may be written to. */
export function contentOf({ type, attrs, content, marks, text }: DocumentNode): JSONContent {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs: { ...attrs } }),
    ...(content === undefined ? {} : { content: content.map(contentOf) }),
    ...(marks === undefined ? {} : { marks: marks.map((mark) => ({ ...mark })) }),
    ...(text === undefined ? {} : { text }),
  };
}

export function documentOf(doc: ProseMirrorNode): Document {
  return parseDocument(doc.toJSON()).document;
}

/** The range of a span; spans that reach beyond the text are cut. Null when nothing of it is there. */
export function rangeOf(layout: TextLayout, { start, end }: Span): Range | null {
  const from = layout.positionAt(start);
  const to = layout.positionAt(Math.min(end, layout.text.length));
  return start < layout.text.length && from < to ? { from, to } : null;
}

export const mostFound = 2000;

/** Where a text stands, in order and without overlap; at most `mostFound`. Letters are compared one by one, unfolded. */
export function findSpans(text: string, wanted: string, matchCase: boolean): readonly Span[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), matchCase ? 'gu' : 'giu');
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    spans.push({ start: match.index, end: match.index + match[0].length });
    if (spans.length === mostFound) break;
  }
  return spans;
}

/** The text of the block a position stands in. */
export function blockTextAt(doc: ProseMirrorNode, position: number): string {
  const { parent } = doc.resolve(Math.min(position, doc.content.size));
  if (!parent.isTextblock) return '';
  return parent.textBetween(0, parent.content.size, '\n', (leaf) => referenceOf(leaf)?.text ?? '\n');
}
