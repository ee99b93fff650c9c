// What differs between two texts, word by word, cut into lines to be read: what stands in both, in the earlier one
// only, in the later one only.
//
// [D1] The parts that are kept or removed are exactly the earlier text; those that are kept or added, the later one.
// [D2] Equal texts have no difference.
// [D3] What differs is shown in words, never in letters; a mark or a short word alone between two changes goes with them.
// [D4] Changes are counted in words; lines that are the same stand together.
// [D5] Texts that have too little in common are shown as one in place of the other.
import { diffArrays } from 'diff';
import { countWords } from '#notebook/bodies.ts';

export interface Part {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export type Stretch =
  | { readonly kind: 'same'; readonly lines: readonly string[] }
  | { readonly kind: 'changed'; readonly lines: readonly (readonly Part[])[] };

export interface Difference {
  readonly stretches: readonly Stretch[];
  /** Words. */
  readonly added: number;
  readonly removed: number;
}

/** Edits beyond which two texts have too little in common for the search to be worth its time. */
const mostEdits = 600;

export function differenceBetween(earlier: string, later: string): Difference {
  const parts = compareTexts(`${earlier}\n`, `${later}\n`);
  const wordsIn = (kind: Part['kind']): number =>
    parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + countWords(text), 0);
  return { stretches: stretchesOf(linesOf(parts)), added: wordsIn('added'), removed: wordsIn('removed') };
}

export function compareTexts(earlier: string, later: string): readonly Part[] {
  const parts: Part[] = [];
  let gone = '';
  let fresh = '';
  const close = (): void => {
    parts.push(...compareWords(gone, fresh));
    gone = fresh = '';
  };
  for (const { kind, text } of compareTokens(linesIn(earlier), linesIn(later))) {
    if (kind === 'removed') gone += text;
    else if (kind === 'added') fresh += text;
    else {
      close();
      parts.push({ kind, text });
    }
  }
  close();
  return parts;
}

function compareWords(earlier: string, later: string): readonly Part[] {
  return withoutCrumbs(compareTokens(wordsIn(earlier), wordsIn(later)));
}

function compareTokens(earlier: readonly string[], later: readonly string[]): readonly Part[] {
  const changes = diffArrays([...earlier], [...later], { maxEditLength: mostEdits });
  if (changes === undefined) return inPlaceOf(earlier.join(''), later.join(''));
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function inPlaceOf(earlier: string, later: string): readonly Part[] {
  const parts: readonly Part[] = [
    { kind: 'removed', text: earlier },
    { kind: 'added', text: later },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Commas and lone short words that happen to be in both are no island to stand on: they go with what is around them. */
function withoutCrumbs(parts: readonly Part[]): readonly Part[] {
  const out: Part[] = [];
  let gone = '';
  let fresh = '';
  const close = (): void => {
    out.push(...inPlaceOf(gone, fresh));
    gone = fresh = '';
  };
  parts.forEach((part, at) => {
    if (part.kind === 'removed') gone += part.text;
    else if (part.kind === 'added') fresh += part.text;
    else if (gone + fresh !== '' && at < parts.length - 1 && isCrumb(part.text)) {
      gone += part.text;
      fresh += part.text;
    } else {
      close();
      out.push(part);
    }
  });
  close();
  return out;
}

const crumbLetters = 2;

function isCrumb(text: string): boolean {
  return !text.includes('\n') && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= crumbLetters;
}

function linesIn(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words and marks, each with the space before it; a line break stands alone. */
function wordsIn(text: string): readonly string[] {
  const tokens: string[] = [];
  let space = '';
  for (const { segment } of segmenter.segment(text)) {
    if (segment !== '\n' && segment.trim() === '') space += segment;
    else {
      if (segment === '\n' && space !== '') tokens.push(space);
      tokens.push(segment === '\n' ? segment : space + segment);
      space = '';
    }
  }
  return space === '' ? tokens : [...tokens, space];
}

function linesOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const lines: Part[][] = [];
  let line: Part[] = [];
  for (const { kind, text } of parts)
    for (const [at, piece] of text.split('\n').entries()) {
      if (at > 0) {
        lines.push(line);
        line = [];
      }
      if (piece !== '') line.push({ kind, text: piece });
    }
  return line.length > 0 ? [...lines, line] : lines;
}

function stretchesOf(lines: readonly (readonly Part[])[]): readonly Stretch[] {
  const stretches: ({ kind: 'same'; lines: string[] } | { kind: 'changed'; lines: (readonly Part[])[] })[] =
    [];
  for (const line of lines) {
    const isSame = line.every(({ kind }) => kind === 'same');
    const last = stretches.at(-1);
    if (isSame) {
      const text = line.map((part) => part.text).join('');
      if (last?.kind === 'same') last.lines.push(text);
      else stretches.push({ kind: 'same', lines: [text] });
    } else if (last?.kind === 'changed') last.lines.push(line);
    else stretches.push({ kind: 'changed', lines: [line] });
  }
  return stretches;
}
