// Bytes to text: byte order marks, the encoding a page declares, UTF-8, and what to do with bytes that are none of it.

export type Decoded =
  /** `unreadable` counts the characters that had to be guessed or replaced. */
  | { readonly kind: 'text'; readonly text: string; readonly unreadable: number }
  | { readonly kind: 'binary' }
  | { readonly kind: 'empty' };

const replacement = '\uFFFD';
/** Formats that are no text, whatever their file is called; others are recognised by their NUL bytes. */
const magics = [
  '%PDF-',
  '{\\rtf',
  'PK\u0003\u0004',
  '\u00FF\u00D8\u00FF',
  '\u001F\u008B',
  '\u0089PNG',
  'GIF8',
];
const headBytes = 4096;
/** More control characters than one in ten of the beginning, and it is not text. */
const mostControls = 0.1;

/** Decodes a file. `declared` names the encoding that the beginning of the file (as Latin-1) asks for, if it does. */
export function decode(bytes: Uint8Array, declared: (head: string) => string | null = () => null): Decoded {
  if (bytes.length === 0) return { kind: 'empty' };
  const marked = byteOrderMark(bytes);
  if (marked !== null) return fromEncoding(bytes, marked);
  const head = latin1(bytes.subarray(0, headBytes));
  if (isBinary(bytes, head)) return { kind: 'binary' };
  const label = declared(head);
  if (label !== null && isOther(label)) {
    const decoded = fromEncoding(bytes, label);
    if (decoded.kind === 'text') return decoded;
  }
  return fromUtf8(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

function isBinary(bytes: Uint8Array, head: string): boolean {
  if (bytes.includes(0) || magics.some((magic) => head.startsWith(magic))) return true;
  const controls = head.match(/[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F\u007F]/g)?.length ?? 0;
  return controls > head.length * mostControls;
}

/** A declaration that says something else than UTF-8. A page without a byte order mark that was read is not UTF-16. */
function isOther(label: string): boolean {
  return !/^(?:utf-?8|utf-?16.*|unicode.*)$/i.test(label);
}

function fromEncoding(bytes: Uint8Array, label: string): Decoded {
  let text: string;
  try {
    const decoder = new TextDecoder(label);
    text = decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes);
  } catch {
    // The label is none that the platform knows.
    return { kind: 'binary' };
  }
  if (text === '') return { kind: 'empty' };
  if (text.includes('\u0000')) return { kind: 'binary' };
  return { kind: 'text', text, unreadable: count(text, replacement) };
}

function fromUtf8(bytes: Uint8Array): Decoded {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), unreadable: 0 };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const unreadable = count(text, replacement);
    return looksLikeWindows1252(bytes, text)
      ? { kind: 'text', text: windows1252(bytes), unreadable }
      : { kind: 'text', text, unreadable };
  }
}

/** 0x80 to 0x9F (WHATWG's index); some runtimes take them for control characters of Latin-1. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function windows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/[\u0080-\u009F]/g, (found) => high[found.charCodeAt(0) - 0x80] ?? found);
}

/** Not one letter beyond ASCII made sense as UTF-8, each is one that Windows-1252 has, and they are not the most. */
function looksLikeWindows1252(bytes: Uint8Array, asUtf8: string): boolean {
  for (const character of asUtf8) if (character > '\u007F' && character !== replacement) return false;
  const unused = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
  let beyond = 0;
  for (const byte of bytes) {
    if (unused.has(byte)) return false;
    if (byte > 0x7f) beyond++;
  }
  return beyond < bytes.length / 2;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
