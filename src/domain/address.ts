// Which addresses a link in a document may carry: http, https and mailto, nothing else.

const allowed = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address as it may be kept, or null. Parsed first and compared afterwards, so that a tab or a line break inside
 * the scheme cannot slip past (CVE-2026-104078). Addresses that carry a name and password are refused.
 */
export function parseAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2048) return null;
  try {
    const url = new URL(value.trim());
    if (!allowed.has(url.protocol) || url.username !== '' || url.password !== '') return null;
    return url.href.length <= 2048 ? url.href : null;
  } catch {
    return null;
  }
}
