// HTML as a tree of elements and text: parsed without a DOM, nothing in it runs or loads.
import { fromHtml } from 'hast-util-from-html';
import type { Losses } from './loss.ts';
import { mostElements, thinHtml } from './thinHtml.ts';

export type HtmlRoot = ReturnType<typeof fromHtml>;
export type HtmlNode = HtmlRoot['children'][number];
export type HtmlElement = Extract<HtmlNode, { readonly type: 'element' }>;

/** Parses a page, or a piece of one. Null when it holds more elements than can be read in reasonable time. */
export function parseHtml(html: string, losses: Losses, fragment: boolean): HtmlRoot | null {
  const thin = thinHtml(html);
  if (thin.elements > mostElements) return null;
  losses.add('nested too deep', thin.dropped);
  return fromHtml(thin.html, { fragment });
}

/** Attribute as text; null when it is absent. Names are hast's (`httpEquiv`, `className`). */
export function attributeOf(element: HtmlElement, name: string): string | null {
  const value = Object.hasOwn(element.properties, name) ? element.properties[name] : undefined;
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined || value === null ? null : String(value);
}

export function hasAttribute(element: HtmlElement, name: string): boolean {
  const value = Object.hasOwn(element.properties, name) ? element.properties[name] : undefined;
  return value !== undefined && value !== null && value !== false;
}

/** Every element in the order of the page. */
export function* everyElement(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type !== 'element') continue;
    yield node;
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child) waiting.push(child);
    }
  }
}

/** All text below these nodes as it stands in the page, `br` as a line break. */
export function rawText(nodes: readonly HtmlNode[]): string {
  let text = '';
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text') text += node.value;
    if (node.type !== 'element') continue;
    if (node.tagName === 'br') text += '\n';
    for (const child of node.children.toReversed()) waiting.push(child);
  }
  return text;
}
