// Random documents that keep to the declaration, and random JSON that does not.
import * as fc from 'fast-check';
import type { Document, DocumentNode, Mark } from '#domain/document.ts';

const uuid = fc.constantFrom('0190f3a0-0000-7000-8000-000000000001', '0190f3a0-0000-7000-8000-000000000002');

const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>(
    { type: 'bold' },
    { type: 'italic' },
    { type: 'strike' },
    { type: 'code' },
    { type: 'underline' },
  ),
  fc
    .constantFrom('https://example.org/a', 'mailto:someone@example.org')
    .map((href): Mark => ({ type: 'link', attrs: { href } })),
  uuid.map((id): Mark => ({ type: 'claim', attrs: { id } })),
);

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('中文', '😀', 'e\u0301', 'ab cd'),
);
const clean = word.map((text) => text.replaceAll('\u0000', '').toWellFormed()).filter((text) => text !== '');

const textNode: fc.Arbitrary<DocumentNode> = fc
  .record({ text: clean, marks: fc.uniqueArray(mark, { selector: (each) => each.type, maxLength: 2 }) })
  .map(({ text, marks }) => (marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }));

const inline: fc.Arbitrary<DocumentNode> = fc.oneof(
  { weight: 6, arbitrary: textNode },
  { weight: 1, arbitrary: fc.constant<DocumentNode>({ type: 'hardBreak' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ id: uuid, text: clean })
      .map(({ id, text }): DocumentNode => ({ type: 'reference', attrs: { kind: 'excerpt', id, text } })),
  },
);

const withContent = (node: DocumentNode, content: readonly DocumentNode[]): DocumentNode =>
  content.length > 0 ? { ...node, content } : node;

const inlines = fc.array(inline, { maxLength: 5 });
const paragraph = inlines.map((content) => withContent({ type: 'paragraph' }, content));

const { block } = fc.letrec<{ block: DocumentNode; item: DocumentNode; task: DocumentNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), inlines)
      .map(([level, content]) => withContent({ type: 'heading', attrs: { level } }, content)),
    fc.array(clean, { maxLength: 1 }).map((texts) =>
      withContent(
        { type: 'codeBlock', attrs: { language: null } },
        texts.map((text): DocumentNode => ({ type: 'text', text })),
      ),
    ),
    fc.constant<DocumentNode>({ type: 'horizontalRule' }),
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((content): DocumentNode => ({ type: 'blockquote', content })),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 3 })
      .map((content): DocumentNode => ({ type: 'bulletList', content })),
    fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([start, content]): DocumentNode => ({ type: 'orderedList', attrs: { start }, content })),
    fc
      .array(tie('task'), { minLength: 1, maxLength: 3 })
      .map((content): DocumentNode => ({ type: 'taskList', content })),
  ),
  item: fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([first, rest]): DocumentNode => ({ type: 'listItem', content: [first, ...rest] })),
  task: fc
    .tuple(fc.boolean(), paragraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([checked, first, rest]): DocumentNode => ({
      type: 'taskItem',
      attrs: { checked },
      content: [first, ...rest],
    })),
}));

export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .array(block, { minLength: 1, maxLength: 8 })
  .map((content): Document => ({ type: 'doc', content }));

/** Things that look like documents and are not. */
export const arbitraryJunk: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue(),
    fc.record(
      {
        type: fc.constantFrom(
          'doc',
          'paragraph',
          'text',
          'listItem',
          'taskItem',
          'bulletList',
          'image',
          'script',
          'reference',
          'codeBlock',
          'heading',
          7,
        ),
        text: fc.oneof(fc.string(), fc.constant('a\u0000\ud800b'), fc.integer()),
        attrs: fc.oneof(
          fc.jsonValue(),
          fc.record({ level: fc.integer(), href: fc.webUrl(), id: fc.string(), onclick: fc.string() }),
        ),
        marks: fc.array(
          fc.record({
            type: fc.constantFrom('bold', 'link', 'blink'),
            attrs: fc.constant({ href: 'javascript:alert(1)' }),
          }),
        ),
        content: fc.array(tie('node'), { maxLength: 4 }),
      },
      { requiredKeys: [] },
    ),
  ),
})).node;
