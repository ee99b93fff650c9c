// The rich text of notes, source bodies and rationales: its nodes, marks and attributes, declared once, as data.
// The JSON is ProseMirror's, so that the editor reads and writes it unchanged.

export interface Mark {
  readonly type: MarkName;
  readonly attrs?: Readonly<Record<string, AttributeValue>>;
}

export type AttributeValue = string | number | boolean | null;

export interface DocumentNode {
  readonly type: NodeName;
  readonly attrs?: Readonly<Record<string, AttributeValue>>;
  readonly content?: readonly DocumentNode[];
  readonly marks?: readonly Mark[];
  readonly text?: string;
}

export interface Document extends DocumentNode {
  readonly type: 'doc';
  readonly content: readonly DocumentNode[];
}

export type Attribute =
  | { readonly kind: 'integer'; readonly least: number; readonly most: number; readonly fallback: number }
  | { readonly kind: 'flag'; readonly fallback: boolean }
  | { readonly kind: 'text'; readonly maxChars: number; readonly fallback: string | null }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'id' }
  | { readonly kind: 'address' };

/** What may stand inside a node. `blocks after paragraph` is ProseMirror's `paragraph block*`. */
export type Inside =
  'blocks' | 'inline' | 'plain text' | 'items' | 'tasks' | 'blocks after paragraph' | 'nothing';

export interface NodeDeclaration {
  readonly place: 'root' | 'block' | 'inline' | 'item' | 'task';
  readonly inside: Inside;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export type NodeName =
  | 'doc'
  | 'paragraph'
  | 'heading'
  | 'blockquote'
  | 'bulletList'
  | 'orderedList'
  | 'listItem'
  | 'taskList'
  | 'taskItem'
  | 'codeBlock'
  | 'horizontalRule'
  | 'hardBreak'
  | 'reference'
  | 'text';

export const referenceKinds = ['note', 'source', 'excerpt', 'scorecard', 'judgement'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const nodes: Readonly<Record<NodeName, NodeDeclaration>> = {
  doc: { place: 'root', inside: 'blocks', attributes: {} },
  paragraph: { place: 'block', inside: 'inline', attributes: {} },
  heading: {
    place: 'block',
    inside: 'inline',
    attributes: { level: { kind: 'integer', least: 1, most: 6, fallback: 2 } },
  },
  blockquote: { place: 'block', inside: 'blocks', attributes: {} },
  bulletList: { place: 'block', inside: 'items', attributes: {} },
  orderedList: {
    place: 'block',
    inside: 'items',
    attributes: { start: { kind: 'integer', least: 0, most: 1_000_000, fallback: 1 } },
  },
  listItem: { place: 'item', inside: 'blocks after paragraph', attributes: {} },
  taskList: { place: 'block', inside: 'tasks', attributes: {} },
  taskItem: {
    place: 'task',
    inside: 'blocks after paragraph',
    attributes: { checked: { kind: 'flag', fallback: false } },
  },
  codeBlock: {
    place: 'block',
    inside: 'plain text',
    attributes: { language: { kind: 'text', maxChars: 40, fallback: null } },
  },
  horizontalRule: { place: 'block', inside: 'nothing', attributes: {} },
  hardBreak: { place: 'inline', inside: 'nothing', attributes: {} },
  /** Points at another record; `text` is what it said when it was inserted, shown even when the record is gone. */
  reference: {
    place: 'inline',
    inside: 'nothing',
    attributes: {
      kind: { kind: 'choice', choices: referenceKinds },
      id: { kind: 'id' },
      text: { kind: 'text', maxChars: 2000, fallback: '' },
    },
  },
  text: { place: 'inline', inside: 'nothing', attributes: {} },
};

export type MarkName = 'bold' | 'italic' | 'strike' | 'underline' | 'code' | 'link' | 'claim';

export const marks: Readonly<Record<MarkName, { readonly attributes: Readonly<Record<string, Attribute>> }>> =
  {
    bold: { attributes: {} },
    italic: { attributes: {} },
    strike: { attributes: {} },
    underline: { attributes: {} },
    code: { attributes: {} },
    link: { attributes: { href: { kind: 'address' } } },
    /** A sentence whose evidence is followed up; the claim itself is a record. */
    claim: { attributes: { id: { kind: 'id' } } },
  };

export function isNodeName(value: unknown): value is NodeName {
  return typeof value === 'string' && Object.prototype.hasOwnProperty.call(nodes, value);
}

export function isMarkName(value: unknown): value is MarkName {
  return typeof value === 'string' && Object.prototype.hasOwnProperty.call(marks, value);
}

export const emptyDocument: Document = { type: 'doc', content: [{ type: 'paragraph' }] };

/** A document of plain paragraphs, one for each line. */
export function documentOfText(text: string): Document {
  const content = text.split(/\r\n|\r|\n/).map(paragraph);
  return content.length > 0 ? { type: 'doc', content } : emptyDocument;
}

function paragraph(text: string): DocumentNode {
  return text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] };
}

/** Every node of a document, depth first, itself included. */
export function* everyNode(node: DocumentNode): Generator<DocumentNode> {
  yield node;
  for (const child of node.content ?? []) yield* everyNode(child);
}
