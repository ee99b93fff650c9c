// Which relative paths may be written below a folder: those that stay in it and name ordinary files on every system.

export type PlacePath =
  | { readonly kind: 'path'; readonly parts: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** Names that Windows gives to devices, whatever the ending. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const forbidden = /[\u0000-\u001f\u007f\\/:]/;

function complaint(name: string): string | null {
  if (name === '') return 'an empty name';
  if (name === '.' || name === '..') return 'a path that climbs';
  if (forbidden.test(name)) return 'a character that no file name may have';
  if (device.test(name.trimStart())) return 'a name that is kept for a device';
  if (/[. ]$/.test(name)) return 'a name that ends in a dot or a space';
  return new TextEncoder().encode(name).length > 255 ? 'a name that is too long' : null;
}

/** Reads the percent-encoded rest of an address, `a/b%20c.md`, part by part. */
export function readPlacePath(encoded: string): PlacePath {
  const parts: string[] = [];
  for (const piece of encoded.split('/')) {
    const name = decode(piece);
    const why = name === null ? 'a name that is not text' : complaint(name);
    if (name === null || why !== null) return { kind: 'refused', why: why ?? 'a name that is not text' };
    parts.push(name);
  }
  return parts.length <= 64 ? { kind: 'path', parts } : { kind: 'refused', why: 'too many folders' };
}

function decode(piece: string): string | null {
  try {
    return decodeURIComponent(piece);
  } catch {
    return null;
  }
}

/** A name to propose for a file, made from a title: every system takes it, and nothing in it leads elsewhere. */
export function fileNameFor(title: string, extension: string): string {
  const plain = title
    .replace(/[\u0000-\u001f\u007f\\/:*?"<>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = Array.from(plain).slice(0, 60).join('').trimEnd();
  return `${short === '' || device.test(short) ? `_${short}` : short}.${extension}`;
}
