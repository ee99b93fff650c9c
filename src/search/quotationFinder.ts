// Finding a quotation in a text even where it differs, and saying exactly how it differs.
//
//   the quotation as it is       -> stands there: exact
//   windows with its words       -> likely places (quotationPlaces)
//   each, word beside word       -> the place that costs least (alignment), and from there the parts of the quotation
//                                   before and after its ellipses
//   enough words the same        -> pieces and counts (differences)
import type { Span } from '#domain/passages.ts';
import { linesOf } from './alignedWords.ts';
import { align, type Alignment, type Band, costs, type Side, type Step } from './alignment.ts';
import { type Beside, compare, type Compared } from './differences.ts';
import type { Quotation, Run } from './quotation.ts';
import { exactPlace } from './exactPlace.ts';
import { spellingOf } from './quotedWords.ts';
import { likelyPlaces, type TextWords, textWords } from './quotationPlaces.ts';

/**
 * - `exact`: the same characters, all of them,
 * - `same words`: spaces, case, the look of quotation marks or the hyphen of a line that ended are other,
 * - `differs`: words or punctuation are other.
 */
export type Likeness = 'exact' | 'same words' | 'differs';

export interface QuotationMatch extends Compared {
  readonly likeness: Likeness;
}

/** Words that an ellipsis may stand for. */
const mostOmitted = 1_500;
/** Cells of the tables filled for one text: what bounds the time. */
const mostCells = 10_000_000;
const mostPlaces = 48;
/** Of these the parts beyond the ellipses are looked for too. */
const mostFollowed = 4;
/** Runs beyond an ellipsis that are not there word for word and are looked for with differences. */
const mostInexactRuns = 40;

/**
 * The place that is nearest to the quotation, the first of equals; null when there is none that is near.
 * [F1] Never exact unless the characters are the same and no word, number or sign is cut in two at either end.
 * [F2] Never the same words unless every word is.
 * [F3] The time is linear in the text, however words repeat.
 */
export function findIn(quotation: Quotation, text: string): QuotationMatch | null {
  const exact = exactPlace(quotation, text);
  if (exact !== null) return exactly(quotation, exact);
  const words = textWords(text, quotation);
  const anchor = longest(quotation.runs);
  if (words.count === 0 || anchor === undefined) return null;
  const length = anchor.end - anchor.start;
  const room = roomBeside(length);
  const limit = Math.min(mostPlaces, Math.max(2, Math.floor(mostCells / (length * (length + 2 * room)))));
  const near = likelyPlaces(words, quotation, anchor, limit)
    .map((at) =>
      placed({ quotation, text, words }, anchor, at - room, at + length + room, 'first', bandBeside(length)),
    )
    .filter(({ cost }) => cost <= poor * length)
    .toSorted((one, other) => one.cost - other.cost || one.start - other.start);
  let best: Whole | null = null;
  for (const place of near.slice(0, quotation.runs.length > 1 ? mostFollowed : 1)) {
    const whole = follow({ quotation, text, words }, anchor, place);
    if (best === null || whole.cost < best.cost) best = whole;
  }
  if (best === null || !isNear(quotation, best)) return null;
  const match = compare(quotation, text, spans(words, best.start, best.end), best.path);
  const { changed, missing, added, omitted, marks } = match.counts;
  const isSame = changed + missing + added + omitted + marks === 0;
  return { ...match, likeness: isSame ? 'same words' : 'differs' };
}

function exactly({ text, words }: Quotation, place: Span): QuotationMatch {
  return {
    ...place,
    likeness: 'exact',
    differences: [{ kind: 'same', quoted: { start: 0, end: text.length }, met: place }],
    counts: { same: words.length, changed: 0, missing: 0, added: 0, omitted: 0, marks: 0 },
  };
}

interface Sought {
  readonly quotation: Quotation;
  readonly text: string;
  readonly words: TextWords;
}

/** A run beside words of the text, these numbered from the start of the text. */
interface PlacedRun extends Span {
  readonly cost: number;
  readonly steps: Alignment['steps'];
}

interface Whole extends Span {
  readonly cost: number;
  readonly path: readonly Beside[];
  readonly likeWords: number;
}

/** A share of differing words beyond which a run is not there. */
const poor = 0.7 * costs.different;

function roomBeside(length: number): number {
  return Math.max(6, Math.ceil(length / 4));
}

const longBand = 100;

/** A long run is looked for along the diagonal of its window; the room before it is what the text is ahead. */
function bandBeside(length: number): Band | undefined {
  const room = roomBeside(length);
  return length < longBand ? undefined : { ahead: 2 * room, behind: Math.ceil(room / 4) };
}

function longest(runs: readonly Run[]): Run | undefined {
  return runs.toSorted((one, other) => other.end - other.start - (one.end - one.start))[0];
}

function spans({ starts, ends }: TextWords, from: number, to: number): readonly Span[] {
  return Array.from({ length: to - from }, (_, at) => ({
    start: starts[from + at] ?? 0,
    end: ends[from + at] ?? 0,
  }));
}

