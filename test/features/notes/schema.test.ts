// @vitest-environment happy-dom
// The editor's schema against the declaration of the domain, node for node.
import { getSchema } from '@tiptap/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute, Inside } from '#domain/document.ts';
import { marks, nodes } from '#domain/document.ts';
import { contentOf, documentOf } from '#features/notes/spans.ts';
import { arbitraryDocument } from '../../domain/arbitraryDocument.ts';
import { testExtensions } from './testExtensions.ts';

const schema = getSchema(testExtensions());

const inside: Readonly<Record<Inside, string>> = {
  blocks: 'block+',
  inline: 'inline*',
  'plain text': 'text*',
  items: 'listItem+',
  tasks: 'taskItem+',
  'blocks after paragraph': 'paragraph block*',
  nothing: '',
};

const fallbacks = (attributes: Readonly<Record<string, Attribute>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      'fallback' in attribute ? attribute.fallback : null,
    ]),
  );

const defaultsOf = (attributes: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries((attributes ?? {}) as Record<string, { default?: unknown }>).map(([name, attribute]) => [
      name,
      attribute.default ?? null,
    ]),
  );

describe("the editor's schema", () => {
  it('[S1] has exactly the declared nodes and marks', () => {
    expect(Object.keys(schema.nodes).toSorted()).toEqual(Object.keys(nodes).toSorted());
    expect(Object.keys(schema.marks).toSorted()).toEqual(Object.keys(marks).toSorted());
    expect(schema.topNodeType.name).toBe('doc');
  });

  it('[S2] gives each node the declared attributes, with the declared fallbacks', () => {
    for (const [name, { attributes }] of Object.entries(nodes))
      expect(defaultsOf(schema.nodes[name]?.spec.attrs), name).toEqual(fallbacks(attributes));
    for (const [name, { attributes }] of Object.entries(marks))
      expect(defaultsOf(schema.marks[name]?.spec.attrs), name).toEqual(fallbacks(attributes));
  });

  it('[S3] lets each node hold what is declared, where it is declared', () => {
    for (const [name, declared] of Object.entries(nodes)) {
      const type = schema.nodes[name];
      expect(type?.spec.content ?? '', name).toBe(inside[declared.inside]);
      expect(type?.isInline, name).toBe(declared.place === 'inline');
      expect(type?.isInGroup('block'), name).toBe(declared.place === 'block');
      if (declared.inside === 'plain text') expect(type?.spec.marks, name).toBe('');
    }
  });

  it('[S4] lets no mark drive out another', () => {
    for (const mark of Object.values(schema.marks))
      for (const other of Object.values(schema.marks))
        expect(mark.excludes(other), `${mark.name} ${other.name}`).toBe(mark === other);
  });

  it('[S5] takes every document of the declaration and gives it back', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const node = schema.nodeFromJSON(contentOf(document));
        node.check();
        const back = documentOf(node);
        expect(schema.nodeFromJSON(contentOf(back)).eq(node)).toBe(true);
        // The same text with the same marks, whatever their order.
        expect(JSON.parse(inOneOrder(back))).toEqual(JSON.parse(inOneOrder(document)));
      }),
    );
  });
});

/** ProseMirror keeps marks in the schema's order and joins texts that carry the same ones. */
function inOneOrder(document: unknown): string {
  return JSON.stringify(document, (key, value: unknown) => {
    if (key === 'marks' && Array.isArray(value))
      return (value as { type: string }[]).toSorted((a, b) => a.type.localeCompare(b.type));
    if (key === 'content' && Array.isArray(value)) return joined(value as Loose[]);
    return value;
  });
}

interface Loose {
  readonly type: string;
  readonly text?: string;
  readonly marks?: readonly { readonly type: string }[];
}

function joined(content: readonly Loose[]): readonly Loose[] {
  const key = ({ marks: given = [] }: Loose): string =>
    JSON.stringify(given.toSorted((a, b) => a.type.localeCompare(b.type)));
  const out: Loose[] = [];
  for (const node of content) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text' && key(last) === key(node))
      out[out.length - 1] = { ...last, text: `${last.text ?? ''}${node.text ?? ''}` };
    else out.push(node);
  }
  return out;
}
