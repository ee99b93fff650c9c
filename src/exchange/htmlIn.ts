// A saved web page, or any HTML, to a document and what it says of itself. Nothing in it runs, nothing is loaded.
import type { Document, DocumentNode } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { readBlocks } from './htmlBlocks.ts';
import { readMeta } from './htmlMeta.ts';
import { attributeOf, everyElement, parseHtml } from './htmlTree.ts';
import type { HtmlElement, HtmlNode, HtmlRoot } from './htmlTree.ts';
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

/** An article is the page's body when it holds this part of its text: of several stories, none is left out. */
const articleShare = 0.7;
const furniture = new Set(['nav', 'header', 'footer', 'aside']);
const furnitureInArticle = new Set(['nav', 'aside']);
const unseen = new Set(['head', 'title', 'script', 'style', 'template', 'noscript']);
const nothing: ReadonlySet<string> = new Set();

export function htmlIn(html: string, losses: Losses): ReadHtml {
  const root = parseHtml(html, losses, false);
  if (root === null) return { kind: 'too large' };
  const meta = readMeta(root);
  const article = findArticle(root, losses);
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

/** The element that holds the page's text, by what the page says or by its length; null for the whole page. */
function findArticle(root: HtmlRoot, losses: Losses): HtmlElement | null {
  const all = [...everyElement(root.children)];
  const whole = textLength(root.children, furniture);
  const found = [
    longest(all.filter(({ tagName }) => tagName === 'article')),
    longest(all.filter((each) => each.tagName === 'main' || attributeOf(each, 'role') === 'main')),
  ].find((each) => each !== null && each.length > 0 && each.length >= whole * articleShare);
  if (!found) return null;
  if (textLength(root.children, nothing) > textLength(found.element.children, nothing))
    losses.add('page furniture');
  return found.element;
}

function longest(
  elements: readonly HtmlElement[],
): { readonly element: HtmlElement; readonly length: number } | null {
  // Articles by the hundred are a list, and comparing the first of them is enough.
  const measured = elements
    .slice(0, 100)
    .map((element) => ({ element, length: textLength(element.children, furnitureInArticle) }));
  return measured.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Characters of text that shows, without what stands in elements of these names. */
function textLength(nodes: readonly HtmlNode[], without: ReadonlySet<string>): number {
  let length = 0;
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text') length += node.value.trim().length;
    if (node.type === 'element' && !without.has(node.tagName) && !unseen.has(node.tagName))
      for (const child of node.children) waiting.push(child);
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
