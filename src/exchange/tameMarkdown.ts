// Markdown made harmless to a parser's time, as far as it can be without changing what anybody would write.

/** Marks of quotations and list items at the beginning of one line. */
const deepest = 40;
/** In a run of lines without a blank one: beyond these, finding emphasis and brackets takes minutes. */
const mostDelimiters = 10_000;
const mostLines = 20_000;

export type TameMarkdown =
  | { readonly kind: 'markdown'; readonly text: string; readonly dropped: number }
  /** To be read as plain text. */
  | { readonly kind: 'too intricate' };

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const container = /[ \t]*(?:>|[-+*]|\d{1,9}[.)])/g;

export function tameMarkdown(text: string): TameMarkdown {
  let dropped = 0;
  let lines = 0;
  let delimiters = 0;
  const out: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    lines = line.trim() === '' ? 0 : lines + 1;
    delimiters = lines === 0 ? 0 : delimiters + (line.match(/[*_~[\]`<]/g)?.length ?? 0);
    if (lines > mostLines || delimiters > mostDelimiters) return { kind: 'too intricate' };
    const marks = containers.exec(line)?.[0] ?? '';
    const each = marks.length > deepest ? (marks.match(container) ?? []) : [];
    if (each.length > deepest) {
      dropped += each.length - deepest;
      out.push(`${each.slice(0, deepest).join('')} ${line.slice(marks.length).trimStart()}`);
    } else out.push(line);
  }
  return { kind: 'markdown', text: out.join('\n'), dropped };
}
