// Setting the words of a quotation beside the words of a text at the least cost (Sellers, 1980): the whole quotation
// against whichever part of the text is nearest to it.
import { areLike, type Skeleton, skeletonOf } from './likeWords.ts';

/** Words to align, by number; equal numbers are equal spellings. */
export interface Line {
  readonly ids: Int32Array;
  readonly spellings: readonly string[];
  /** By word: its number joined with the next word's spelling, -1 where that is no word of the other line. */
  readonly joins: Int32Array;
  /** By word: whether it and the next are one word, parted by the hyphen of a line that ended. */
  readonly parted: readonly boolean[];
}

export interface QuotedLine extends Line {
  readonly isEditorial: readonly boolean[];
}

export type StepKind = 'same' | 'changed' | 'missing' | 'added';

/** Some words of the quotation beside some of the text: one of each, one beside two, or one alone. */
export interface Step {
  readonly kind: StepKind;
  readonly quoted: number;
  readonly met: number;
  /** A changed word that may be a misreading of the other. */
  readonly isLike: boolean;
}

export interface Alignment {
  readonly cost: number;
  /** The first word of the text that has a part in it. */
  readonly start: number;
  readonly steps: readonly Step[];
}

/** What a difference costs. An exchange costs no more than a word too many, so that it is told as an exchange. */
export const costs = { different: 6, like: 4, missing: 6, added: 6, editorial: 2 } as const;

/** Every step an alignment can take: words of the quotation and of the text that it uses, and what it says. */
const steps: readonly Step[] = [
  { kind: 'same', quoted: 1, met: 1, isLike: false },
  { kind: 'changed', quoted: 1, met: 1, isLike: true },
  { kind: 'changed', quoted: 1, met: 1, isLike: false },
  { kind: 'same', quoted: 1, met: 2, isLike: false },
  { kind: 'changed', quoted: 1, met: 2, isLike: true },
  { kind: 'same', quoted: 2, met: 1, isLike: false },
  { kind: 'changed', quoted: 2, met: 1, isLike: true },
  { kind: 'added', quoted: 1, met: 0, isLike: false },
  { kind: 'missing', quoted: 0, met: 1, isLike: false },
];
const step = {
  same: 0,
  like: 1,
  different: 2,
  parted: 3,
  split: 4,
  whole: 5,
  merged: 6,
  added: 7,
  missing: 8,
};

/** Of places that cost the same, the one at this side. */
export type Side = 'first' | 'last';

/**
 * How far the words of the text may be ahead of those of the quotation beside them, and how far behind: a band along
 * the table, where whole lines would be too much to fill.
 */
export interface Band {
  readonly ahead: number;
  readonly behind: number;
}

const whole: Band = { ahead: Infinity, behind: Infinity };
/** The cost of what is outside of the band. */
const outside = 2 ** 48;

/**
 * `[L1]` The cost is the least of all alignments; see the test, which tries them all. `[L3]` Of those that cost the
 * same it is one with the most words of the quotation kept: “must bear” beside “has to bear” leaves the word before it alone.
 *
 * Both are one number in the table, the cost times more than there are words, less those that are kept.
 */
export function align(quoted: QuotedLine, met: Line, side: Side = 'first', within = whole): Alignment {
  const rows = quoted.ids.length;
  const columns = met.ids.length;
  const band = columns < rows - within.behind ? whole : within;
  const wide = columns + 1;
  const taken = new Uint8Array((rows + 1) * wide);
  const likeness = likenessOf(quoted, met);
  const scale = rows + 1;
  const [different, like, missing] = [costs.different * scale, costs.like * scale, costs.missing * scale];
  let twoUp = new Float64Array(wide);
  let up = new Float64Array(wide);
  let row = new Float64Array(wide);
  for (let i = 1; i <= rows; i += 1) {
    const id = quoted.ids[i - 1] ?? -1;
    const lost = scale * (quoted.isEditorial[i - 1] === true ? costs.editorial : costs.added);
    const joined = i > 1 ? (quoted.joins[i - 2] ?? -1) : -1;
    const wasParted = i > 1 && quoted.parted[i - 2] === true;
    const low = Math.max(0, i - band.behind);
    const high = Math.min(columns, i + band.ahead);
    if (low === 0) {
      row[0] = (up[0] ?? 0) + lost;
      taken[i * wide] = step.added;
    } else row[low - 1] = outside;
    for (let j = Math.max(1, low); j <= high; j += 1) {
      const other = met.ids[j - 1] ?? -1;
      const before = up[j - 1] ?? 0;
      let by = step.same;
      let best = before - 1;
      if (id !== other) {
        // Whether the words are alike is asked only where it can matter.
        const least = Math.min((up[j] ?? 0) + lost, (row[j - 1] ?? 0) + missing);
        by = before + like <= least ? likeness(id, other) : step.different;
        best = before + (by === step.like ? like : different);
      }
      if (met.joins[j - 2] === id) {
        const isParted = met.parted[j - 2] === true;
        const cost = (up[j - 2] ?? 0) - 1 + (isParted ? 0 : like);
        if (cost < best) {
          best = cost;
          by = isParted ? step.parted : step.split;
        }
      }
      if (joined === other) {
        const cost = (twoUp[j - 1] ?? 0) - 2 + (wasParted ? 0 : like);
        if (cost < best) {
          best = cost;
          by = wasParted ? step.whole : step.merged;
        }
      }
      if ((up[j] ?? 0) + lost < best) {
        best = (up[j] ?? 0) + lost;
        by = step.added;
      }
      if ((row[j - 1] ?? 0) + missing < best) {
        best = (row[j - 1] ?? 0) + missing;
        by = step.missing;
      }
      row[j] = best;
      taken[i * wide + j] = by;
    }
    if (high < columns) row[high + 1] = outside;
    [twoUp, up, row] = [up, row, twoUp];
  }
  let end = Math.min(columns, Math.max(0, rows - band.behind));
  for (let j = end + 1; j <= Math.min(columns, rows + band.ahead); j += 1) {
    const cost = up[j] ?? 0;
    const least = up[end] ?? 0;
    if (cost < least || (cost === least && side === 'last')) end = j;
  }
  return { cost: Math.max(0, Math.ceil((up[end] ?? 0) / scale)), ...traced(taken, wide, rows, end) };
}

function traced(taken: Uint8Array, wide: number, rows: number, end: number) {
  const path: Step[] = [];
  let j = end;
  for (let i = rows; i > 0;) {
    const next = steps[taken[i * wide + j] ?? 0];
    if (next === undefined) break;
    path.push(next);
    i -= next.quoted;
    j -= next.met;
  }
  return { start: j, steps: path.reverse() };
}

/** Whether two different words are alike. */
function likenessOf(quoted: Line, met: Line): (id: number, other: number) => number {
  const skeletons: (Skeleton | undefined)[] = [];
  const skeleton = (line: Line, id: number): Skeleton =>
    (skeletons[id] ??= skeletonOf(line.spellings[id] ?? ''));
  return (id, other) => (areLike(skeleton(quoted, id), skeleton(met, other)) ? step.like : step.different);
}
