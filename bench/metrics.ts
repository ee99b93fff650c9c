// How good a ranking is, given what people judged: nDCG, reciprocal rank and recall of the first ten.

/** Grades of the judged documents by id; 0 is judged not relevant, what is missing was not judged and counts as 0. */
export type Grades = ReadonlyMap<string, number>;

export interface Quality {
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall10: number;
}

const depth = 10;

/**
 * Discounted cumulative gain as trec_eval's ndcg_cut has it: the grade itself is the gain, divided by log2(rank + 1).
 * (Järvelin and Kekäläinen, 2002)
 */
function discounted(grades: readonly number[]): number {
  return grades.slice(0, depth).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}

/** The quality of one ranking, best document first. Of a question without a relevant document there is none to tell. */
export function qualityOf(ranking: readonly string[], judged: Grades): Quality | null {
  const relevant = [...judged.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  if (relevant.length === 0) return null;
  const first = ranking.slice(0, depth).map((id) => Math.max(0, judged.get(id) ?? 0));
  const firstHit = first.findIndex((grade) => grade > 0);
  return {
    ndcg10: discounted(first) / discounted(relevant),
    mrr10: firstHit === -1 ? 0 : 1 / (firstHit + 1),
    recall10: first.filter((grade) => grade > 0).length / relevant.length,
  };
}

/** The mean over questions; all 0 without any. */
export function meanQuality(qualities: readonly Quality[]): Quality {
  const mean = (pick: (quality: Quality) => number): number =>
    qualities.length === 0 ? 0 : qualities.reduce((sum, each) => sum + pick(each), 0) / qualities.length;
  return {
    ndcg10: mean(({ ndcg10 }) => ndcg10),
    mrr10: mean(({ mrr10 }) => mrr10),
    recall10: mean(({ recall10 }) => recall10),
  };
}

/** The value below which a share of the values lies (0.5 is the median), by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
