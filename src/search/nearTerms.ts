// Terms that are spelled nearly like a word: a letter more, less, another one, or two exchanged.
import { documentsOf } from './postings.ts';
import { encoded } from './spelling.ts';
import { TermCursor } from './termCursor.ts';
import { runsOf, type TermRuns } from './termRuns.ts';
import type { WordsIndex } from './wordsIndex.ts';

const mostNear = 8;
/** Shorter words are near to too many others. */
const shortest = 4;
const longEnoughForTwo = 8;

/**
 * [E1] The first letter is right, for a slip there makes another word as often ("bread" is not "read"). One error after
 * it; in words of eight letters and more two.
 */
export function nearTerms(index: WordsIndex, word: string): readonly TermRuns[] {
  if (word.length < shortest) return [];
  const most = word.length >= longEnoughForTwo ? 2 : 1;
  const likeness = new Likeness(word, most);
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  const counts = new Map<string, number>();
  for (const part of index.parts) {
    const { segment } = part;
    const [from, to] = segment.dictionary.withPrefix(first);
    const terms = new TermCursor(segment.dictionary);
    for (let term = from; term < to; term += 1) {
      if (!likeness.mayBeNear(terms.to(term))) continue;
      const { spelling } = terms;
      if (distance(word, spelling, most) <= most)
        counts.set(spelling, (counts.get(spelling) ?? 0) + documentsOf(segment, term));
    }
  }
  return mostFrequent(index, counts, mostNear);
}

/**
 * The terms that most documents hold, equal ones by spelling. The counts given are at least the true ones: removed
 * documents may be among them.
 */
function mostFrequent(
  index: WordsIndex,
  counts: ReadonlyMap<string, number>,
  limit: number,
): readonly TermRuns[] {
  const byCount = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const found: TermRuns[] = [];
  for (const [spelling, most] of byCount) {
    const least = found[limit - 1];
    if (least && most < least.documents) break;
    const runs = runsOf(index, spelling);
    if (!runs) continue;
    const after = found.findIndex((each) => before(runs, each));
    found.splice(after < 0 ? found.length : after, 0, runs);
    if (found.length > limit) found.pop();
  }
  return found;
}

function before(one: TermRuns, other: TermRuns): boolean {
  return (
    one.documents > other.documents || (one.documents === other.documents && one.spelling < other.spelling)
  );
}

const mostLetterBytes = 4;

/** Tells quickly, by the bytes of a term, that it is too far from the word: most are. */
class Likeness {
  private readonly word: Uint8Array;
  private readonly letters: number;
  private readonly mask: number;
  private readonly most: number;

  constructor(word: string, most: number) {
    this.word = encoded(word);
    this.most = most;
    this.letters = lettersOf(this.word, 0, this.word.length);
    this.mask = maskOf(this.word, 0, this.word.length);
  }

  mayBeNear({ bytes, length }: TermCursor): boolean {
    const { word, most } = this;
    if (Math.abs(length - word.length) > most * mostLetterBytes) return false;
    // An error takes a letter away, or adds one, or both: so many letters at most are in one and not in the other.
    if (bits(maskOf(bytes, 0, length) ^ this.mask) > 2 * most) return false;
    return Math.abs(lettersOf(bytes, 0, length) - this.letters) <= most;
  }
}

/** Which letters there are: a bit for each of ASCII, by its last five bits, and one for all others. */
function maskOf(bytes: Uint8Array, start: number, end: number): number {
  let mask = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    mask |= byte < 128 ? 1 << (byte & 31) : 1;
  }
  return mask;
}

/** Letters beyond the basic plane count as two, as in a string. */
function lettersOf(bytes: Uint8Array, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) letters += byte >= 0xf0 ? 2 : 1;
  }
  return letters;
}

function bits(mask: number): number {
  let left = mask - ((mask >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Damerau's distance, neighbours exchanged once; anything above `most` where it is more than that. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let twoAbove: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      let best = Math.min((above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        best = Math.min(best, (twoAbove[at - 2] ?? 0) + 1);
      current.push(best);
      if (best < least) least = best;
    }
    // A swap may still reach over one row.
    if (least > most && Math.min(...above) > most) return most + 1;
    twoAbove = above;
    above = current;
  }
  return above[other.length] ?? most + 1;
}
