// The words by which a quotation is compared with a text: where each begins and ends, and the spelling that counts.
import type { Span } from '#domain/passages.ts';
import { type UnitKinds, unitKind, unitKinds } from './unitKinds.ts';

const { space, high, letter, digit, dense, joined, unseen, apostrophe } = unitKind;

/** The hash is the same for spellings that differ only in case, apostrophes or units that are not seen. */
export type WordVisitor = (start: number, end: number, hash: number) => void;

/**
 * Every word of a text in order, in one pass and by a callback: a source may hold millions.
 * [W1] A number is one word with its points, commas, colons and slashes: `1.5` is never `15`.
 * [W2] An apostrophe between letters belongs to the word, and so do the brackets inside `[T]he`.
 * [W3] A letter of a script without spaces is a word.
 */
export function visitQuotedWords(text: string, visit: WordVisitor): void {
  const table = unitKinds();
  const { kinds, lower } = table;
  const { length } = text;
  for (let at = 0; at < length;) {
    let code = text.charCodeAt(at);
    let kind = kinds[code] ?? 0;
    if (kind < high || kind > joined) {
      at += 1;
      continue;
    }
    const start = at;
    let hash = basis;
    // Nearly every word is plain letters or digits to its end, and is hashed on the way.
    while (kind === letter || kind === digit) {
      hash = Math.imul(hash ^ (lower[code] ?? 0), prime);
      at += 1;
      code = at < length ? text.charCodeAt(at) : 0;
      kind = kinds[code] ?? 0;
    }
    if (at === start || (kind !== space && mayGoOn(kind, code))) {
      at = endOf(text, start, table);
      if (at < 0) {
        at = start + (isPair(text, start) ? 2 : 1);
        continue;
      }
      hash = hashOf(text, start, at, table);
    }
    visit(start, at, hash);
  }
}

function mayGoOn(kind: number, code: number): boolean {
  return kind >= joined || isBracket(code) || isGlue(code);
}

/** The end of any word, by its first unit; -1 where there is a pair that is no letter. */
function endOf(text: string, start: number, table: UnitKinds): number {
  const kind = table.kinds[text.charCodeAt(start)] ?? 0;
  if (kind === dense) return endOfJoined(text, start + 1, table);
  if (kind !== high) return endOfWord(text, start, table);
  const end = start + (isPair(text, start) ? 2 : 1);
  return pairedLetter.test(text.slice(start, end)) ? end : -1;
}

function hashOf(text: string, start: number, end: number, { kinds, lower }: UnitKinds): number {
  let hash = basis;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] ?? 0;
    if (kind !== unseen && !isBracket(code))
      hash = Math.imul(hash ^ (kind === apostrophe ? plainApostrophe : (lower[code] ?? 0)), prime);
  }
  return hash;
}

const basis = 0x811c9dc5 | 0;
const prime = 0x01000193;
const plainApostrophe = 39;
const pairedLetter = /^[\p{L}\p{N}]$/u;

function isPair(text: string, at: number): boolean {
  return text.codePointAt(at) !== text.charCodeAt(at);
}

function endOfJoined(text: string, from: number, { kinds }: UnitKinds): number {
  let at = from;
  while (at < text.length && kinds[text.charCodeAt(at)] === joined) at += 1;
  return at;
}

function endOfWord(text: string, start: number, { kinds }: UnitKinds): number {
  const kindAt = (at: number): number => (at < text.length ? (kinds[text.charCodeAt(at)] ?? 0) : 0);
  let before = kindAt(start);
  let end = start + 1;
  for (;;) {
    let next = end;
    while (kindAt(next) === unseen) next += 1;
    const kind = kindAt(next);
    if (kind !== letter && kind !== digit && kind !== joined) {
      const after = kindAt(next + 1);
      const goesOn =
        kind === apostrophe
          ? after === letter
          : before === digit
            ? after === digit && isGlue(text.charCodeAt(next))
            : after === letter && isBracket(text.charCodeAt(next));
      if (next !== end || !goesOn) return end;
      next += 1;
    }
    before = kindAt(next);
    end = next + 1;
  }
}

/** One of . , : / */
function isGlue(code: number): boolean {
  return code === 0x2e || code === 0x2c || code === 0x3a || code === 0x2f;
}

function isBracket(code: number): boolean {
  return code === 0x5b || code === 0x5d;
}

/** The words of a text as spans: for quotations and parts of texts, not for whole sources. */
export function quotedWords(text: string): readonly Span[] {
  const words: Span[] = [];
  visitQuotedWords(text, (start, end) => words.push({ start, end }));
  return words;
}

const plain = /^[\0-Z\\^-_a-\x7f]*$/;
const unseenUnits = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const apostrophes = /[\u2018\u2019\u201b\u02bc\uff07`\u00b4]/g;
const ligatures = /[\ufb00-\ufb06]/g;

/** The spelling that counts: two words are the same when it is. Accents count, and so does every digit. */
export function spellingOf(word: string): string {
  if (plain.test(word)) return word.toLowerCase();
  return word
    .replace(/[[\]]/g, '')
    .replace(unseenUnits, '')
    .replace(apostrophes, "'")
    .replace(ligatures, (ligature) => ligature.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFC');
}

const quotationMarks =
  /['"\u00ab\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\uff02\uff07`\u00b4]+/g;

/** What stands between words, as it counts: without spaces, and every quotation mark as one. */
export function marksOf(between: string): string {
  return between.replace(unseenUnits, '').replace(/\s+/g, '').replace(quotationMarks, '"');
}

const hyphen = /^[-\u00ad\u2010\u2011\u00ac]$/;

/** Whether what stands between two parts of a word is the hyphen of a line that ended there. */
export function isLineBreakHyphen(between: string): boolean {
  return hyphen.test(between.charAt(0)) && between.length > 1 && between.slice(1).trim() === '';
}
