// A saved web page, or any HTML, to a document and what it says of itself. Nothing in it runs, nothing is loaded.
import type { Document, DocumentNode } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { readBlocks } from './htmlBlocks.ts';
import { readMeta } from './htmlMeta.ts';
import { attributeOf, everyElement, parseHtml } from './htmlTree.ts';
import type { HtmlElement, HtmlRoot } from './htmlTree.ts';
import type { ImportedCsl } from './imported.ts';
import { oneLine, paragraphOf, settle, textNode } from './inline.ts';
import type { Losses } from './loss.ts';

export type ReadHtml =
  | {
      readonly kind: 'read';
      /** Null when the page has none. */
      readonly title: string | null;
      readonly document: Document;
      readonly csl: ImportedCsl;
    }
  | { readonly kind: 'too large' };

/** An article is the page's body when it holds this part of its text: a list of teasers holds less in each. */
const articleShare = 0.4;
const furniture = new Set(['nav', 'header', 'footer', 'aside']);
const furnitureInArticle = new Set(['nav', 'aside']);

export function htmlIn(html: string, losses: Losses): ReadHtml {
  const root = parseHtml(html, losses, false);
  if (root === null) return { kind: 'too large' };
  const meta = readMeta(root);
  const article = findArticle(root);
  const leftOut = article ? furnitureInArticle : furniture;
  const blocks = readBlocks(article ? article.children : root.children, {
    base: meta.base,
    isLeftOut: (element) => leftOut.has(element.tagName),
    losses,
  });
  const document = settle(withoutTitle(blocks, meta.title), losses);
  return { kind: 'read', title: meta.title === '' ? null : meta.title, document, csl: meta.csl };
}

/** The blocks that a piece of HTML inside another format shows. */
export function htmlPiece(html: string, losses: Losses): readonly DocumentNode[] {
  const root = parseHtml(html, losses, true);
  if (root === null) return [paragraphOf([textNode(html)])];
  return readBlocks(root.children, { base: null, isLeftOut: () => false, losses });
}

/** The encoding that the beginning of a page declares (HTML, "determining the character encoding"). */
export function declaredEncoding(head: string): string | null {
  return /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ?? null;
}

function findArticle(root: HtmlRoot): HtmlElement | null {
  const all = [...everyElement(root.children)];
  const whole = textLength(root.children.flatMap((node) => (node.type === 'element' ? [node] : [])));
  const candidates = [
    ...longestFirst(all.filter(({ tagName }) => tagName === 'article')),
    ...longestFirst(all.filter((each) => each.tagName === 'main' || attributeOf(each, 'role') === 'main')),
  ];
  return (
    candidates.find((each) => textLength([each]) >= whole * articleShare && textLength([each]) > 0) ?? null
  );
}

function longestFirst(elements: readonly HtmlElement[]): readonly HtmlElement[] {
  // Teasers by the thousand are no article; comparing the first ones is enough.
  return elements
    .slice(0, 200)
    .map((element) => ({ element, length: textLength([element]) }))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 1)
    .map(({ element }) => element);
}

/** Characters of text that shows; scripts and styles do not. */
function textLength(elements: readonly HtmlElement[]): number {
  let length = 0;
  for (const element of everyElement(elements)) {
    if (['script', 'style', 'template', 'noscript', 'title'].includes(element.tagName)) continue;
    if (furniture.has(element.tagName)) continue;
    for (const child of element.children) if (child.type === 'text') length += child.value.trim().length;
  }
  return length;
}

/** A heading that only repeats the title goes: the record shows it. */
function withoutTitle(blocks: readonly DocumentNode[], title: string): readonly DocumentNode[] {
  const [head, ...rest] = blocks;
  if (head?.type !== 'heading' || head.attrs?.['level'] !== 1 || rest.length === 0) return blocks;
  const heading = oneLine(plainText({ type: 'doc', content: [head] }), 2000);
  return heading === title ? rest : blocks;
}
