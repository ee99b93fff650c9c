// HTML made harmless to a parser's time: markup nested deeper than any page is taken out, its text stays.
//
// A parser walks its stack of open elements for almost every tag, so that a file of open tags costs the square of its
// length. This pass does not parse; it counts, and it may count wrong without harm, because what it passes on is
// parsed by the real parser and read by an allow-list.

/** Elements open at once. Browsers stop at 512; here a worker's stack was seen to end at 256 tables in each other. */
const deepest = 128;
/** Of those, elements that a parser opens again in each new block. */
const deepestFormatting = 24;
const mostAttributes = 64;
/** Elements a page may have, those that are opened again included. */
export const mostElements = 1_000_000;

/** Never open at the end of their own kind: they nest only through others, which are counted. */
const uncounted = new Set(
  'p li dt dd tr td th tbody thead tfoot colgroup option optgroup rb rt rp rtc a html head body area base br col embed hr img input link meta param source track wbr'.split(
    ' ',
  ),
);
const formatting = new Set('b big code em font i nobr s small strike strong tt u'.split(' '));
/** Their content is text until their own end tag. */
const raw = new Set('script style textarea title xmp iframe noembed noframes'.split(' '));
const blocks =
  /^(?:div|section|article|main|header|footer|aside|nav|blockquote|ul|ol|dl|table|form|fieldset)$/;

export interface ThinHtml {
  readonly html: string;
  /** Tags that were taken out. */
  readonly dropped: number;
  /** Elements that a parser makes of it, about. */
  readonly elements: number;
}

const tagStart = /<(\/?)([a-zA-Z][^\s/>]*)|<!--|<[!?/]/g;
const attribute = /[^\s/>"'=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?|["'=]/y;

export function thinHtml(html: string): ThinHtml {
  const open = new Map<string, number>();
  const droppedOpen = new Map<string, number>();
  let depth = 0;
  let formats = 0;
  let dropped = 0;
  let elements = 0;
  const parts: string[] = [];
  let from = 0;
  tagStart.lastIndex = 0;
  for (let match = tagStart.exec(html); match !== null; match = tagStart.exec(html)) {
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      tagStart.lastIndex = endOfMarkup(html, match[0], match.index);
      continue;
    }
    const tag = endOfTag(html, tagStart.lastIndex);
    tagStart.lastIndex = tag.end;
    const replace = (by: string): void => {
      parts.push(html.slice(from, match.index), by);
      from = tag.end;
    };
    if (match[1] === '/') {
      if (take(droppedOpen, name)) replace(blocks.test(name) ? '<p>' : '');
      else if (take(open, name)) {
        depth--;
        if (formatting.has(name)) formats--;
      }
      continue;
    }
    elements += 1 + formats;
    // Inside a drawing or a formula these are elements like any other.
    const isRaw = raw.has(name) && !open.get('svg') && !open.get('math');
    if (isRaw) tagStart.lastIndex = endOfRaw(html, name, tag.end);
    if (isRaw || uncounted.has(name)) {
      if (tag.cut !== null) replace(`${html.slice(match.index, tag.cut)}>`);
      continue;
    }
    if (depth >= deepest || (formatting.has(name) && formats >= deepestFormatting)) {
      add(droppedOpen, name);
      dropped++;
      replace(blocks.test(name) ? '<p>' : '');
      continue;
    }
    if (tag.cut !== null) replace(`${html.slice(match.index, tag.cut)}>`);
    add(open, name);
    depth++;
    if (formatting.has(name)) formats++;
  }
  return { html: from === 0 ? html : parts.join('') + html.slice(from), dropped, elements };
}

/** Where a tag ends, and where to cut it when it has more attributes than any page needs. */
function endOfTag(html: string, start: number): { readonly end: number; readonly cut: number | null } {
  let at = start;
  let seen = 0;
  let cut: number | null = null;
  while (at < html.length) {
    const character = html[at];
    if (character === '>') return { end: at + 1, cut };
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (!found) at++;
    else {
      if (++seen > mostAttributes) cut ??= at;
      at = attribute.lastIndex;
    }
  }
  return { end: html.length, cut };
}

/** End of a comment or declaration. Where parsers disagree, the nearer end: more is counted, nothing is hidden. */
function endOfMarkup(html: string, opening: string, at: number): number {
  const closing = opening === '<!--' ? /--!?>/g : />/g;
  // `<!-->` and `<!--->` are whole comments.
  closing.lastIndex = at + 2;
  return closing.exec(html) ? closing.lastIndex : html.length;
}

function endOfRaw(html: string, name: string, at: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = at;
  return end.exec(html)?.index ?? html.length;
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function take(counts: Map<string, number>, name: string): boolean {
  const count = counts.get(name) ?? 0;
  if (count > 0) counts.set(name, count - 1);
  return count > 0;
}
