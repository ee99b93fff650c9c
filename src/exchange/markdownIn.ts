// Markdown (CommonMark with GitHub's extensions and front matter) to a document and what it says of itself.
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import type { Document, DocumentNode } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { readFrontMatter } from './frontMatter.ts';
import type { FrontMatter } from './frontMatter.ts';
import { oneLine, settle, textNode } from './inline.ts';
import type { Losses } from './loss.ts';
import { readMarkdownBlocks } from './markdownBlocks.ts';
import { tameMarkdown } from './tameMarkdown.ts';
import { textIn } from './textIn.ts';

export type MarkdownRoot = ReturnType<typeof fromMarkdown>;
export type MarkdownNode = MarkdownRoot['children'][number];

/** Without its second search for addresses, which does not see that one was escaped. */
const treeOfGfm = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

export interface ReadMarkdown {
  /** From the front matter, else the first heading of the first level; null when there is neither. */
  readonly title: string | null;
  readonly document: Document;
  readonly frontMatter: FrontMatter | null;
}

export function markdownIn(markdown: string, kind: 'note' | 'source', losses: Losses): ReadMarkdown {
  const read = readBlocks(markdown, losses);
  if (read === null) {
    losses.add('too intricate');
    return { ...textIn(markdown, losses), frontMatter: null };
  }
  const fields = read.yaml === null ? null : readFrontMatter(read.yaml, kind);
  const kept = fields ? fields.others.yaml : (read.yaml ?? '');
  if (fields) losses.addNamed('front matter', fields.others.names);
  else if (read.yaml !== null) losses.add('front matter');
  const { title, blocks } = takeTitle(read.blocks, fields?.title ?? null);
  const document = settle(kept.trim() === '' ? blocks : [...blocks, yamlBlock(kept)], losses);
  return { title, document, frontMatter: fields };
}

/** The text of a record alone, without front matter or title: the way back from `documentToMarkdown`. */
export function markdownToDocument(markdown: string, losses: Losses): Document {
  const read = readBlocks(markdown, losses);
  return read ? settle(read.blocks, losses) : textIn(markdown, losses).document;
}

function readBlocks(
  markdown: string,
  losses: Losses,
): { readonly yaml: string | null; readonly blocks: readonly DocumentNode[] } | null {
  const tame = tameMarkdown(markdown);
  if (tame.kind === 'too intricate') return null;
  losses.add('nested too deep', tame.dropped);
  try {
    const root = fromMarkdown(tame.text, {
      extensions: [gfm(), frontmatter(['yaml'])],
      mdastExtensions: [...treeOfGfm, frontmatterFromMarkdown(['yaml'])],
    });
    const [head] = root.children;
    const yaml = head?.type === 'yaml' ? head.value : null;
    return { yaml, blocks: readMarkdownBlocks(root, tame.text, losses) };
  } catch (error) {
    // Emphasis in emphasis in emphasis, deeper than the stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function takeTitle(
  blocks: readonly DocumentNode[],
  given: string | null,
): { readonly title: string | null; readonly blocks: readonly DocumentNode[] } {
  if (given !== null) return { title: given, blocks };
  const at = blocks.findIndex((block) => block.type === 'heading' && block.attrs?.['level'] === 1);
  const heading = blocks[at];
  if (!heading) return { title: null, blocks };
  const title = oneLine(plainText({ type: 'doc', content: [heading] }), 2000);
  if (title === '') return { title: null, blocks };
  return { title, blocks: at === 0 ? blocks.slice(1) : blocks };
}

/** Fields without a place in the record stay in sight at the end of the text. */
function yamlBlock(yaml: string): DocumentNode {
  return { type: 'codeBlock', attrs: { language: 'yaml' }, content: [textNode(yaml.trimEnd())] };
}
