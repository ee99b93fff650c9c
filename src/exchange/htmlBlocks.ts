// Elements to blocks by allow-list: what is not named here has no form of its own, and its text stays. Styles are not
// read: text that a style sheet would hide is kept.
import { parseAddress } from '#domain/address.ts';
import type { DocumentNode, Mark } from '#domain/document.ts';
import { attributeOf, everyElement, hasAttribute, rawText } from './htmlTree.ts';
import type { HtmlElement, HtmlNode } from './htmlTree.ts';
import { collapseSpace, hardBreak, itemContent, paragraphOf, textNode, withMark } from './inline.ts';
import type { LossKind, Losses } from './loss.ts';

/** Elements that go with everything in them, and what the report says of them (null: they never show anything). */
const dropped: Readonly<Record<string, LossKind | null>> = {
  script: 'script',
  style: null,
  template: 'hidden part',
  iframe: 'frame',
  frame: 'frame',
  embed: 'frame',
  noframes: 'frame',
  noembed: null,
  audio: 'media',
  video: 'media',
  input: 'form',
  select: 'form',
  datalist: 'form',
  head: null,
  title: null,
  meta: null,
  link: null,
  base: null,
};
/** Elements that lose their function and keep their text. */
const opened: Readonly<Record<string, LossKind>> = {
  form: 'form',
  button: 'form',
  textarea: 'form',
  object: 'frame',
  applet: 'frame',
  canvas: 'media',
  map: 'image',
};
const blockNames = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr caption ul xmp'.split(
    ' ',
  ),
);
const markOf: Readonly<Record<string, Mark['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  u: 'underline',
  ins: 'underline',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
};

export interface BlockOptions {
  /** Where addresses in the page start from; null when it does not say. */
  readonly base: string | null;
  /** Elements left out: the furniture around an article. */
  readonly isLeftOut: (element: HtmlElement) => boolean;
  readonly losses: Losses;
}

export function readBlocks(nodes: readonly HtmlNode[], options: BlockOptions): readonly DocumentNode[] {
  return new BlockReader(options).blocks(nodes, []);
}

class BlockReader {
  readonly #options: BlockOptions;

  constructor(options: BlockOptions) {
    this.#options = options;
  }

