// The mean of all vectors, kept exactly, and questions turned away from it.
import { dimensions } from './vectorCode.ts';

/** Sums are of whole numbers, so that adding and removing in any order leaves the same: one is so many units. */
const units = 2 ** 30;
/** How much of the mean is taken from a question; chosen by measurement, see 0010. */
const share = 0.5;
/** Of few vectors the mean says little: so many more count as if they lay at zero. */
const assumed = 50;

export type Four = [number, number, number, number];

/** A scale beyond 1 belongs to no vector of length 1, and would make the sums inexact. */
function inUnits(scale: number): number {
  return Math.round(Math.min(1, scale) * units);
}

/** A question as meaning ranks by it: the product with a vector, plus `offset`, is 0 to 1 like a cosine. */
export interface Lean {
  readonly vector: Float32Array;
  readonly offset: number;
}

/**
 * Texts of one notebook have much in common, and a text that says nothing but that is near to every question (a hub:
 * Radovanović, Nanopoulos and Ivanović, 2010). Nearness to the mean is therefore taken, in part, from nearness to the
 * question, which costs no more than changing the question: q·v - s·m·v = (q - s·m)·v.
 * [C1] After any sequence of adding and removing, the mean is that of what is left, to the last bit.
 */
export class Centre {
  private readonly sums = new Float64Array(dimensions);
  private count = 0;

  /** Counts a vector in (1) or out (-1): codes from a place on, times their scale. */
  tally(codes: Int8Array, from: number, scale: number, sign: 1 | -1): void {
    const { sums } = this;
    const unit = sign * inUnits(scale);
    for (let at = 0; at < dimensions; at += 1) sums[at] = (sums[at] ?? 0) + unit * (codes[from + at] ?? 0);
    this.count += sign;
  }

  /**
   * Counts in four, the second so far behind the first and so on: at a start this is done for every vector there is, and
   * so each sum is read and written once for four.
   */
  tallyFour(codes: Int8Array, from: number, step: number, scales: Readonly<Four>): void {
    const { sums } = this;
    const [one, two, three, four] = [
      inUnits(scales[0]),
      inUnits(scales[1]),
      inUnits(scales[2]),
      inUnits(scales[3]),
    ];
    for (let at = 0; at < dimensions; at += 1) {
      const code = from + at;
      const first = one * (codes[code] ?? 0) + two * (codes[code + step] ?? 0);
      const second = three * (codes[code + 2 * step] ?? 0) + four * (codes[code + 3 * step] ?? 0);
      sums[at] = (sums[at] ?? 0) + first + second;
    }
    this.count += 4;
  }

  /** [C2] A vector that is as near to the mean as the mean itself keeps its nearness to the question. */
  lean(query: Float32Array): Lean {
    const part = this.count === 0 ? 0 : share / (units * (this.count + assumed));
    const perVector = this.count === 0 ? 0 : 1 / (units * this.count);
    const vector = query.map((value, at) => value - part * (this.sums[at] ?? 0));
    const offset = part * perVector * this.sums.reduce((sum, value) => sum + value * value, 0);
    return { vector, offset };
  }
}