/** Sets a run beside the words of the text from one to another. */
function placed(
  { quotation, text, words }: Sought,
  run: Run,
  from: number,
  to: number,
  side: Side,
  band?: Band,
): PlacedRun {
  const first = Math.max(0, Math.min(from, words.count));
  const last = Math.max(first, Math.min(to, words.count));
  const { quoted, met } = linesOf(quotation, run, text, spans(words, first, last));
  const { cost, start, steps } = align(quoted, met, side, band);
  const length = steps.reduce((sum, step) => sum + step.met, 0);
  return { cost, steps, start: first + start, end: first + start + length };
}

/** Looks for the other runs before and after the one that was placed. */
function follow(sought: Sought, anchor: Run, place: PlacedRun): Whole {
  const { runs } = sought.quotation;
  const at = runs.indexOf(anchor);
  const tries: Tries = { left: mostInexactRuns };
  const before: PlacedRun[] = [];
  for (const run of runs.slice(0, at).toReversed()) {
    const to = before.at(-1)?.start ?? place.start;
    before.push(beyond(sought, run, to - mostOmitted, to, 'last', tries));
  }
  const after: PlacedRun[] = [];
  for (const run of runs.slice(at + 1)) {
    const from = after.at(-1)?.end ?? place.end;
    after.push(beyond(sought, run, from, from + mostOmitted, 'first', tries));
  }
  return joined([...before.toReversed(), place, ...after]);
}

/** A run on one side of an ellipsis; where it is not there, all of its words are added, at the ellipsis. */
function beyond(sought: Sought, run: Run, from: number, to: number, side: Side, tries: Tries): PlacedRun {
  const length = run.end - run.start;
  const word = wordForWord(sought, run, from, to, side);
  if (word !== null)
    return { start: word, end: word + length, cost: 0, steps: Array.from({ length }, () => same) };
  if (tries.left > 0) {
    tries.left -= 1;
    const room = length + roomBeside(length);
    const [first, last] = side === 'last' ? [from - room, to] : [from, to + room];
    const near = placed(sought, run, first, last, side);
    if (near.cost <= poor * length) return near;
  }
  const at = side === 'last' ? to : from;
  return { start: at, end: at, cost: length * costs.added, steps: Array.from({ length }, () => added) };
}

const same: Step = { kind: 'same', quoted: 1, met: 1, isLike: false };
const added: Step = { kind: 'added', quoted: 1, met: 0, isLike: false };

/** Where the words of a run stand as they are, at the side nearest to the ellipsis; null when they do not. */
function wordForWord(
  { quotation, text, words }: Sought,
  run: Run,
  from: number,
  to: number,
  side: Side,
): number | null {
  const length = run.end - run.start;
  const stands = (at: number): boolean => {
    for (let next = 0; next < length; next += 1)
      if (words.ids[at + next] !== quotation.words[run.start + next]?.id) return false;
    // Numbers are by hash: the spelling has the last word.
    return spans(words, at, at + length).every(
      ({ start, end }, next) =>
        spellingOf(text.slice(start, end)) ===
        quotation.spellings[quotation.words[run.start + next]?.id ?? -1],
    );
  };
  const lowest = Math.max(0, side === 'last' ? from - length : from);
  const highest = Math.min(words.count - length, side === 'last' ? to - length : to);
  if (side === 'first') {
    for (let at = lowest; at <= highest; at += 1) if (stands(at)) return at;
  } else {
    for (let at = highest; at >= lowest; at -= 1) if (stands(at)) return at;
  }
  return null;
}

interface Tries {
  left: number;
}

function joined(runs: readonly PlacedRun[]): Whole {
  const path: Beside[] = [];
  let likeWords = 0;
  let end: number | null = null;
  for (const run of runs) {
    if (end !== null && run.start > end) path.push({ kind: 'omitted', quoted: 0, met: run.start - end });
    for (const { kind, quoted, met, isLike } of run.steps) {
      path.push({ kind, quoted, met });
      if (isLike) likeWords += quoted;
    }
    end = run.end;
  }
  const cost = runs.reduce((sum, run) => sum + run.cost, 0);
  return { path, likeWords, cost, start: runs[0]?.start ?? 0, end: end ?? 0 };
}

/** The share of its words that a long quotation must have in common with the text; a short one more. */
const leastShare = 0.6;
const shortWords = 12;
const moreByWord = 0.025;
/** A word that may be a misreading counts half. */
const likeShare = 0.5;

function isNear({ words }: Quotation, { path, likeWords }: Whole): boolean {
  const total = words.filter(({ isEditorial }) => !isEditorial).length;
  const sum = (kind: Beside['kind'], side: 'quoted' | 'met'): number =>
    path.reduce((all, beside) => all + (beside.kind === kind ? beside[side] : 0), 0);
  const common = sum('same', 'quoted') + likeShare * likeWords;
  const share = leastShare + moreByWord * Math.max(0, shortWords - words.length);
  return common >= share * total && sum('missing', 'met') <= total;
}