  /** Blocks as they stand; loose text between them becomes paragraphs. */
  blocks(nodes: readonly HtmlNode[], marks: readonly Mark[]): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    let line: DocumentNode[] = [];
    const endLine = (): void => {
      const content = collapseSpace(line);
      line = [];
      if (content.length > 0) out.push(paragraphOf(content));
    };
    const visit = (node: HtmlNode, around: readonly Mark[]): void => {
      if (node.type === 'text') line.push(textNode(node.value, around));
      if (node.type !== 'element' || this.#drops(node)) return;
      if (blockNames.has(node.tagName)) {
        endLine();
        out.push(...this.#block(node, around));
        return;
      }
      line.push(...this.#leaf(node, around));
      const inner = this.#marksOf(node, around);
      const [before, after] = node.tagName === 'q' ? ['“', '”'] : ['', ''];
      line.push(textNode(before, inner));
      for (const child of node.children) visit(child, inner);
      line.push(textNode(after, inner));
    };
    for (const node of nodes) visit(node, marks);
    endLine();
    return out;
  }

  /** Everything in one line: for headings and cells, which hold no blocks. */
  #inline(nodes: readonly HtmlNode[], marks: readonly Mark[]): readonly DocumentNode[] {
    const line = this.blocks(nodes, marks).flatMap((block) => [textNode(' '), ...linesOf(block)]);
    return collapseSpace(line);
  }

  #block(element: HtmlElement, marks: readonly Mark[]): readonly DocumentNode[] {
    const { tagName, children } = element;
    switch (tagName) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6': {
        const content = this.#inline(children, marks);
        return content.length > 0 ? [{ type: 'heading', attrs: { level: Number(tagName[1]) }, content }] : [];
      }
      case 'blockquote': {
        const content = this.blocks(children, marks);
        return content.length > 0 ? [{ type: 'blockquote', content }] : [];
      }
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return this.#list(element, marks);
      case 'pre':
      case 'listing':
      case 'xmp':
        return codeBlock(element);
      case 'hr':
        return [{ type: 'horizontalRule' }];
      case 'table':
        return this.#table(element, marks);
      default:
        return this.blocks(children, marks);
    }
  }

  #list(element: HtmlElement, marks: readonly Mark[]): readonly DocumentNode[] {
    const boxes: (HtmlElement | null)[] = [];
    const items: DocumentNode[][] = [];
    for (const child of element.children) {
      const isItem = child.type === 'element' && child.tagName === 'li';
      const box = isItem ? checkbox(child) : null;
      const content = this.blocks(isItem ? child.children.filter((each) => each !== box) : [child], marks);
      if (!isItem && content.length === 0) continue;
      const last = items.at(-1);
      // What stands between items belongs to the one before: a nested list, in most pages.
      if (!isItem && last) last.push(...content);
      else {
        items.push([...content]);
        boxes.push(box);
      }
    }
    if (items.length === 0) return [];
    if (element.tagName !== 'ol' && boxes.every((box) => box !== null)) {
      const content = items.map((blocks, at): DocumentNode => {
        const box = boxes[at];
        const checked = box ? hasAttribute(box, 'checked') : false;
        return { type: 'taskItem', attrs: { checked }, content: itemContent(blocks) };
      });
      return [{ type: 'taskList', content }];
    }
    this.#options.losses.add('form', boxes.filter((box) => box !== null).length);
    const content = items.map((blocks): DocumentNode => ({ type: 'listItem', content: itemContent(blocks) }));
    if (element.tagName !== 'ol') return [{ type: 'bulletList', content }];
    const start = Number(attributeOf(element, 'start') ?? '1');
    const known = Number.isInteger(start) && start >= 0 && start <= 1_000_000;
    return [{ type: 'orderedList', attrs: { start: known ? start : 1 }, content }];
  }

  /** A paragraph a row, cells parted by a bar. A table of one column is layout, and its cells are read as blocks. */
  #table(table: HtmlElement, marks: readonly Mark[]): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    const rowsIn = (element: HtmlElement): void => {
      for (const child of element.children) {
        if (child.type !== 'element' || this.#drops(child)) continue;
        const cells = child.tagName === 'tr' ? child.children.filter(isCell) : [];
        if (child.tagName === 'caption') out.push(...this.blocks(child.children, marks));
        else if (child.tagName !== 'tr') rowsIn(child);
        else if (cells.length === 1) out.push(...this.blocks(cells[0]?.children ?? [], marks));
        else {
          const content = cells.flatMap((cell, at) => [
            textNode(at === 0 ? '' : ' | '),
            ...this.#inline(cell.children, marks),
          ]);
          if (content.some((node) => node.type !== 'text' || (node.text ?? '').trim() !== ''))
            out.push(paragraphOf(collapseSpace(content)));
        }
      }
    };
    rowsIn(table);
    if (out.length > 0) this.#options.losses.add('table');
    return out;
  }

  #leaf(element: HtmlElement, marks: readonly Mark[]): readonly DocumentNode[] {
    if (element.tagName === 'br') return [hardBreak];
    if (element.tagName !== 'img' && element.tagName !== 'image' && element.tagName !== 'area') return [];
    this.#options.losses.add('image');
    return [textNode(attributeOf(element, 'alt') ?? '', marks)];
  }

  #marksOf(element: HtmlElement, marks: readonly Mark[]): readonly Mark[] {
    const type = Object.hasOwn(markOf, element.tagName) ? markOf[element.tagName] : undefined;
    if (type !== undefined) return withMark(marks, { type });
    const lost = Object.hasOwn(opened, element.tagName) ? opened[element.tagName] : undefined;
    if (lost !== undefined) this.#options.losses.add(lost);
    const href = element.tagName === 'a' ? this.#address(attributeOf(element, 'href')) : null;
    return href === null ? marks : withMark(marks, { type: 'link', attrs: { href } });
  }

  #address(href: string | null): string | null {
    const given = href?.trim() ?? '';
    // A place in the same page.
    if (given === '' || given.startsWith('#')) return null;
    const whole = URL.canParse(given)
      ? given
      : this.#options.base === null
        ? null
        : join(given, this.#options.base);
    const address = parseAddress(whole);
    if (address === null) this.#options.losses.add(whole === null ? 'local link' : 'unsafe link');
    return address;
  }

  #drops(element: HtmlElement): boolean {
    const { losses, isLeftOut } = this.#options;
    if (isLeftOut(element)) {
      if (rawText(element.children).trim() !== '') losses.add('page furniture');
      return true;
    }
    // No script runs here, so what stands in for one shows; the copies of images that load late would show twice.
    if (element.tagName === 'noscript') return rawText(element.children).trim() === '';
    if (!Object.hasOwn(dropped, element.tagName)) {
      if (element.tagName === 'form') losses.add('form');
      return false;
    }
    const kind = dropped[element.tagName] ?? null;
    const hidesNothing = kind === 'hidden part' && rawText(element.children).trim() === '';
    if (kind !== null && !hidesNothing) losses.add(kind);
    return true;
  }
}

function join(href: string, base: string): string | null {
  return URL.canParse(href, base) ? new URL(href, base).href : null;
}

function isCell(node: HtmlNode): node is HtmlElement {
  return node.type === 'element' && (node.tagName === 'td' || node.tagName === 'th');
}

/** The box that makes a list item a task: an input of that type before any other element. */
function checkbox(item: HtmlElement): HtmlElement | null {
  const first = item.children.find((child) => child.type === 'element');
  return first?.type === 'element' && first.tagName === 'input' && attributeOf(first, 'type') === 'checkbox'
    ? first
    : null;
}

function codeBlock(element: HtmlElement): readonly DocumentNode[] {
  const text = rawText(element.children).replace(/^\n/, '').replace(/\n$/, '');
  if (text === '') return [];
  let language: string | null = null;
  for (const each of everyElement([element])) {
    const found = /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,40})/.exec(attributeOf(each, 'className') ?? '');
    language ??= found?.[1] ?? null;
  }
  return [{ type: 'codeBlock', attrs: { language }, content: [textNode(text)] }];
}

/** The inline content of a block and of all blocks in it, parted by spaces. */
function linesOf(block: DocumentNode): readonly DocumentNode[] {
  if (block.type === 'codeBlock' || block.type === 'paragraph' || block.type === 'heading')
    return (block.content ?? []).map((node) => (node.type === 'hardBreak' ? textNode(' ') : node));
  return (block.content ?? []).flatMap((child) => [textNode(' '), ...linesOf(child)]);
}
