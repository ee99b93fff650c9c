// Terms: what a text says to the index, each with the place in the text it came from.
import { fold } from './fold.ts';
import type { Language } from './language.ts';
import { foldedSmallWords } from './smallWords.ts';
import { stemOf } from './stems.ts';
import { isStopWord } from './stopWords.ts';

/**
 * - `word`: a word's stem, or a number. `state-backed` gives `state` and `back`,
 * - `whole`: and the whole of it as one, `statebacked`, so that it also meets the spelling without a hyphen;
 *   numbers keep their parts together the same way: `3.14`, `12:30`, `1400` for 1,400.
 * - `stop`: a stop word, under a name that no other term has.
 * - `letter`, `pair`: one character, and two neighbours, of a script written without spaces.
 */
export type TermKind = 'word' | 'whole' | 'stop' | 'letter' | 'pair';

export interface Term {
  readonly term: string;
  readonly kind: TermKind;
  /** UTF-16 offsets into the text as it was given, the end not included. */
  readonly start: number;
  readonly end: number;
}

export type TermVisitor = (term: string, kind: TermKind, start: number, end: number) => void;

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** The same, apart: `word` remembers where it is in the text while a run of it is looked at. */
const plainWord = new RegExp(word);
const denseScripts =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}';
const dense = new RegExp(`[${denseScripts}]`, 'u');
const denseOrNot = new RegExp(`[${denseScripts}]+|[^${denseScripts}]+`, 'gu');
/** A letter with the marks that belong to it, a Hangul syllable also when it is written in parts. */
const denseLetter = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\p{L}\p{N}][\p{M}\uff9e\uff9f]*/gu;
const ascii = /^[\0-\x7f]*$/;
const hyphen = /^[-\u2010\u2011]$/;
const insideNumber = /^[.,:/]$/;
const digitsOnly = /^\p{N}+$/u;
const mostParts = 5;
/** Longer words are known by their beginning, in characters. */
export const longestTerm = 64;

/** The mark before a stop word's name keeps `doing`, whose stem is `do`, apart from `do`. */
const stopMark = '\u0001';

/** Whether a letter of a script written without spaces is in it. */
export function isDense(text: string): boolean {
  return !ascii.test(text) && dense.test(text);
}

/**
 * Every term of a text in order, by a callback: indexing visits millions and should allocate none. Words and wholes
 * that are not wanted are passed over without finding their names, which takes the most time.
 */
export function visitTerms(
  text: string,
  language: Language,
  visit: TermVisitor,
  wants?: (surface: string) => boolean,
): void {
  const names = { ...namesIn(language), wants };
  let chain: Chain | null = null;
  word.lastIndex = 0;
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const surface = found[0];
    const start = found.index;
    const end = start + surface.length;
    const resume = word.lastIndex;
    if (!ascii.test(surface) && dense.test(surface)) {
      endChain(chain, names, visit);
      chain = null;
      visitMixed(surface, start, names, visit);
    } else {
      visitWord(surface, start, names, visit);
      if (chain && start - chain.end === 1 && joins(text[chain.end] ?? '', chain.lastPart, surface)) {
        const glue =
          hyphen.test(text[chain.end] ?? '') || /^,\d{3}$/.test(text.slice(chain.end, end))
            ? ''
            : text[chain.end];
        chain.name += `${glue ?? ''}${surface}`;
        chain.end = end;
        chain.lastPart = surface;
        chain.parts += 1;
      } else {
        endChain(chain, names, visit);
        chain = { name: surface, start, end, lastPart: surface, parts: 1 };
      }
    }
    word.lastIndex = resume;
  }
  endChain(chain, names, visit);
}

export function termsOf(text: string, language: Language = 'en'): readonly Term[] {
  const terms: Term[] = [];
  visitTerms(text, language, (term, kind, start, end) => terms.push({ term, kind, start, end }));
  return terms;
}

