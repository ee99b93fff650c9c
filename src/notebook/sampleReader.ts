// Reads the entries of a sample notebook's file: each through the domain's parser, with every problem kept.
import type { Document, DocumentNode, ReferenceKind } from '#domain/document.ts';
import { referenceKinds } from '#domain/document.ts';
import type { NounKind } from '#domain/id.ts';
import type { RecordOf } from '#domain/operation.ts';
import { parseRecord } from '#domain/operation.ts';
import { parseDocument } from '#domain/parseDocument.ts';
import { schemaVersion } from '#domain/record.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/** Stands for an id while the domain's parser looks at an entry. */
export function placeholder(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export const anyInstant = '2026-01-01T00:00:00Z';
export const anyHash = '0'.repeat(64);

const keyShape = /^[a-z0-9][a-z0-9-]{0,79}$/;
/** Deeper than any document that the domain keeps as it is. */
const maxDepth = 200;

export class SampleReader {
  readonly #problems: string[] = [];

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** The entries of one list of the file; those that `read` gives null for have left a problem behind. */
  entries<T>(
    file: Fields,
    list: string,
    read: (given: Fields, key: string, where: string) => T | null,
  ): readonly T[] {
    if (!Array.isArray(file[list])) this.#problems.push(`${list}: not a list`);
    return listOf(file[list]).flatMap((value, at) => {
      const given = fieldsOf(value);
      const key = this.key(given, 'key', `${list}[${at}]`);
      const entry = read(given, key, `${list}.${key}`);
      return entry === null ? [] : [entry];
    });
  }

  key(given: Fields, name: string, where: string): string {
    const value = given[name];
    if (typeof value === 'string' && keyShape.test(value)) return value;
    this.#problems.push(`${where}: ${name} is not a key`);
    return '';
  }

  /** Holds an entry's fields against the domain's parser, as the record that a notebook would make of it. */
  record<const K extends NounKind>(kind: K, where: string, fields: Fields): RecordOf[K] | null {
    const parsed = parseRecord(kind, {
      ...fields,
      id: placeholder(0),
      schema: schemaVersion,
      createdAt: anyInstant,
      updatedAt: anyInstant,
      revision: 1,
      origin: { kind: 'sample' },
    });
    if (parsed.kind === 'ok') return parsed.value;
    this.#problems.push(`${where}: ${parsed.why}`);
    return null;
  }

  /**
   * Reads a document whose references carry keys. The domain's parser knows ids only, so it is shown a numbered
   * placeholder in each key's place, and the keys are put back into what it returns.
   */
  document(value: unknown, where: string): Document | null {
    const keys = new Map<string, string>();
    const { document, repairs } = parseDocument(this.#withPlaceholders(value, keys, where, 0));
    const [repair] = repairs;
    if (repair !== undefined) {
      this.#problems.push(`${where}: ${repair}`);
      return null;
    }
    return mapReferences(document, 'key', ({ target }) => keys.get(target) ?? '');
  }

  #withPlaceholders(value: unknown, keys: Map<string, string>, where: string, depth: number): unknown {
    if (depth > maxDepth) return null;
    if (Array.isArray(value))
      return listOf(value).map((each) => this.#withPlaceholders(each, keys, where, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    const given = fieldsOf(value);
    if (given['type'] === 'reference') {
      const attrs = fieldsOf(given['attrs']);
      const id = placeholder(keys.size + 1);
      keys.set(id, this.key(attrs, 'key', where));
      return { ...given, attrs: { ...attrs, id } };
    }
    return Object.fromEntries(
      Object.entries(given).map(([name, each]) => [
        name,
        this.#withPlaceholders(each, keys, where, depth + 1),
      ]),
    );
  }
}

/** What a reference points at: a key in the file, an id in a notebook. */
export interface Pointer {
  readonly kind: ReferenceKind;
  readonly target: string;
}

export function pointerOf(node: DocumentNode): Pointer | null {
  const kind = referenceKinds.find((each) => each === node.attrs?.['kind']);
  const target = node.attrs?.['key'] ?? node.attrs?.['id'];
  return node.type === 'reference' && kind && typeof target === 'string' ? { kind, target } : null;
}

/** The same document with each reference pointing, under `name`, where `change` says. */
export function mapReferences(
  document: Document,
  name: 'id' | 'key',
  change: (pointer: Pointer) => string,
): Document {
  const visit = (node: DocumentNode): DocumentNode => {
    const pointer = pointerOf(node);
    if (pointer) {
      const text = node.attrs?.['text'] ?? '';
      return { ...node, attrs: { kind: pointer.kind, [name]: change(pointer), text } };
    }
    return node.content ? { ...node, content: node.content.map(visit) } : node;
  };
  return { ...document, content: document.content.map(visit) };
}
