// A document to Markdown. Read again by `markdownToDocument` it is the same document, but for what Markdown lacks:
// underline and claim marks go, references become citations or words, empty paragraphs vanish, and spaces move out of
// emphasis.
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Document, DocumentNode, ReferenceKind } from '#domain/document.ts';
import { referenceKinds } from '#domain/document.ts';
import { inlineMarkdown } from './markdownPhrases.ts';
import type { MarkdownNode } from './markdownIn.ts';

export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  /** What it said when it was inserted. */
  readonly text: string;
}

/** How a reference is written outside the notebook. */
export type Resolved =
  /** Pandoc's citation, after the reference's own words: `words [@key, p. 12]`. */
  | { readonly kind: 'citation'; readonly citekey: string; readonly locator?: string }
  /** The title of another exported file: `[[title]]`. */
  | { readonly kind: 'file'; readonly title: string }
  /** Other words than the reference's own: the alias of a source on background, a deleted record. */
  | { readonly kind: 'words'; readonly text: string };

/** Null when nothing is known of the record: then the reference's words and its kind and id are written. */
export type Resolve = (reference: Reference) => Resolved | null;

type Content = Extract<MarkdownNode, { readonly type: 'blockquote' }>['children'];
type Items = Extract<MarkdownNode, { readonly type: 'list' }>['children'];

/** Escapes the second `@` of `a@b@c.org` too, which would make a link of its end. */
const everyAt = {
  unsafe: [
    {
      character: '@',
      before: String.raw`[+\-.\w]`,
      inConstruct: 'phrasing' as const,
      notInConstruct: ['autolink' as const, 'link' as const, 'image' as const, 'label' as const],
    },
  ],
};

export function documentToMarkdown(document: Document, resolve: Resolve = () => null): string {
  return writeMarkdown(blocksToMarkdown(document.content, resolve));
}

export function writeMarkdown(children: Content): string {
  return toMarkdown(
    { type: 'root', children },
    {
      extensions: [gfmToMarkdown({ tablePipeAlign: false }), everyAt],
      bullet: '-',
      // Not the star: three empty items inside each other would be a rule.
      bulletOther: '+',
      // Never dashes, which would open front matter at the head of a file.
      rule: '_',
      emphasis: '_',
      fences: true,
      listItemIndent: 'one',
      incrementListMarker: true,
      resourceLink: false,
    },
  );
}

export function blocksToMarkdown(blocks: readonly DocumentNode[], resolve: Resolve): Content {
  return blocks.flatMap((block): Content => {
    const inside = block.content ?? [];
    switch (block.type) {
      case 'paragraph': {
        const children = inlineMarkdown(inside, resolve);
        return children.length > 0 ? [{ type: 'paragraph', children }] : [];
      }
      case 'heading':
        return [
          {
            type: 'heading',
            depth: depthOf(block.attrs?.['level']),
            children: inlineMarkdown(inside.map(breakToSpace), resolve),
          },
        ];
      case 'blockquote':
        return [{ type: 'blockquote', children: blocksToMarkdown(inside, resolve) }];
      case 'bulletList':
      case 'taskList':
        return [{ type: 'list', ordered: false, ...items(inside, resolve) }];
      case 'orderedList': {
        const start = block.attrs?.['start'];
        return [
          {
            type: 'list',
            ordered: true,
            start: typeof start === 'number' ? start : 1,
            ...items(inside, resolve),
          },
        ];
      }
      case 'codeBlock': {
        const language = block.attrs?.['language'];
        const lang = typeof language === 'string' && language !== '' ? language : null;
        return [{ type: 'code', lang, value: inside.map((node) => node.text ?? '').join('') }];
      }
      case 'horizontalRule':
        return [{ type: 'thematicBreak' }];
      default:
        return [];
    }
  });
}

function items(
  nodes: readonly DocumentNode[],
  resolve: Resolve,
): { readonly children: Items; readonly spread: boolean } {
  const children = nodes.map((node): Items[number] => {
    const content = blocksToMarkdown(node.content ?? [], resolve);
    const checked = node.type === 'taskItem' ? node.attrs?.['checked'] === true : null;
    const spread = !isTight(node.content ?? []);
    // A box is written before a paragraph's text; where there is none, it is the text.
    if (checked === null || content[0]?.type === 'paragraph')
      return { type: 'listItem', checked, children: content, spread };
    const box: Content[number] = {
      type: 'paragraph',
      children: [{ type: 'html', value: checked ? '[x]' : '[ ]' }],
    };
    return { type: 'listItem', checked: null, children: [box, ...content], spread };
  });
  // One loose item makes a list loose for whoever reads it.
  return { children, spread: children.some((item) => item.spread === true) };
}

/**
 * Items that need no blank line inside: a line of text, and perhaps a list of such items below it. Anything else may not
 * interrupt a paragraph, or not in every reader.
 */
function isTight(content: readonly DocumentNode[]): boolean {
  const [first, list, ...more] = content;
  if (list === undefined) return true;
  const begins = first?.type === 'paragraph' && (first.content ?? []).length > 0;
  const isList = list.type === 'bulletList' || list.type === 'taskList';
  return begins && isList && more.length === 0 && (list.content ?? []).every(beginsWithText);
}

function beginsWithText(item: DocumentNode): boolean {
  const content = item.content ?? [];
  return (content[0]?.content ?? []).length > 0 && isTight(content);
}

function breakToSpace(node: DocumentNode): DocumentNode {
  return node.type === 'hardBreak' ? { type: 'text', text: ' ' } : node;
}

function depthOf(level: unknown): 1 | 2 | 3 | 4 | 5 | 6 {
  return ([1, 2, 3, 4, 5, 6] as const).find((depth) => depth === level) ?? 2;
}

export function referenceOf(node: DocumentNode): Reference | null {
  const { kind, id, text } = node.attrs ?? {};
  const known = referenceKinds.find((each) => each === kind);
  if (known === undefined || typeof id !== 'string') return null;
  return { kind: known, id, text: typeof text === 'string' ? text : '' };
}
