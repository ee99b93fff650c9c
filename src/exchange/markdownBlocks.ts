// The tree of a Markdown file to blocks; what a document has no form for is kept as text and counted.
import { parseAddress } from '#domain/address.ts';
import type { DocumentNode, Mark } from '#domain/document.ts';
import { htmlPiece } from './htmlIn.ts';
import { hardBreak, itemContent, joinText, paragraphOf, textNode, withMark } from './inline.ts';
import type { Losses } from './loss.ts';
import type { MarkdownNode, MarkdownRoot } from './markdownIn.ts';

type Kind<T extends MarkdownNode['type']> = Extract<MarkdownNode, { readonly type: T }>;
type Definition = Kind<'definition'>;

/** Reads a whole file: its blocks, then its footnotes and the addresses that nothing pointed at. */
export function readMarkdownBlocks(
  root: MarkdownRoot,
  markdown: string,
  losses: Losses,
): readonly DocumentNode[] {
  const reader = new BlockReader(markdown, losses);
  reader.findDefinitions(root.children);
  return [...reader.blocks(root.children), ...reader.remainder()];
}

class BlockReader {
  readonly #markdown: string;
  readonly #losses: Losses;
  readonly #definitions = new Map<string, Definition>();
  readonly #used = new Set<string>();
  readonly #footnotes: Kind<'footnoteDefinition'>[] = [];

  constructor(markdown: string, losses: Losses) {
    this.#markdown = markdown;
    this.#losses = losses;
  }

  findDefinitions(nodes: readonly MarkdownNode[]): void {
    for (const node of nodes) {
      if (node.type === 'definition' && !this.#definitions.has(node.identifier))
        this.#definitions.set(node.identifier, node);
      if (node.type === 'footnoteDefinition') this.#footnotes.push(node);
      if ('children' in node) this.findDefinitions(node.children);
    }
  }

  blocks(nodes: readonly MarkdownNode[]): readonly DocumentNode[] {
    return nodes.flatMap((node) => this.#block(node));
  }

  remainder(): readonly DocumentNode[] {
    const footnotes = this.#footnotes.flatMap((note) => {
      this.#losses.add('footnote');
      const [head, ...rest] = itemContent(this.blocks(note.children));
      const label = textNode(`[${note.label ?? note.identifier}] `);
      return [paragraphOf(joinText([label, ...(head?.content ?? [])])), ...rest];
    });
    const unused = [...this.#definitions.values()].filter(({ identifier }) => !this.#used.has(identifier));
    this.#losses.add('link definition', unused.length);
    const definitions = unused.map(({ label, identifier, url, title }) =>
      paragraphOf([textNode(`[${label ?? identifier}]: ${url}${title ? ` (${title})` : ''}`)]),
    );
    return [...footnotes, ...definitions];
  }

  #block(node: MarkdownNode): readonly DocumentNode[] {
    switch (node.type) {
      case 'paragraph': {
        const content = this.#inline(node.children);
        return content.length > 0 ? [paragraphOf(content)] : [];
      }
      case 'heading': {
        const content = this.#inline(node.children);
        const heading: DocumentNode = { type: 'heading', attrs: { level: node.depth } };
        return [content.length > 0 ? { ...heading, content } : heading];
      }
      case 'thematicBreak':
        return [{ type: 'horizontalRule' }];
      case 'blockquote': {
        const content = this.blocks(node.children);
        return [{ type: 'blockquote', content: content.length > 0 ? content : [{ type: 'paragraph' }] }];
      }
      case 'list':
        return this.#list(node);
      case 'code': {
        if (node.meta) this.#losses.addNamed('code details', [node.meta.slice(0, 100)]);
        const block: DocumentNode = {
          type: 'codeBlock',
          attrs: { language: node.lang ? node.lang.slice(0, 40).toWellFormed() : null },
        };
        return [node.value === '' ? block : { ...block, content: [textNode(node.value)] }];
      }
      case 'html':
        this.#losses.add(/^\s*<!--/.test(node.value) ? 'comment' : 'html');
        return htmlPiece(node.value, this.#losses);
      case 'table':
        this.#losses.add('table');
        return node.children.map(({ children }) =>
          paragraphOf(
            joinText(
              children.flatMap((cell, at) => [
                textNode(at === 0 ? '' : ' | '),
                ...this.#inline(cell.children),
              ]),
            ),
          ),
        );
      default:
        return [];
    }
  }

  /** Items with and without a box to tick may stand in one list; here they part into lists of one kind. */
  #list(list: Kind<'list'>): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    let number = Math.min(list.start ?? 1, 1_000_000);
    for (const item of list.children) {
      const box = item.checked === null || item.checked === undefined ? this.#emptyBox(item) : null;
      const checked = box === null ? (item.checked ?? null) : box !== '[ ]';
      const isTask = checked !== null && list.ordered !== true;
      let content = itemContent(this.blocks(box === null ? item.children : item.children.slice(1)));
      if (checked !== null && !isTask) {
        this.#losses.add('numbered task');
        const [head, ...rest] = content;
        const words = textNode(checked ? '[x] ' : '[ ] ');
        content = [paragraphOf(joinText([words, ...(head?.content ?? [])])), ...rest];
      }
      const type = isTask ? 'taskList' : list.ordered === true ? 'orderedList' : 'bulletList';
      const node: DocumentNode = isTask
        ? { type: 'taskItem', attrs: { checked }, content }
        : { type: 'listItem', content };
      const last = out.at(-1);
      if (last?.type === type) out[out.length - 1] = { ...last, content: [...(last.content ?? []), node] };
      else out.push({ type, ...(type === 'orderedList' && { attrs: { start: number } }), content: [node] });
      number++;
    }
    return out;
  }

