// Random documents of what Markdown can say: no underline, claims or references, no empty paragraphs, no spaces at the
// edges of lines or of emphasis.
import * as fc from 'fast-check';
import type { DocumentNode, Mark } from '#domain/document.ts';
import { joinText, withMark } from '#exchange/inline.ts';

const markSets: fc.Arbitrary<readonly Mark[]> = fc
  .uniqueArray(
    fc.oneof(
      fc.constantFrom<Mark>({ type: 'bold' }, { type: 'italic' }, { type: 'strike' }, { type: 'code' }),
      fc
        .constantFrom(
          'https://example.org/a_(b)?c=d&e#f',
          'mailto:someone@example.org',
          'http://example.org/*',
        )
        .map((href): Mark => ({ type: 'link', attrs: { href } })),
    ),
    { selector: (mark) => mark.type, maxLength: 3 },
  )
  .map((set) => set.reduce<readonly Mark[]>(withMark, []));

/** Everything that means something in Markdown, HTML and front matter, between letters of several scripts. */
const scrap = fc.oneof(
  fc.constantFrom(
    ...'# ## - + * ** _ __ ~ ~~ ` `` ``` > < <b> </b> <!-- --> & &amp; &lt; \\ \\\\ | --- *** === [ ] ( ) [x] [[x]] [^1] ![a](b) [a]: 1. 1) 10) ! !! : ; " \' @ a@b.co www.example.com http://example.com https:// $ % ^ {} = 中文 😀 e\u0301 é word Word. (word) “x” –'.split(
      ' ',
    ),
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
);
const text = fc
  .array(scrap, { minLength: 1, maxLength: 4 })
  .chain((scraps) => fc.constantFrom('', ' ').map((between) => scraps.join(between)))
  .map((joined) =>
    joined
      .replace(/[\s\p{Cc}\p{Cf}\uFFFD]+/gu, ' ')
      .trim()
      .toWellFormed(),
  )
  .filter((line) => line !== '');

const inline: fc.Arbitrary<readonly DocumentNode[]> = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .record({ text, marks: markSets, space: fc.constantFrom('', '', ' ') })
          .map(({ text: words, marks, space }): readonly DocumentNode[] => [
            marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words },
            ...(space === '' ? [] : [{ type: 'text' as const, text: space }]),
          ]),
      },
      { weight: 1, arbitrary: fc.constant<readonly DocumentNode[]>([{ type: 'hardBreak' }]) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((runs) => trimmed(joinText(runs.flat())))
  .filter((content) => content.length > 0);

/** No breaks at the ends, no spaces beside breaks or ends. */
function trimmed(content: readonly DocumentNode[]): readonly DocumentNode[] {
  const kept = content.filter((node, at) => {
    if (node.type === 'text')
      return node.text !== ' ' || (isWord(content[at - 1]) && isWord(content[at + 1]));
    return at > 0 && at < content.length - 1;
  });
  const again = joinText(
    kept.flatMap((node, at) => {
      if (node.type !== 'text' || node.marks) return [node];
      let words = node.text ?? '';
      if (!isWord(kept[at - 1])) words = words.trimStart();
      if (!isWord(kept[at + 1])) words = words.trimEnd();
      return [{ type: 'text' as const, text: words }];
    }),
  );
  return again.length === content.length ? again : trimmed(again);
}

function isWord(node: DocumentNode | undefined): boolean {
  return node?.type === 'text';
}

const paragraph = inline.map((content): DocumentNode => ({ type: 'paragraph', content }));
const empty: DocumentNode = { type: 'paragraph' };

const { block } = fc.letrec<{ block: DocumentNode; blocks: readonly DocumentNode[] }>((tie) => {
  const inItem = fc.oneof(
    fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })).map(([first, rest]) => [first, ...rest]),
    fc.constant([empty]),
    tie('block').map((only) => (only.type === 'paragraph' ? [only] : [empty, only])),
  );
  const items = fc.array(
    inItem.map((content): DocumentNode => ({ type: 'listItem', content })),
    { minLength: 1, maxLength: 3 },
  );
  return {
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    block: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      paragraph,
      fc
        .record({ level: fc.integer({ min: 1, max: 6 }), content: inline })
        .map(({ level, content }): DocumentNode => ({
          type: 'heading',
          attrs: { level },
          content: joinText(
            content.map((node) => (node.type === 'hardBreak' ? { type: 'text', text: ' ' } : node)),
          ),
        })),
      fc
        .record({
          language: fc.constantFrom(null, 'ts', 'c++', 'a`b', 'a b'),
          lines: fc.array(fc.oneof(text, fc.constantFrom('', '  indented', '```', '~~~', '\ttab')), {
            maxLength: 4,
          }),
        })
        .map(({ language, lines }): DocumentNode => {
          const code = lines.join('\n');
          const node: DocumentNode = { type: 'codeBlock', attrs: { language } };
          return code === '' ? node : { ...node, content: [{ type: 'text', text: code }] };
        }),
      fc.constant<DocumentNode>({ type: 'horizontalRule' }),
      fc
        .oneof(tie('blocks'), fc.constant([empty]))
        .map((content): DocumentNode => ({ type: 'blockquote', content })),
      items.map((content): DocumentNode => ({ type: 'bulletList', content })),
      fc
        .record({ start: fc.integer({ min: 0, max: 1_000_000 }), content: items })
        .map(({ start, content }): DocumentNode => ({ type: 'orderedList', attrs: { start }, content })),
      fc
        .array(
          fc
            .record({ checked: fc.boolean(), content: inItem })
            .map(({ checked, content }): DocumentNode => ({ type: 'taskItem', attrs: { checked }, content })),
          { minLength: 1, maxLength: 3 },
        )
        .map((content): DocumentNode => ({ type: 'taskList', content })),
    ),
  };
});

export const arbitraryMarkdownDocument = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((content) => ({ type: 'doc' as const, content }));
