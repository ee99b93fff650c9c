// How sure a difference of means is: the paired bootstrap.
import { quantile } from './metrics.ts';
import { randomNumbers } from './wordStream.ts';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 4_000;
const seed = 1;

/**
 * The mean over sets of the mean difference in each, and where it lies in 90 of 100 samples drawn anew, with
 * replacement, from each set's questions (Efron, 1979; as Sakai, 2006, for comparing rankings). The same numbers
 * give the same interval.
 */
export function intervalOf(sets: readonly (readonly number[])[]): Interval {
  const random = randomNumbers(seed);
  const filled = sets.filter((set) => set.length > 0);
  const meanOf = (pick: (set: readonly number[]) => number) =>
    filled.reduce((sum, set) => sum + pick(set), 0) / filled.length;
  const drawn = Array.from({ length: resamples }, () =>
    meanOf((set) => {
      let sum = 0;
      for (let count = 0; count < set.length; count += 1) sum += set[Math.floor(random() * set.length)] ?? 0;
      return sum / set.length;
    }),
  );
  return {
    mean: meanOf((set) => set.reduce((sum, each) => sum + each, 0) / set.length),
    low: quantile(drawn, 0.05),
    high: quantile(drawn, 0.95),
  };
}
