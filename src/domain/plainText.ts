// A document's plain text, and the way between an offset in that text and a position in the document.
//
// Text blocks (paragraphs, headings, code) are joined by one line break; a leaf stands for its text: a hard break for
// a line break, a reference for what it says. Offsets count UTF-16 units into that text. Positions count as
// ProseMirror counts: entering or leaving a node is one, each UTF-16 unit of text is one, a leaf is one.
//
//   doc:   <p>  a  b  </p> <p>  c  </p>          text:  a  b  \n c
//   pos:  0    1  2  3    4    5  6    7         offset: 0  1  2  3
import type { Document, DocumentNode } from './document.ts';
import { nodes } from './document.ts';

/** A run of inline content whose offsets and positions advance together, or a leaf. */
interface Run {
  readonly offset: number;
  readonly position: number;
  /** UTF-16 units in the text. */
  readonly chars: number;
  /** Steps in the document: equal to `chars` for text, 1 for a leaf. */
  readonly steps: number;
}

export interface TextLayout {
  readonly text: string;
  /** Where each text block starts and ends in the text. */
  readonly blocks: readonly { readonly start: number; readonly end: number; readonly node: DocumentNode }[];
  /** Position in the document of an offset into the text; offsets outside are brought inside. */
  readonly positionAt: (offset: number) => number;
  /** Offset into the text of a position in the document. */
  readonly offsetAt: (position: number) => number;
}

export function leafText(node: DocumentNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'reference') return typeof node.attrs?.['text'] === 'string' ? node.attrs['text'] : '';
  return node.text ?? '';
}

export function isTextBlock(node: DocumentNode): boolean {
  const { inside } = nodes[node.type];
  return inside === 'inline' || inside === 'plain text';
}

export function layoutText(document: Document): TextLayout {
  const parts: string[] = [];
  const runs: Run[] = [];
  const blocks: { start: number; end: number; node: DocumentNode }[] = [];
  let offset = 0;
  let position = 0;

  const visit = (node: DocumentNode): void => {
    if (isTextBlock(node)) {
      if (blocks.length > 0) {
        parts.push('\n');
        offset += 1;
      }
      position += 1;
      const start = offset;
      // An empty block still has a place to stand.
      runs.push({ offset, position, chars: 0, steps: 0 });
      for (const child of node.content ?? []) {
        const text = leafText(child);
        const steps = child.type === 'text' ? text.length : 1;
        runs.push({ offset, position, chars: text.length, steps });
        parts.push(text);
        offset += text.length;
        position += steps;
      }
      blocks.push({ start, end: offset, node });
      position += 1;
      return;
    }
    if (nodes[node.type].inside === 'nothing') {
      position += 1;
      return;
    }
    position += node.type === 'doc' ? 0 : 1;
    for (const child of node.content ?? []) visit(child);
    position += node.type === 'doc' ? 0 : 1;
  };
  visit(document);

  return {
    text: parts.join(''),
    blocks,
    positionAt: (wanted) => {
      const run = lastNotAfter(runs, wanted, (each) => each.offset);
      if (!run) return 0;
      const into = Math.min(Math.max(0, wanted - run.offset), run.chars);
      return run.position + (run.steps === run.chars ? into : into < run.chars ? 0 : run.steps);
    },
    offsetAt: (wanted) => {
      const run = lastNotAfter(runs, wanted, (each) => each.position);
      if (!run) return 0;
      const into = Math.min(Math.max(0, wanted - run.position), run.steps);
      return run.offset + (run.steps === run.chars ? into : into < run.steps ? 0 : run.chars);
    },
  };
}

export function plainText(document: Document): string {
  return layoutText(document).text;
}

function lastNotAfter<T>(sorted: readonly T[], wanted: number, at: (each: T) => number): T | undefined {
  let low = 0;
  let high = sorted.length - 1;
  let found: T | undefined = sorted[0];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle];
    if (each !== undefined && at(each) <= wanted) {
      found = each;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