  /** GitHub sees no task where nothing follows the box; people do. */
  #emptyBox(item: Kind<'list'>['children'][number]): string | null {
    const [first] = item.children;
    const written = first?.type === 'paragraph' ? this.#written(first) : '';
    return /^\[[ xX]\]$/.test(written) ? written : null;
  }

  #written({ position }: MarkdownNode): string {
    return this.#markdown.slice(position?.start.offset, position?.end.offset).trimEnd();
  }

  #inline(nodes: readonly MarkdownNode[], marks: readonly Mark[] = []): readonly DocumentNode[] {
    return joinText(nodes.flatMap((node) => this.#phrase(node, marks)));
  }

  #phrase(node: MarkdownNode, marks: readonly Mark[]): readonly DocumentNode[] {
    switch (node.type) {
      case 'text':
        return [textNode(node.value.replace(/\s*\n\s*/g, ' '), marks)];
      case 'strong':
        return this.#inline(node.children, withMark(marks, { type: 'bold' }));
      case 'emphasis':
        return this.#inline(node.children, withMark(marks, { type: 'italic' }));
      case 'delete':
        return this.#inline(node.children, withMark(marks, { type: 'strike' }));
      case 'inlineCode':
        return [textNode(node.value, withMark(marks, { type: 'code' }))];
      case 'break':
        return [hardBreak];
      case 'link':
        return this.#link(node, node.url, node.title, marks);
      case 'linkReference': {
        const found = this.#definition(node.identifier);
        return found
          ? this.#link(node, found.url, found.title, marks)
          : [textNode(this.#written(node), marks)];
      }
      case 'image':
        return this.#image(node.alt, node.url, marks);
      case 'imageReference':
        return this.#image(node.alt, this.#definition(node.identifier)?.url ?? '', marks);
      case 'footnoteReference':
        return [textNode(`[${node.label ?? node.identifier}]`, marks)];
      case 'html':
        return this.#tag(node.value);
      default:
        return [];
    }
  }

  #definition(identifier: string): Definition | undefined {
    this.#used.add(identifier);
    return this.#definitions.get(identifier);
  }

  #link(
    node: Kind<'link'> | Kind<'linkReference'>,
    url: string,
    title: string | null | undefined,
    marks: readonly Mark[],
  ): readonly DocumentNode[] {
    if (title) this.#losses.addNamed('link title', [title.slice(0, 100)]);
    const href = parseAddress(url);
    if (href !== null) return this.#inline(node.children, withMark(marks, { type: 'link', attrs: { href } }));
    const text = this.#inline(node.children, marks);
    if (URL.canParse(url)) {
      this.#losses.add('unsafe link');
      return text;
    }
    // A file beside this one, or a place in it: the way there stays readable.
    this.#losses.add('local link');
    return url === '' ? text : [...text, textNode(` (${url})`, marks)];
  }

  #image(alt: string | null | undefined, url: string, marks: readonly Mark[]): readonly DocumentNode[] {
    this.#losses.add('image');
    const address = url === '' || /^(?:data|javascript|blob):/i.test(url.trim()) ? '' : `(${url})`;
    return [textNode([alt ?? '', address].filter((part) => part !== '').join(' '), marks)];
  }

  /** One tag inside a line; the text between two tags is text of the line. */
  #tag(tag: string): readonly DocumentNode[] {
    if (/^<br\b/i.test(tag)) return [hardBreak];
    if (tag.startsWith('<!--')) this.#losses.add('comment');
    else if (/^<script\b/i.test(tag)) this.#losses.add('script');
    else if (!tag.startsWith('</')) this.#losses.add('html');
    return [];
  }
}
