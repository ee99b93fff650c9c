// Takes out of HTML, as text, what a browser would complain about when it parses it: the content policy refuses a
// style or a handler even in a document that is never shown, and each refusal is counted as an attempt to do harm.
//
// This is no sanitizer: DOMPurify comes after it and has the last word. It reads tags as the HTML standard's
// tokenizer does (section 13.2.5) and writes them anew, with the attributes that may stay; what it misreads comes out
// as text.

const attribute = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?/y;

/** Elements whose content is no HTML. What people typed into the last ones is text. */
const raw = /^(?:script|style|iframe|noembed|noframes|noscript|title|textarea|xmp|plaintext)$/;
const readable = /^(?:textarea|xmp|plaintext)$/;

export interface Kept {
  readonly tags: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
}

export function quietHtml(html: string, kept: Kept): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const sign = html.indexOf('<', at);
    if (sign < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, sign));
    const next = html[sign + 1] ?? '';
    if (next === '!' || next === '?') at = endOfComment(html, sign);
    else if (/[a-z]/i.test(next)) at = openTag(html, sign + 1, kept, parts);
    else if (next === '/' && /[a-z]/i.test(html[sign + 2] ?? '')) at = closeTag(html, sign + 2, kept, parts);
    else {
      parts.push('&lt;');
      at = sign + 1;
    }
  }
  return parts.join('').replaceAll('\u0000', '');
}

function endOfComment(html: string, sign: number): number {
  const isLong = html.startsWith('<!--', sign);
  const end = isLong ? html.indexOf('-->', sign + 2) : html.indexOf('>', sign);
  return end < 0 ? html.length : end + (isLong ? 3 : 1);
}

function nameAt(html: string, at: number): string {
  const end = /[\s/>]/g;
  end.lastIndex = at;
  return html.slice(at, end.exec(html)?.index ?? html.length);
}

function openTag(html: string, start: number, { tags, attributes }: Kept, parts: string[]): number {
  const written = nameAt(html, start);
  const name = written.toLowerCase();
  let at = start + written.length;
  const tag: string[] = [`<${name}`];
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (!found) break;
    at = attribute.lastIndex;
    const key = (found[1] ?? '').toLowerCase();
    const value = found[2] ?? found[3] ?? found[4] ?? '';
    if (attributes.has(key)) tag.push(` ${key}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`);
    if (key === 'style') tag.push(looksOf(value));
  }
  const end = html.indexOf('>', at);
  // A tag that never ends is none.
  if (end < 0) return html.length;
  if (tags.has(name)) parts.push(...tag, '>');
  return raw.test(name) ? skipRaw(html, end + 1, name, parts) : end + 1;
}

function closeTag(html: string, start: number, { tags }: Kept, parts: string[]): number {
  const name = nameAt(html, start).toLowerCase();
  const end = html.indexOf('>', start);
  if (end >= 0 && tags.has(name)) parts.push(`</${name}>`);
  return end < 0 ? html.length : end + 1;
}

function skipRaw(html: string, from: number, name: string, parts: string[]): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  const end = name === 'plaintext' ? html.length : (close.exec(html)?.index ?? html.length);
  if (readable.test(name)) parts.push(html.slice(from, end).replaceAll('<', '&lt;'));
  return end;
}

/** Word processors say bold and italic in styles, and "not bold" too; styles themselves do not pass. */
function looksOf(style: string): string {
  const looks = [
    /font-weight:\s*(?:bold|[6-9]00)/i.test(style) ? 'strong' : '',
    /font-style:\s*italic/i.test(style) ? 'em' : '',
    /text-decoration[a-z-]*:[^;]*line-through/i.test(style) ? 's' : '',
    /font-weight:\s*(?:normal|[1-5]00)/i.test(style) ? 'plain' : '',
  ].filter((look) => look !== '');
  return looks.length === 0 ? '' : ` data-looks="${looks.join(' ')}"`;
}
