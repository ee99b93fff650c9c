// One file's bytes to a note or a source. Any bytes give an answer: a file that cannot be taken is refused by reason.
import { declaredEncoding, htmlIn } from './htmlIn.ts';
import { decode } from './decode.ts';
import type { ImportAs, ImportedFile, Refusal, Refused } from './imported.ts';
import { mostBytes } from './imported.ts';
import { oneLine } from './inline.ts';
import { Losses } from './loss.ts';
import { markdownIn } from './markdownIn.ts';
import { textIn } from './textIn.ts';

export interface FileToImport {
  /** Path below the import root, with `/` between folders: its ending says what the file is. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly as: ImportAs;
}

type Format = 'markdown' | 'text' | 'html';
type Content = Omit<ImportedFile, 'kind' | 'title' | 'losses' | 'tags'> & {
  readonly title: string | null;
  readonly tags?: readonly string[];
};

const longestTitle = 500;
const formats: Readonly<Record<string, Format>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  html: 'html',
  htm: 'html',
};

export function importFile({ path, bytes, as }: FileToImport): ImportedFile | Refused {
  const format = formatOf(path);
  if (format === null) return refused('unknown type');
  if (bytes.length > mostBytes) return refused('too large');
  const decoded = decode(bytes, format === 'html' ? declaredEncoding : undefined);
  if (decoded.kind !== 'text') return refused(decoded.kind);
  const losses = new Losses();
  losses.add('invalid encoding', decoded.unreadable);
  const kind =
    as === 'by kind' ? (format === 'html' ? 'source' : 'note') : as === 'notes' ? 'note' : 'source';
  try {
    const content = read(format, decoded.text, kind, losses);
    if (content === 'too large') return refused('too large');
    const { title: given, csl, tags = [], ...rest } = content;
    const title = oneLine(given ?? '', longestTitle) || nameOf(path);
    return {
      kind,
      title,
      tags,
      ...rest,
      ...(kind === 'source' && { csl: { title, ...csl } }),
      losses: losses.list(),
    };
  } catch {
    // A parser met something that its authors did not foresee. The other files go on; this one is named.
    return refused('damaged');
  }
}

/** The format that a path's ending names; null for files that are not taken. */
function formatOf(path: string): Format | null {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(formats, ending) ? (formats[ending] ?? null) : null;
}

function read(format: Format, text: string, kind: 'note' | 'source', losses: Losses): Content | 'too large' {
  switch (format) {
    case 'markdown': {
      const { title, document, frontMatter } = markdownIn(text, kind, losses);
      return {
        title,
        document,
        tags: frontMatter?.tags ?? [],
        csl: { type: 'document', ...frontMatter?.csl },
        ...(frontMatter?.createdAt && { createdAt: frontMatter.createdAt }),
        ...(frontMatter?.updatedAt && { updatedAt: frontMatter.updatedAt }),
      };
    }
    case 'text':
      return { ...textIn(text, losses), csl: { type: 'document' } };
    case 'html': {
      const page = htmlIn(text, losses);
      return page.kind === 'too large'
        ? page.kind
        : { title: page.title, document: page.document, csl: page.csl };
    }
  }
}

function refused(reason: Refusal): Refused {
  return { kind: 'refused', reason };
}

/** The file's name without its ending: the title of what has no other. */
function nameOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return oneLine(name.replace(/\.[a-z]+$/i, ''), longestTitle) || oneLine(name, longestTitle);
}
