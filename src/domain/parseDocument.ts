// The one door for documents from outside: anything goes in, a document of exactly the declared kind comes out,
// with a list of what had to be repaired. Text is never dropped.
import { parseAddress } from './address.ts';
import type {
  Attribute,
  AttributeValue,
  Document,
  DocumentNode,
  Inside,
  Mark,
  NodeName,
} from './document.ts';
import { isMarkName, isNodeName, marks as markDeclarations, nodes } from './document.ts';

export type Repair =
  'unknown node' | 'unknown mark' | 'bad attribute' | 'misplaced node' | 'too deep' | 'not a document';

export interface ParsedDocument {
  readonly document: Document;
  readonly repairs: readonly Repair[];
}

const maxDepth = 40;
const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface Raw {
  readonly type?: unknown;
  readonly attrs?: unknown;
  readonly content?: unknown;
  readonly marks?: unknown;
  readonly text?: unknown;
}

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text as it may be stored: no NUL, no half of a surrogate pair. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** Reads a document. What is not declared is taken apart and its text kept. */
export function parseDocument(value: unknown): ParsedDocument {
  const repairs: Repair[] = [];
  const reader = new Reader(repairs);
  if (!isObject(value) || value.type !== 'doc') {
    repairs.push('not a document');
    const kept = isObject(value) ? reader.children('blocks', [value], 0) : [];
    return { document: { type: 'doc', content: kept.length > 0 ? kept : [{ type: 'paragraph' }] }, repairs };
  }
  const content = reader.children('blocks', listOf(value.content), 0);
  return { document: { type: 'doc', content }, repairs };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

class Reader {
  readonly #repairs: Repair[];

  constructor(repairs: Repair[]) {
    this.#repairs = repairs;
  }

  /** Children of a node, brought into the shape that the node asks for. */
  children(inside: Inside, raw: readonly unknown[], depth: number): readonly DocumentNode[] {
    if (inside === 'nothing') return [];
    if (inside === 'inline' || inside === 'plain text')
      return this.#inline(raw, inside === 'plain text', depth);
    if (inside === 'items') return this.#items('listItem', raw, depth);
    if (inside === 'tasks') return this.#items('taskItem', raw, depth);
    const blocks = this.#blocks(raw, depth);
    if (inside === 'blocks after paragraph' && blocks[0]?.type !== 'paragraph')
      return [{ type: 'paragraph' }, ...blocks];
    return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
  }

  #blocks(raw: readonly unknown[], depth: number): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    let loose: unknown[] = [];
    const wrapLoose = (): void => {
      const content = this.#inline(loose, false, depth);
      loose = [];
      if (content.length === 0) return;
      this.#repairs.push('misplaced node');
      out.push({ type: 'paragraph', content });
    };
    for (const child of raw) {
      if (!isObject(child)) {
        this.#repairs.push('unknown node');
        continue;
      }
      if (!isNodeName(child.type)) {
        // An unknown node is opened: its text stays as a paragraph, its children stay as what they are.
        this.#repairs.push('unknown node');
        if (typeof child.text === 'string') loose.push({ type: 'text', text: child.text });
        wrapLoose();
        out.push(...this.#blocksIfAny(listOf(child.content), depth));
        continue;
      }
      const { place, inside } = nodes[child.type];
      if (place === 'inline') {
        loose.push(child);
        continue;
      }
      wrapLoose();
      // At the deepest level stands text alone: what was flattened to fit is not repaired again.
      const goesNoDeeper = inside === 'inline' || inside === 'plain text' || inside === 'nothing';
      if (place === 'block' && (depth < maxDepth || goesNoDeeper)) {
        out.push(this.#node(child.type, child, depth + 1));
        continue;
      }
      this.#repairs.push(depth < maxDepth ? 'misplaced node' : 'too deep');
      if (depth < maxDepth) out.push(...this.#blocksIfAny(listOf(child.content), depth));
      else out.push(...this.#flattened(child));
    }
    wrapLoose();
    return out;
  }

  #blocksIfAny(raw: readonly unknown[], depth: number): readonly DocumentNode[] {
    return raw.length === 0 ? [] : this.#blocks(raw, depth);
  }

  /** What lies too deep becomes paragraphs of plain text, walked without recursion. */
  #flattened(root: Raw): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    const waiting: unknown[] = [root];
    let line = '';
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (!isObject(next)) continue;
      if (typeof next.text === 'string') line += cleanText(next.text);
      const content = listOf(next.content);
      if (content.some((child) => isObject(child) && typeof child.text !== 'string') && line !== '') {
        out.push({ type: 'paragraph', content: [{ type: 'text', text: line }] });
        line = '';
      }
      for (let at = content.length - 1; at >= 0; at--) waiting.push(content[at]);
    }
    if (line !== '') out.push({ type: 'paragraph', content: [{ type: 'text', text: line }] });
    return out;
  }

  #items(item: 'listItem' | 'taskItem', raw: readonly unknown[], depth: number): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    for (const child of raw) {
      if (isObject(child) && child.type === item) out.push(this.#node(item, child, depth + 1));
      else {
        this.#repairs.push('misplaced node');
        const otherItem = isObject(child) && (child.type === 'listItem' || child.type === 'taskItem');
        const inner = otherItem ? listOf(child.content) : [child];
        out.push({
          type: item,
          ...this.#fallbacks(item),
          content: this.children('blocks after paragraph', inner, depth + 1),
        });
      }
    }
    if (out.length > 0) return out;
    return [{ type: item, ...this.#fallbacks(item), content: [{ type: 'paragraph' }] }];
  }

  #inline(raw: readonly unknown[], plain: boolean, depth: number): readonly DocumentNode[] {
    const out: DocumentNode[] = [];
    for (const child of raw) {
      if (!isObject(child)) {
        this.#repairs.push('unknown node');
        continue;
      }
      if (child.type === 'text') {
        const text = typeof child.text === 'string' ? cleanText(child.text) : '';
        if (text === '') continue;
        const marks = plain ? [] : this.#marks(child.marks);
        out.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text });
        continue;
      }
      if (plain) {
        this.#repairs.push('misplaced node');
        const text = child.type === 'hardBreak' ? '\n' : textInside(child);
        if (text !== '') out.push({ type: 'text', text });
        continue;
      }
      if (isNodeName(child.type) && nodes[child.type].place === 'inline') {
        const node = this.#node(child.type, child, depth + 1);
        if (node.type === 'text' ? node.text !== '' : true) out.push(node);
        continue;
      }
      this.#repairs.push(isNodeName(child.type) ? 'misplaced node' : 'unknown node');
      const text = textInside(child);
      if (text !== '') out.push({ type: 'text', text });
    }
    return out;
  }

  #node(type: NodeName, raw: Raw, depth: number): DocumentNode {
    const attributes = this.#attributes(type, raw.attrs);
    if (attributes === 'broken') {
      // A reference without a target cannot be followed; what it said stays.
      const attrs = isObject(raw.attrs) ? (raw.attrs as Readonly<Record<string, unknown>>) : {};
      return { type: 'text', text: typeof attrs['text'] === 'string' ? cleanText(attrs['text']) : '' };
    }
    const { inside } = nodes[type];
    if (inside === 'nothing') {
      const marks = this.#marks(raw.marks);
      return marks.length > 0 ? { type, ...attributes, marks } : { type, ...attributes };
    }
    const content = this.children(inside, listOf(raw.content), depth);
    return content.length > 0 ? { type, ...attributes, content } : { type, ...attributes };
  }

  #fallbacks(type: 'listItem' | 'taskItem'): { attrs?: Record<string, AttributeValue> } {
    const read = this.#attributes(type, {});
    return read === 'broken' ? {} : read;
  }

  #attributes(type: NodeName, raw: unknown): { attrs?: Record<string, AttributeValue> } | 'broken' {
    const read = this.#read(nodes[type].attributes, raw);
    if (read === null) return 'broken';
    return Object.keys(read).length > 0 ? { attrs: read } : {};
  }

  #marks(raw: unknown): readonly Mark[] {
    const out: Mark[] = [];
    for (const mark of listOf(raw)) {
      if (!isObject(mark) || !isMarkName(mark.type)) {
        this.#repairs.push('unknown mark');
        continue;
      }
      const { type } = mark;
      if (out.some((other) => other.type === type)) continue;
      const attrs = this.#read(markDeclarations[type].attributes, mark.attrs);
      if (attrs === null) continue;
      out.push(Object.keys(attrs).length > 0 ? { type, attrs } : { type });
    }
    return out;
  }

  /** Declared attributes only; null when one that has no fallback is missing or bad. */
  #read(declared: Readonly<Record<string, Attribute>>, raw: unknown): Record<string, AttributeValue> | null {
    const given = isObject(raw) ? (raw as Readonly<Record<string, unknown>>) : {};
    const out: Record<string, AttributeValue> = {};
    for (const [name, attribute] of Object.entries(declared)) {
      const value = readAttribute(attribute, given[name]);
      if (value === undefined) {
        this.#repairs.push('bad attribute');
        if (!('fallback' in attribute)) return null;
        out[name] = attribute.fallback;
      } else out[name] = value;
    }
    return out;
  }
}

function readAttribute(attribute: Attribute, value: unknown): AttributeValue | undefined {
  switch (attribute.kind) {
    case 'integer':
      if (value === undefined) return attribute.fallback;
      return typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= attribute.least &&
        value <= attribute.most
        ? value
        : undefined;
    case 'flag':
      if (value === undefined) return attribute.fallback;
      return typeof value === 'boolean' ? value : undefined;
    case 'text':
      if (value === undefined || value === null) return attribute.fallback;
      return typeof value === 'string'
        ? cleanText(value).slice(0, attribute.maxChars).toWellFormed()
        : undefined;
    case 'choice':
      return typeof value === 'string' && attribute.choices.includes(value) ? value : undefined;
    case 'id':
      return typeof value === 'string' && idShape.test(value) ? value : undefined;
    case 'address':
      return parseAddress(value) ?? undefined;
  }
}

function textInside(root: Raw): string {
  let text = '';
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next)) continue;
    if (typeof next.text === 'string') text += cleanText(next.text);
    const content = listOf(next.content);
    for (let at = content.length - 1; at >= 0; at--) waiting.push(content[at]);
  }
  return text;
}
