// Lets the best documents speak for those that say the same: scores evened out among near ones.

export interface Standing {
  readonly score: number;
  /** The vector of the document's best passage; null where meaning has no say. */
  readonly vector: Float32Array | null;
}

/** Each listens to so many of the others, the nearest, and takes this share of its score from them; see 0010. */
const nearest = 5;
const share = 0.3;

/**
 * What answers one question lies close together (the cluster hypothesis; as local score regularization: Diaz, 2005):
 * a document's score is drawn towards the mean score of the nearest others, each weighed by its cosine squared.
 * [N1] Nothing is drawn above the highest score or below the lowest.
 * [N2] A document without a vector keeps its score and draws no other.
 * The cost: one product of vectors a pair, 435 for 30.
 */
export function evenedOut(standings: readonly Standing[]): readonly number[] {
  const cosines = cosinesOf(standings);
  return standings.map(({ score, vector }, at) => {
    if (vector === null) return score;
    const others = standings
      .map((other, place) => ({ score: other.score, weight: Math.max(0, cosines[at]?.[place] ?? 0) ** 2 }))
      .filter(({ weight }, place) => place !== at && weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, nearest);
    const weights = others.reduce((sum, { weight }) => sum + weight, 0);
    if (weights === 0) return score;
    const drawn = others.reduce((sum, other) => sum + other.weight * other.score, 0) / weights;
    return (1 - share) * score + share * drawn;
  });
}

function cosinesOf(standings: readonly Standing[]): readonly Float64Array[] {
  const cosines = standings.map(() => new Float64Array(standings.length));
  standings.forEach(({ vector }, one) => {
    for (let other = 0; other < one; other += 1) {
      const second = standings[other]?.vector ?? null;
      const cosine = vector === null || second === null ? 0 : product(vector, second);
      const [row, column] = [cosines[one], cosines[other]];
      if (row) row[other] = cosine;
      if (column) column[one] = cosine;
    }
  });
  return cosines;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
