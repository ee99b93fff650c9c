import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, DocumentNode } from '#domain/document.ts';
import type { Note } from '#domain/note.ts';
import { makeId } from '#domain/id.ts';
import { documentToMarkdown } from '#exchange/markdownOut.ts';
import { noteToMarkdown } from '#exchange/recordsOut.ts';
import { expectSound, imported, lossesOf, textOf } from './anyFile.ts';
import { arbitraryMarkdownDocument } from './markdownDocument.ts';

const types = (markdown: string): readonly string[] =>
  imported('a.md', markdown).document.content.map(({ type }) => type);

describe('Markdown', () => {
  it('[M1] keeps headings, lists, tasks, quotations, code, rules and emphasis as what they are', () => {
    const file = imported(
      'a.md',
      'Text **bold** _it_ ~~no~~ `code` [link](https://example.org)\\\nnext\n\n## H\n\n- a\n  1. b\n\n- [x] done\n- [ ] open\n\n> q\n\n```ts\nlet a;\n```\n\n---',
    );
    expect(file.losses).toEqual([]);
    expect(file.document.content.map(({ type }) => type)).toEqual([
      'paragraph',
      'heading',
      'bulletList',
      'taskList',
      'blockquote',
      'codeBlock',
      'horizontalRule',
    ]);
    expect(
      file.document.content[0]?.content?.map(({ type, text, marks }) => [type, text, marks?.[0]?.type]),
    ).toEqual([
      ['text', 'Text ', undefined],
      ['text', 'bold', 'bold'],
      ['text', ' ', undefined],
      ['text', 'it', 'italic'],
      ['text', ' ', undefined],
      ['text', 'no', 'strike'],
      ['text', ' ', undefined],
      ['text', 'code', 'code'],
      ['text', ' ', undefined],
      ['text', 'link', 'link'],
      ['hardBreak', undefined, undefined],
      ['text', 'next', undefined],
    ]);
  });

  it('[M2] keeps as text what a document has no form for, and counts it', () => {
    const file = imported(
      'a.md',
      '| a | b |\n|---|---|\n| 1 | **2** |\n\n![cat](cat.png)\n\nSaid[^1].\n\n[^1]: The *note*.\n\n<p onclick="x()">Raw <b>words</b></p>\n\n[[Other note]] and <b>tag</b>\n\n[unused]: https://example.org "why"\n',
    );
    expect(textOf(file).split('\n')).toEqual([
      'a | b',
      '1 | 2',
      'cat (cat.png)',
      'Said[1].',
      'Raw words',
      '[[Other note]] and tag',
      '[1] The note.',
      '[unused]: https://example.org (why)',
    ]);
    expect(lossesOf(file)).toEqual({ table: 1, image: 1, footnote: 1, html: 2, 'link definition': 1 });
  });

  it('[M3] keeps the text of links it may not keep, and the way to files beside', () => {
    const file = imported(
      'a.md',
      '[one](javascript:alert(1)) [two](other.md) [three][x]\n\n[x]: mailto:a@b.co "title"',
    );
    expect(textOf(file)).toBe('one two (other.md) three');
    expect(lossesOf(file)).toEqual({ 'unsafe link': 1, 'local link': 1, 'link title': 1 });
  });

  it('[M4] reads title, tags and dates from front matter; other fields stay in sight and are named', () => {
    const file = imported(
      'a.md',
      '---\ntitle: "A: title"\ntags: [one, "#two/three", one]\ncreated: 2026-03-09\nupdated: 2026-03-09T12:00:00+02:00\nmood: calm\ncommonplace: 1\n---\n# Heading\n\ntext',
    );
    expect(file).toMatchObject({
      title: 'A: title',
      tags: ['one', 'two/three'],
      createdAt: '2026-03-09T00:00:00.000Z',
      updatedAt: '2026-03-09T10:00:00.000Z',
      losses: [{ kind: 'front matter', count: 1, names: ['mood'] }],
    });
    expect(textOf(file)).toBe('Heading\ntext\nmood: calm');
    expect(imported('a.md', '---\ntags: a, b c\n---\n').tags).toEqual(['a', 'b c']);
  });

  it('[M5] keeps front matter that cannot be read as text', () => {
    for (const yaml of [
      'a: [',
      '- just\n- a list',
      `a: &a [x,x]\nb: &b [*a,*a]\n${'c: [*b,*b,*b,*b]\n'.repeat(3)}: :`,
    ]) {
      const file = imported('a.md', `---\n${yaml}\n---\ntext`);
      expect(lossesOf(file)).toEqual({ 'front matter': 1 });
      expect(textOf(file)).toContain(yaml.trimEnd());
    }
    expectSound(imported('a.md', '---\n__proto__: {x: 1}\ntitle: {a: b}\ntags: {a: b}\n---\n'));
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('[M6] reads what a source says of itself when files are taken as sources', () => {
    const file = imported(
      'a.md',
      '---\nauthor: ["Doe, Jane", John Smith]\nissued: 2026-03\nURL: https://example.org/\npublisher: P\n---\n# T\n\ntext',
      'sources',
    );
    expect(file.csl).toEqual({
      type: 'document',
      title: 'T',
      author: [
        { family: 'Doe', given: 'Jane' },
        { given: 'John', family: 'Smith' },
      ],
      issued: { 'date-parts': [[2026, 3]] },
      URL: 'https://example.org/',
      publisher: 'P',
    });
    expectSound(file);
  });

  it('[M7] takes the first heading of the first level as title, and out of the text where it begins it', () => {
    expect(imported('a.md', '# One *two*\n\ntext')).toMatchObject({ title: 'One two' });
    expect(types('# One\n\ntext')).toEqual(['paragraph']);
    expect(types('text\n\n# One')).toEqual(['paragraph', 'heading']);
    expect(imported('a.md', '## Two\n\ntext').title).toBe('a');
  });

  it('[M8] parts lists that mix tasks and items, and keeps boxes of numbered ones as text', () => {
    expect(types('- [x] a\n- b\n- [ ] c')).toEqual(['taskList', 'bulletList', 'taskList']);
    expect(types('- [ ]\n- [x]')).toEqual(['taskList']);
    const numbered = imported('a.md', '3. [x] a\n4. b');
    expect(textOf(numbered)).toBe('[x] a\nb');
    expect(numbered.document.content[0]).toMatchObject({ type: 'orderedList', attrs: { start: 3 } });
    expect(lossesOf(numbered)).toEqual({ 'numbered task': 1 });
  });

  it('[M9] reads empty items inside each other back, also in a list beside another', () => {
    const empty: DocumentNode = { type: 'paragraph' };
    const nested = (depth: number): DocumentNode => ({
      type: 'bulletList',
      content: [{ type: 'listItem', content: depth > 1 ? [empty, nested(depth - 1)] : [empty] }],
    });
    const task: DocumentNode = { type: 'taskItem', attrs: { checked: false }, content: [empty] };
    const lists = [{ type: 'taskList', content: [task] }, nested(4)] as const;
    for (const content of [[lists[1]], lists, lists.toReversed()]) {
      const document: Document = { type: 'doc', content };
      expect(imported('a.md', documentToMarkdown(document)).document).toEqual(document);
    }
  });

  it('[M9] reads an exported note back as the same note', () => {
    const now = '2026-03-09T12:00:00.000Z';
    const tags = fc.constantFrom([], ['one'], ['a/b', 'c: d', '- e', 'true', '7']);
    const title = fc.oneof(
      fc.constantFrom('A: b', '# c', '"q"', '- x', 'null', '2026'),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(title, tags, arbitraryMarkdownDocument, (given, ofNote, document) => {
        const wanted = given
          .replace(/[\s\p{Cc}]+/gu, ' ')
          .trim()
          .toWellFormed();
        fc.pre(wanted !== '');
        const note: Note = {
          id: makeId('note', 0, new Uint8Array(10)),
          schema: 1,
          createdAt: now,
          updatedAt: now,
          revision: 1,
          origin: { kind: 'typed' },
          title: wanted,
          tags: ofNote,
          preview: '',
          words: 0,
        };
        const file = imported('x.md', noteToMarkdown(note, document));
        expect(file).toEqual({
          kind: 'note',
          title: wanted,
          tags: ofNote,
          createdAt: now,
          updatedAt: now,
          document,
          losses: [],
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
