// Terms that are spelled nearly like a word: a letter more, less, another one, or two exchanged.
import type { TermRuns } from './termRuns.ts';
import { mostFrequent } from './completions.ts';
import { encoded } from './spelling.ts';
import type { Segment } from './segment.ts';
import type { WordsIndex } from './wordsIndex.ts';

const mostNear = 8;
/** Shorter words are near to too many others. */
const shortest = 4;
/** In shorter ones a wrong first letter makes another word as often as it is a slip: "bread" is not "read". */
const longEnoughForFirst = 6;
const longEnoughForTwo = 8;

/**
 * [E1] One error; in words of less than six letters the first letter is right. In words of eight letters and more also
 * two, the first letter being right.
 */
export function nearTerms(index: WordsIndex, word: string): readonly TermRuns[] {
  if (word.length < shortest) return [];
  const counts = new Map<string, number>();
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  for (const part of index.parts) {
    const { segment } = part;
    const beginningSo = segment.withPrefix(first);
    const anywhere = [0, segment.termCount] as const;
    const found = new Map<number, string>();
    const visit = (term: number, spelling: string) => found.set(term, spelling);
    visitNear(segment, word, 1, word.length < longEnoughForFirst ? beginningSo : anywhere, visit);
    // Two errors anywhere would keep every beginning of three letters alive, and this is done between two keys.
    if (word.length >= longEnoughForTwo) visitNear(segment, word, 2, beginningSo, visit);
    for (const [term, spelling] of found)
      counts.set(spelling, (counts.get(spelling) ?? 0) + part.documentsOf(term));
  }
  return mostFrequent(index, counts, mostNear);
}

/**
 * Walks the sorted terms as a tree of letters: a row of the table of distances (Damerau's, neighbours exchanged once)
 * is kept for each letter that a term shares with the one before it, and where no row entry is near enough any more,
 * all terms that begin so are passed over.
 */
function visitNear(
  segment: Segment,
  word: string,
  most: number,
  [from, to]: readonly [from: number, to: number],
  visit: (term: number, spelling: string) => void,
): void {
  const width = word.length + 1;
  const rows: Uint8Array[] = [Uint8Array.from({ length: width }, (_, at) => at)];
  let before = '';
  for (let term = from; term < to;) {
    const spelling = segment.spellingOf(term);
    let depth = sharedLetters(before, spelling);
    let tooFar = false;
    for (; depth < spelling.length && !tooFar; depth += 1) {
      const row = (rows[depth + 1] ??= new Uint8Array(width));
      tooFar = fillRow(rows, row, word, spelling, depth) > most || depth >= word.length + most;
    }
    if (!tooFar) {
      if ((rows[spelling.length]?.[width - 1] ?? most + 1) <= most && !spelling.startsWith('\u0001'))
        visit(term, spelling);
      before = spelling;
      term += 1;
    } else {
      before = spelling.slice(0, depth);
      // A letter's other half must not be cut off: there is no such spelling.
      term = /[\ud800-\udbff]$/.test(before)
        ? term + 1
        : segment.firstFrom(Uint8Array.of(...encoded(before), 255), term + 1);
    }
  }
}

function sharedLetters(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

/** Fills the row of a term's letter at `depth` from the rows above; its least entry. */
function fillRow(
  rows: readonly Uint8Array[],
  row: Uint8Array,
  word: string,
  spelling: string,
  depth: number,
): number {
  const above = rows[depth];
  const twoAbove = depth > 0 ? rows[depth - 1] : undefined;
  if (!above) return 255;
  row[0] = depth + 1;
  let least = depth + 1;
  for (let at = 1; at < row.length; at += 1) {
    const same = word[at - 1] === spelling[depth] ? 0 : 1;
    let distance = Math.min((above[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same);
    const exchanged = at > 1 && word[at - 1] === spelling[depth - 1] && word[at - 2] === spelling[depth];
    if (exchanged && twoAbove) distance = Math.min(distance, (twoAbove[at - 2] ?? 0) + 1);
    row[at] = distance;
    if (distance < least) least = distance;
  }
  return least;
}
