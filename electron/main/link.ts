// Which addresses may leave the program by a person's click, and how they are spelled out first.

export type Link =
  | {
      readonly kind: 'link';
      /** As a parser understands it: international names in punycode, hidden control characters gone. */
      readonly address: string;
    }
  | { readonly kind: 'refused'; readonly why: 'no address' | 'other scheme' | 'credentials' | 'too long' };

const maxLinkChars = 2048;
const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * Reads an address twice: the parser drops tabs and line breaks, so only what it gives back is judged and opened,
 * never the text that was given.
 */
export function parseLink(given: string): Link {
  if (given.length > maxLinkChars) return { kind: 'refused', why: 'too long' };
  if (!URL.canParse(given)) return { kind: 'refused', why: 'no address' };
  const url = new URL(new URL(given).href);
  if (!allowed.has(url.protocol)) return { kind: 'refused', why: 'other scheme' };
  if (url.username !== '' || url.password !== '') return { kind: 'refused', why: 'credentials' };
  return url.href.length > maxLinkChars
    ? { kind: 'refused', why: 'too long' }
    : { kind: 'link', address: url.href };
}
