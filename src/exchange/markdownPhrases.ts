// Inline content to Markdown's phrases: flat text with marks becomes a tree of emphasis, links and code.
import type { DocumentNode, Mark, MarkName } from '#domain/document.ts';
import { joinText, sameMark, textNode } from './inline.ts';
import type { MarkdownNode } from './markdownIn.ts';
import type { Resolve } from './markdownOut.ts';
import { referenceOf } from './markdownOut.ts';

type Phrases = Extract<MarkdownNode, { readonly type: 'paragraph' }>['children'];

/** Marks that Markdown has, outermost first. Code is a leaf: nothing stands inside it. */
const nesting: readonly MarkName[] = ['link', 'bold', 'italic', 'strike'];

export function inlineMarkdown(content: readonly DocumentNode[], resolve: Resolve): Phrases {
  const written = content.map((node) => (node.type === 'reference' ? node : withoutOthers(node)));
  return nested(trimBreaks(marksOverBreaks(outsideSpaces(joinText(written)))), nesting, resolve);
}

function withoutOthers(node: DocumentNode): DocumentNode {
  const marks = (node.marks ?? []).filter(({ type }) => type === 'code' || nesting.includes(type));
  return node.type === 'text' ? textNode(node.text ?? '', marks) : { type: node.type };
}

/** A break takes the marks that go on across it, outermost first, so that emphasis never begins or ends with one. */
function marksOverBreaks(content: readonly DocumentNode[]): readonly DocumentNode[] {
  return content.map((node, at) => {
    if (node.type !== 'hardBreak') return node;
    const before = content.slice(0, at).findLast(({ type }) => type !== 'hardBreak');
    const after = content.slice(at).find(({ type }) => type !== 'hardBreak');
    const marks: Mark[] = [];
    for (const type of nesting) {
      const mark = before?.marks?.find((each) => each.type === type);
      if (!sameOuter(mark, after, type)) break;
      if (mark) marks.push(mark);
    }
    return marks.length > 0 ? { ...node, marks } : node;
  });
}

/** Emphasis may not begin or end with a space in Markdown: such spaces move out of it. */
function outsideSpaces(content: readonly DocumentNode[]): readonly DocumentNode[] {
  const carries = (node: DocumentNode | undefined, mark: Mark): boolean =>
    node?.marks?.some((other) => sameMark(other, mark)) === true;
  const out = content.flatMap((node, at): readonly DocumentNode[] => {
    const text = node.text ?? '';
    const marks = node.marks ?? [];
    if (node.type !== 'text' || marks.length === 0 || marks.some(({ type }) => type === 'code'))
      return [node];
    const [, start = '', middle = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    const goesOn = (neighbour: DocumentNode | undefined) => (mark: Mark) =>
      mark.type === 'link' || carries(neighbour, mark);
    const before = marks.filter(goesOn(content[at - 1]));
    const after = marks.filter(goesOn(content[at + 1]));
    if (middle === '')
      return [
        textNode(
          text,
          before.filter((mark) => after.some((each) => sameMark(each, mark))),
        ),
      ];
    return [textNode(start, before), textNode(middle, marks), textNode(end, after)];
  });
  const joined = joinText(out);
  // Moving one space out may bring another to an edge.
  return joined.length === content.length && joined.every((node, at) => node.text === content[at]?.text)
    ? joined
    : outsideSpaces(joined);
}

/** A break at the end of a block is a backslash in Markdown. */
function trimBreaks(content: readonly DocumentNode[]): readonly DocumentNode[] {
  const end = content.findLastIndex((node) => node.type !== 'hardBreak');
  return content.slice(0, end + 1);
}

function nested(content: readonly DocumentNode[], marks: readonly MarkName[], resolve: Resolve): Phrases {
  const [outer, ...inner] = marks;
  if (outer === undefined) return content.flatMap((node) => phrase(node, resolve));
  const out: Phrases = [];
  for (let from = 0; from < content.length;) {
    const mark = content[from]?.marks?.find(({ type }) => type === outer);
    let to = from + 1;
    while (to < content.length && sameOuter(mark, content[to], outer)) to++;
    const children = nested(content.slice(from, to), inner, resolve);
    from = to;
    const href = mark?.attrs?.['href'];
    if (!mark) out.push(...children);
    else if (outer === 'bold') out.push({ type: 'strong', children });
    else if (outer === 'italic') out.push({ type: 'emphasis', children });
    else if (outer === 'strike') out.push({ type: 'delete', children });
    else out.push({ type: 'link', url: typeof href === 'string' ? href : '', children: unlinked(children) });
  }
  return out;
}

function sameOuter(mark: Mark | undefined, node: DocumentNode | undefined, outer: MarkName): boolean {
  const other = node?.marks?.find(({ type }) => type === outer);
  return mark ? sameMark(mark, other) : other === undefined;
}

/** What `nested` makes inside a link holds no link; the types of Markdown's tree want it said. */
function unlinked(phrases: Phrases): Exclude<Phrases[number], { readonly type: 'link' | 'linkReference' }>[] {
  return phrases.filter((each) => each.type !== 'link' && each.type !== 'linkReference');
}

function phrase(node: DocumentNode, resolve: Resolve): Phrases {
  if (node.type === 'hardBreak') return [{ type: 'break' }];
  if (node.type === 'reference') return referencePhrases(node, resolve);
  const value = node.text ?? '';
  return node.marks?.some(({ type }) => type === 'code') === true
    ? [{ type: 'inlineCode', value }]
    : [{ type: 'text', value }];
}

function referencePhrases(node: DocumentNode, resolve: Resolve): Phrases {
  const reference = referenceOf(node);
  if (!reference) return [];
  const { kind, id, text } = reference;
  const resolved = resolve(reference);
  if (!resolved) return [{ type: 'text', value: `${text} (${kind} ${id})`.trimStart() }];
  switch (resolved.kind) {
    case 'words':
      return [{ type: 'text', value: resolved.text }];
    case 'file':
      return [verbatim(`[[${resolved.title.replace(/[[\]|#^\n]/g, ' ')}]]`)];
    case 'citation': {
      const locator = (resolved.locator ?? '').replace(/[\][\\\n]/g, ' ').trim();
      const cited = `[@${citekey(resolved.citekey)}${locator === '' ? '' : `, ${locator}`}]`;
      return text === '' ? [verbatim(cited)] : [{ type: 'text', value: `${text} ` }, verbatim(cited)];
    }
  }
}

/** Pandoc reads plain keys as they are; others stand in braces. */
function citekey(key: string): string {
  return /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(key)
    ? key
    : `{${key.replace(/[{}\s]/g, '')}}`;
}

/** Written as it is: escaping would take a citation's meaning. */
function verbatim(value: string): Phrases[number] {
  return { type: 'html', value };
}