/** Words held together by hyphens, or digits by a point, comma, colon or slash. */
interface Chain {
  name: string;
  readonly start: number;
  end: number;
  lastPart: string;
  parts: number;
}

function joins(between: string, before: string, after: string): boolean {
  return (
    hyphen.test(between) || (insideNumber.test(between) && digitsOnly.test(before) && digitsOnly.test(after))
  );
}

function endChain(chain: Chain | null, names: Wanted, visit: TermVisitor): void {
  if (!chain || chain.parts < 2 || chain.parts > mostParts) return;
  if (names.wants?.(chain.name) === false) return;
  visit(nameOf(chain.name, names), 'whole', chain.start, chain.end);
}

function visitWord(surface: string, start: number, names: Wanted, visit: TermVisitor): void {
  if (names.wants?.(surface) === false) return;
  const name = nameOf(surface, names);
  if (name !== '') visit(name, name.startsWith(stopMark) ? 'stop' : 'word', start, start + surface.length);
}

/** A run with letters of dense scripts in it: those by letters and pairs, what stands between them as words. */
function visitMixed(surface: string, start: number, names: Wanted, visit: TermVisitor): void {
  for (const part of surface.matchAll(denseOrNot)) {
    const offset = start + part.index;
    if (dense.test(part[0])) visitDense(part[0], offset, visit);
    else
      for (const found of part[0].matchAll(plainWord))
        visitWord(found[0], offset + found.index, names, visit);
  }
}

function visitDense(run: string, start: number, visit: TermVisitor): void {
  let before = '';
  let end = start;
  for (const { 0: letter, index } of run.matchAll(denseLetter)) {
    const at = start + index;
    visit(fold(letter), 'letter', at, at + letter.length);
    if (before !== '' && end === at)
      visit(fold(before + letter), 'pair', at - before.length, at + letter.length);
    before = letter;
    end = at + letter.length;
  }
}

interface Names {
  readonly language: Language;
  readonly bySurface: Map<string, string>;
}

interface Wanted extends Names {
  readonly wants: ((surface: string) => boolean) | undefined;
}

/** Names by surface form: a text repeats its words, and folding and stemming cost more than a look-up. */
const known = new Map<Language, Names>();
const mostNames = 200_000;

function namesIn(language: Language): Names {
  let names = known.get(language);
  if (names === undefined) known.set(language, (names = { language, bySurface: new Map() }));
  return names;
}

function nameOf(surface: string, { language, bySurface }: Names): string {
  if (surface.length > longestTerm)
    return newName(surface.slice(0, 2 * longestTerm).toWellFormed(), language);
  let name = bySurface.get(surface);
  if (name === undefined) {
    if (bySurface.size >= mostNames) bySurface.clear();
    name = newName(surface, language);
    bySurface.set(surface, name);
  }
  return name;
}

function newName(surface: string, language: Language): string {
  const plain = ascii.test(surface);
  const lower = plain ? surface.toLowerCase() : surface.normalize('NFKC').toLowerCase().normalize('NFC');
  const spelled = plain ? lower : fold(surface);
  const folded = spelled.length > longestTerm ? Array.from(spelled).slice(0, longestTerm).join('') : spelled;
  if (language === 'en' ? isStopWord(folded) : (foldedSmallWords.get(language)?.has(folded) ?? false))
    return stopMark + folded;
  return folded.length < spelled.length ? folded : stemOf(lower, language);
}

/**
 * Whether a word could have one of these names, by its first letter, which no stemmer changes: nearly all words of a
 * text are told apart by it. Only letters without accents are looked at.
 */
export function couldBe(names: Iterable<string>): (surface: string) => boolean {
  const first = new Uint8Array(128);
  for (const name of names) {
    const code = name.charCodeAt(name.startsWith(stopMark) ? 1 : 0);
    if (code < 128) first[code] = 1;
  }
  return (surface) => {
    const code = surface.charCodeAt(0);
    return code > 127 || first[code] === 1 || (code > 64 && code < 91 && first[code + 32] === 1);
  };
}
