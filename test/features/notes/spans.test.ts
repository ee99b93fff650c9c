// @vitest-environment happy-dom
// Offsets in the plain text against places in the editor.
import { getSchema } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, DocumentNode } from '#domain/document.ts';
import { layoutText, leafText } from '#domain/plainText.ts';
import { blockTextAt, contentOf, documentOf, findSpans, mostFound, rangeOf } from '#features/notes/spans.ts';
import { arbitraryDocument } from '../../domain/arbitraryDocument.ts';
import { testExtensions } from './testExtensions.ts';

const schema = getSchema(testExtensions());
const nodeOf = (document: Document): ProseMirrorNode => schema.nodeFromJSON(contentOf(document));
const leaf = (node: ProseMirrorNode): string => leafText(node.toJSON() as DocumentNode);

describe('spans of the plain text', () => {
  it('[O1] are ranges that hold exactly their characters, in any block', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), fc.nat(), (document, first, second) => {
        const node = nodeOf(document);
        const layout = layoutText(documentOf(node));
        const block = layout.blocks[first % layout.blocks.length];
        if (!block || block.start === block.end) return;
        const length = block.end - block.start;
        const [start = 0, end = 0] = [first % (length + 1), second % (length + 1)].toSorted((a, b) => a - b);
        const span = { start: block.start + start, end: block.start + end };
        const range = rangeOf(layout, span);
        // Inside a leaf there is no place to stand: a span that ends there is not exact.
        const isCut = [span.start, span.end].some((at) => layout.offsetAt(layout.positionAt(at)) !== at);
        if (isCut || span.start === span.end) return;
        expect(range && node.textBetween(range.from, range.to, '\n', leaf)).toBe(
          layout.text.slice(span.start, span.end),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('[O2] that reach beyond the text are cut, and those outside it are nowhere', () => {
    const document: Document = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'short' }] }],
    };
    const layout = layoutText(document);
    expect(rangeOf(layout, { start: 2, end: 99 })).toEqual({ from: 3, to: 6 });
    expect(rangeOf(layout, { start: 5, end: 9 })).toBeNull();
    expect(rangeOf(layout, { start: 3, end: 3 })).toBeNull();
  });
});

describe('finding in a text', () => {
  it('[O3] finds what a plain search finds, whatever signs are looked for', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ minLength: 1, maxLength: 3 }), (text, wanted) => {
        const expected: number[] = [];
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
          expected.push(at);
        expect(findSpans(text, wanted, true).map(({ start }) => start)).toEqual(expected);
      }),
    );
  });

  it('[O4] takes upper and lower case for one, unless asked, and keeps offsets where folding would move them', () => {
    expect(findSpans('Straße İzmir STRASSE izmir', 'izmir', false)).toEqual([{ start: 21, end: 26 }]);
    expect(findSpans('Ähre ähre', 'ähre', false)).toHaveLength(2);
    expect(findSpans('Ähre ähre', 'ähre', true)).toEqual([{ start: 5, end: 9 }]);
  });

  it('[O5] stops counting where nobody would read on', () => {
    expect(findSpans('a'.repeat(mostFound * 2), 'a', false)).toHaveLength(mostFound);
    expect(findSpans('text', '', false)).toEqual([]);
  });
});

describe('the paragraph at the caret', () => {
  it('[O6] is the block it stands in, with what its references say', () => {
    const id = '0190f3a0-0000-7000-8000-000000000001';
    const node = nodeOf({
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'before' }] },
        {
          type: 'blockquote',
          content: [
            {
              type: 'paragraph',
              content: [
                { type: 'text', text: 'see ' },
                { type: 'reference', attrs: { kind: 'note', id, text: 'the grid' } },
              ],
            },
          ],
        },
      ],
    });
    expect(blockTextAt(node, 11)).toBe('see the grid');
    expect(blockTextAt(node, 3)).toBe('before');
    expect(blockTextAt(node, 8)).toBe('');
    expect(blockTextAt(node, 9999)).toBe('');
  });
});
