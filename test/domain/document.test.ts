import { Schema } from '@tiptap/pm/model';
import type { MarkSpec, NodeSpec } from '@tiptap/pm/model';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#domain/address.ts';
import type { DocumentNode, Inside } from '#domain/document.ts';
import { documentOfText, everyNode, marks, nodes } from '#domain/document.ts';
import { parseDocument } from '#domain/parseDocument.ts';
import { cutPieces, joinPieces } from '#domain/piece.ts';
import { layoutText, leafText, plainText } from '#domain/plainText.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { arbitraryDocument, arbitraryJunk } from './arbitraryDocument.ts';

const inside: Readonly<Record<Inside, string>> = {
  blocks: 'block+',
  inline: 'inline*',
  'plain text': 'text*',
  items: 'listItem+',
  tasks: 'taskItem+',
  'blocks after paragraph': 'paragraph block*',
  nothing: '',
};

/** A ProseMirror schema made from nothing but the declaration: the oracle for structure and positions. */
const schema = new Schema({
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([name, { place, inside: what, attributes }]): [string, NodeSpec] => [
      name,
      {
        content: inside[what],
        ...(place === 'block' || place === 'inline' ? { group: place } : {}),
        inline: place === 'inline',
        marks: what === 'plain text' ? '' : what === 'inline' ? '_' : '',
        attrs: Object.fromEntries(Object.keys(attributes).map((key) => [key, { default: null }])),
        leafText: (node) => leafText(node.toJSON() as DocumentNode),
      },
    ]),
  ),
  marks: Object.fromEntries(
    Object.entries(marks).map(([name, { attributes }]): [string, MarkSpec] => [
      name,
      {
        excludes: '',
        attrs: Object.fromEntries(Object.keys(attributes).map((key) => [key, { default: null }])),
      },
    ]),
  ),
});

describe('parseDocument', () => {
  it('[D1] leaves a document that keeps to the declaration as it is', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const parsed = parseDocument(JSON.parse(JSON.stringify(document)));
        expect(parsed).toEqual({ document, repairs: [] });
      }),
    );
  });

  it('[D1b] flattens what lies too deep once: read again, it is left as it is', () => {
    let deep: unknown = { type: 'paragraph', content: [{ type: 'text', text: 'at the bottom' }] };
    for (let level = 0; level < 100; level++) deep = { type: 'blockquote', content: [deep] };
    const once = parseDocument({ type: 'doc', content: [deep] });
    expect(once.repairs).toContain('too deep');
    expect(plainText(once.document)).toBe('at the bottom');
    expect(parseDocument(once.document)).toEqual({ document: once.document, repairs: [] });
  });

  it('[D2] makes of anything a document that the schema accepts, and repairs nothing twice', () => {
    fc.assert(
      fc.property(arbitraryJunk, (junk) => {
        const once = parseDocument(junk);
        schema.nodeFromJSON(once.document).check();
        const again = parseDocument(JSON.parse(JSON.stringify(once.document)));
        expect(again).toEqual({ document: once.document, repairs: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('[D3] keeps the text of nodes it does not know, and of what lies too deep', () => {
    let deep: unknown = { type: 'paragraph', content: [{ type: 'text', text: 'bottom' }] };
    for (let level = 0; level < 5000; level++) deep = { type: 'blockquote', content: [deep] };
    const parsed = parseDocument({
      type: 'doc',
      content: [
        { type: 'video', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'inside' }] }] },
        { type: 'text', text: 'loose' },
        deep,
      ],
    });
    expect(plainText(parsed.document)).toBe('inside\nloose\nbottom');
    expect(parsed.repairs).toContain('too deep');
  });

  it('[D4] lets no address through but http, https and mailto', () => {
    for (const bad of [
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      'file:///etc/passwd',
      'app://notebook/',
      'https://a:b@example.org/',
      'vbscript:x',
      '//example.org',
      '',
      7,
    ])
      expect(parseAddress(bad)).toBeNull();
    for (const good of ['https://example.org/', 'http://example.org/a?b#c', 'mailto:someone@example.org'])
      expect(parseAddress(good)).toBe(good);
    const link = { type: 'link', attrs: { href: 'javascript:alert(1)' } };
    const parsed = parseDocument({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [link] }] }],
    });
    expect([...everyNode(parsed.document)].some((node) => node.marks)).toBe(false);
  });
});

describe('layoutText', () => {
  it("[D5] counts positions as ProseMirror does, and its text is ProseMirror's", () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const node = schema.nodeFromJSON(document);
        const layout = layoutText(document);
        const blocks: string[] = [];
        node.descendants((child, position) => {
          if (!child.isTextblock) return true;
          const block = layout.blocks[blocks.length];
          expect(block && layout.positionAt(block.start)).toBe(position + 1);
          blocks.push(
            child.textBetween(0, child.content.size, '', (leaf) => leafText(leaf.toJSON() as DocumentNode)),
          );
          return false;
        });
        expect(layout.text).toBe(blocks.join('\n'));
      }),
    );
  });

  it('[D6] maps an offset to a position and back, except inside a leaf', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), (document, pick) => {
        const layout = layoutText(document);
        const offset = pick % (layout.text.length + 1);
        const back = layout.offsetAt(layout.positionAt(offset));
        const block = layout.blocks.find(({ start, end }) => start <= offset && offset <= end);
        const leaves = (block?.node.content ?? []).some((child) => child.type === 'reference');
        if (leaves) expect(back).toBeLessThanOrEqual(offset);
        else expect(back).toBe(offset);
      }),
    );
  });
});

describe('pieces', () => {
  it('[D7] put together again are the document', () => {
    fc.assert(
      fc.property(fc.array(arbitraryDocument, { minLength: 1, maxLength: 20 }), (documents) => {
        const document = { type: 'doc' as const, content: documents.flatMap(({ content }) => content) };
        const pieces = cutPieces(document, sha256Hex);
        expect(joinPieces(pieces.map(({ content }) => content))).toEqual({ document, repairs: [] });
      }),
    );
  });

  const long = (lines: number, from = 0): string =>
    Array.from(
      { length: lines },
      (_, at) => `Paragraph ${(at + from) * 7919} says something ${'of some length '.repeat(20)}`,
    ).join('\n');

  it('[D8] stay under 60 KB, even where one paragraph is a million characters', () => {
    for (const text of [long(500), 'x'.repeat(1_000_000), '字'.repeat(200_000), '😀'.repeat(100_000)]) {
      const document = documentOfText(text);
      const pieces = cutPieces(document, sha256Hex);
      expect(pieces.length).toBeGreaterThan(3);
      for (const { content } of pieces) expect(new TextEncoder().encode(content).length).toBeLessThan(60_000);
      expect(plainText(joinPieces(pieces.map(({ content }) => content)).document)).toBe(text);
    }
  });

  it('[D9] change where the text changed and nowhere else', () => {
    const before = cutPieces(documentOfText(long(1000)), sha256Hex);
    const after = cutPieces(documentOfText(`A new first line\n${long(1000)}`), sha256Hex);
    const known = new Set(before.map(({ hash }) => hash));
    expect(after.filter(({ hash }) => !known.has(hash)).length).toBeLessThanOrEqual(2);
    expect(after.length).toBeGreaterThan(20);
  });
});
