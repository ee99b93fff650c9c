// Names of exported files: made from titles, safe on every system, unique in their folder.

/** One less than the most: a reserved name gets a letter more. */
const mostBytes = 119;
/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
/** What some system refuses in a name, what Markdown's links stumble over, and characters that turn writing around. */
const unsafe =
  /[<>:"/\\|?*#^[\]\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]+/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const utf8 = new TextEncoder();

/** Names files of one folder; two names never differ by case or by the composition of letters alone. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** A name for a title, at most 120 bytes of UTF-8 with its ending. `untitled` stands in for a title without letters. */
  take(title: string, ending: string, untitled: string): string {
    const wanted = safe(title) || safe(untitled) || '_';
    for (let number = 1; ; number++) {
      const tail = `${number === 1 ? '' : ` (${number})`}.${ending}`;
      const name = guarded(cut(wanted, mostBytes - utf8.encode(tail).length)) + tail;
      const key = name.normalize('NFKD').toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

function safe(title: string): string {
  return title
    .toWellFormed()
    .normalize('NFC')
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
}

/** Whole characters, as a reader counts them, up to a number of bytes. */
function cut(name: string, most: number): string {
  if (utf8.encode(name).length <= most) return name;
  let kept = '';
  let bytes = 0;
  for (const { segment } of graphemes.segment(name)) {
    bytes += utf8.encode(segment).length;
    if (bytes > most) break;
    kept += segment;
  }
  return kept.replace(/[. ]+$/, '');
}

function guarded(name: string): string {
  if (name === '') return '_';
  return reserved.test(name) ? `_${name}` : name;
}
