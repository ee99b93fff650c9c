// @vitest-environment happy-dom
// Points on the page and offsets into the plain text: exact for every document, every block and every character.
import * as fc from 'fast-check';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it } from 'vitest';
import type { Document } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { offsetOfPoint, rangeOfSpan, spanOfRange } from '#features/sources/pagePoints.ts';
import type { TextMark } from '#features/sources/placedText.ts';
import { cutText, placeText } from '#features/sources/placedText.ts';
import { ReadingText } from '#features/sources/ReadingText.tsx';
import { arbitraryDocument } from '../../domain/arbitraryDocument.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

/** Shows a document and hands its element to a test. */
function onPage(shown: Document, marks: readonly TextMark[], test: (body: HTMLElement) => void): void {
  const body = document.createElement('div');
  document.body.append(body);
  const root = createRoot(body);
  try {
    act(() => root.render(<ReadingText placed={placeText(shown)} marks={marks} />));
    test(body);
  } finally {
    act(() => root.unmount());
    body.remove();
  }
}

interface Point {
  readonly node: Node;
  readonly within: number;
}

/** The text the page shows up to a point, told without any offset: blocks joined by a line break. */
function textUpTo(body: Node, point?: Point): string {
  const blocks: string[] = [];
  const add = (text: string): void => void blocks.push((blocks.pop() ?? '') + text);
  /** False when the point was reached. */
  const visit = (node: Node): boolean => {
    if (node instanceof Element && node.hasAttribute('data-start')) blocks.push('');
    if (node.nodeName === 'BR') add('\n');
    const isHere = node === point?.node;
    if (node instanceof Text) {
      add(isHere ? node.data.slice(0, point.within) : node.data);
      return !isHere;
    }
    const children = [...node.childNodes];
    return (isHere ? children.slice(0, point.within) : children).every(visit) && !isHere;
  };
  visit(body);
  return blocks.join('\n');
}

/** Every point the DOM can name in an element; nothing is inside a line break. */
function pointsIn(body: Element): readonly Point[] {
  const points: Point[] = [];
  const visit = (node: Node): void => {
    if (node.nodeName === 'BR') return;
    const length = node instanceof Text ? node.length : node.childNodes.length;
    for (let within = 0; within <= length; within += 1) points.push({ node, within });
    node.childNodes.forEach(visit);
  };
  visit(body);
  return points;
}

const marksOver = (text: string): fc.Arbitrary<readonly TextMark[]> =>
  fc.array(
    fc
      .record({
        from: fc.nat(text.length),
        chars: fc.integer({ min: 1, max: 40 }),
        kind: fc.constantFrom('excerpt' as const, 'passage' as const),
      })
      .map(({ from, chars, kind }): TextMark => ({ kind, id: `m${from}`, start: from, end: from + chars })),
    { maxLength: 4 },
  );

const shownWithMarks = arbitraryDocument.chain((shown) =>
  fc.record({ shown: fc.constant(shown), marks: marksOver(plainText(shown)) }),
);

describe('points on the page', () => {
  it('[O1] the page shows the plain text, block by block, whatever is marked in it', () => {
    fc.assert(
      fc.property(shownWithMarks, ({ shown, marks }) => {
        onPage(shown, marks, (body) => expect(textUpTo(body)).toBe(plainText(shown)));
      }),
      { numRuns: 100 },
    );
  });

  it('[O2] the offset of any point is the length of the text before it', () => {
    fc.assert(
      fc.property(shownWithMarks, ({ shown, marks }) => {
        onPage(shown, marks, (body) => {
          for (const point of pointsIn(body))
            expect(offsetOfPoint(body, point.node, point.within)).toBe(textUpTo(body, point).length);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('[O3] a span leads to a stretch of the page, and the stretch back to the span', () => {
    fc.assert(
      fc.property(shownWithMarks, fc.nat(), fc.nat(), ({ shown, marks }, one, other) => {
        const text = plainText(shown);
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].toSorted(
          (a, b) => a - b,
        );
        onPage(shown, marks, (body) => {
          const range = rangeOfSpan(body, { start, end });
          if (!range && body.querySelector('[data-start]') === null) return;
          if (!range) throw new Error('the page does not show the span');
          expect(offsetOfPoint(body, range.startContainer, range.startOffset)).toBe(start);
          expect(offsetOfPoint(body, range.endContainer, range.endOffset)).toBe(end);
          const trimmed = spanOfRange(body, range, text);
          expect(trimmed === null ? '' : text.slice(trimmed.start, trimmed.end)).toBe(
            text.slice(start, end).trim(),
          );
        });
      }),
      { numRuns: 200 },
    );
  });

  it('[O4] a selection across paragraphs holds one line break between them', () => {
    const shown: Document = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Head' }] },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [
                    { type: 'text', text: 'one ', marks: [{ type: 'bold' }] },
                    { type: 'text', text: 'two😀' },
                    { type: 'hardBreak' },
                    { type: 'text', text: 'three' },
                  ],
                },
              ],
            },
          ],
        },
        { type: 'horizontalRule' },
        { type: 'paragraph', content: [{ type: 'text', text: ' last ' }] },
      ],
    };
    onPage(shown, [{ kind: 'excerpt', id: 'e', start: 7, end: 11 }], (body) => {
      const text = plainText(shown);
      const range = document.createRange();
      range.selectNodeContents(body);
      const span = spanOfRange(body, range, text);
      expect(span).toEqual({ start: 0, end: text.length - 1 });
      expect(text.slice(0, text.length - 1)).toBe('Head\none two😀\nthree\n last');
      expect([...body.querySelectorAll('[data-excerpt=e]')].map((mark) => mark.textContent)).toEqual([
        'e ',
        'tw',
      ]);
    });
  });

  it('[O5] addresses that a document may not carry are never links', () => {
    const shown: Document = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: ['javascript:alert(1)', 'file:///etc/passwd', 'https://example.org/a'].map((href) => ({
            type: 'text' as const,
            text: href,
            marks: [{ type: 'link' as const, attrs: { href } }],
          })),
        },
      ],
    };
    onPage(shown, [], (body) => {
      expect([...body.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
        'https://example.org/a',
      ]);
    });
  });
});

describe('text cut by marks', () => {
  it('[O6] joins to the text, and each piece lies under exactly the marks that cover it', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }).chain((text) => fc.tuple(fc.constant(text), marksOver(`${text}xxxx`))),
        fc.nat(20),
        ([text, marks], start) => {
          const moved = marks.map((mark) => ({ ...mark, start: mark.start + start, end: mark.end + start }));
          const pieces = cutText(text, start, moved);
          expect(pieces.map((piece) => piece.text).join('')).toBe(text);
          for (const piece of pieces) {
            for (let at = piece.start; at < piece.start + piece.text.length; at += 1)
              expect(new Set(piece.marks)).toEqual(
                new Set(moved.filter((mark) => mark.start <= at && at < mark.end)),
              );
          }
        },
      ),
    );
  });
});
