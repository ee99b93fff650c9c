// What a cosine is read against: how near the question is to whatever the notebook holds.

export interface Background {
  /** Of the cosines of all passages. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly spread: number;
}

/** Of few passages the spread says little: so many more count as if they were unrelated, spread as unrelated ones are. */
const assumed = 50;
const assumedSpread = 0.065;
/** Below this, which was not seen, more nearness would count for nearly nothing. */
const leastSpread = 0.05;

/** The background that a sample of cosines tells of. */
export function backgroundOf(cosines: Float64Array): Background {
  let sum = 0;
  let squares = assumed * assumedSpread ** 2;
  for (const cosine of cosines) {
    sum += cosine;
    squares += cosine ** 2;
  }
  const count = cosines.length + assumed;
  const mean = sum / count;
  return { mean, spread: Math.max(leastSpread, Math.sqrt(squares / count - mean ** 2)) };
}
