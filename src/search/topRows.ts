// The best of many by score, each told by a number, as the row of a scan: a heap of numbers, so that no objects are made.

/** Whether one row goes before another of the same score. */
export type GoesFirst = (row: number, other: number) => boolean;

export class TopRows {
  /** A score below this cannot get in any more. */
  bar: number;
  private readonly limit: number;
  private readonly goesFirst: GoesFirst;
  /** A heap with the least of the kept at its top. */
  private readonly rows: Uint32Array;
  private readonly scores: Float64Array;
  private count = 0;

  constructor(limit: number, goesFirst: GoesFirst) {
    this.limit = limit;
    this.bar = limit === 0 ? Infinity : -Infinity;
    this.goesFirst = goesFirst;
    this.rows = new Uint32Array(limit);
    this.scores = new Float64Array(limit);
  }

  offer(row: number, score: number): void {
    if (this.count < this.limit) {
      this.put(this.count, row, score);
      this.count += 1;
      this.rise(this.count - 1);
    } else if (this.limit > 0 && this.before(row, score, 0)) {
      this.put(0, row, score);
      this.sink();
    }
    if (this.count === this.limit) this.bar = this.scores[0] ?? Infinity;
  }

  /** In no order. */
  each(take: (row: number, score: number) => void): void {
    for (let at = 0; at < this.count; at += 1) take(this.rows[at] ?? 0, this.scores[at] ?? 0);
  }

  /** Best first. */
  sorted(): readonly { readonly row: number; readonly score: number }[] {
    return Array.from({ length: this.count }, (_, at) => at)
      .sort((one, other) => (this.before(this.rows[one] ?? 0, this.scores[one] ?? 0, other) ? -1 : 1))
      .map((at) => ({ row: this.rows[at] ?? 0, score: this.scores[at] ?? 0 }));
  }

  private put(at: number, row: number, score: number): void {
    this.rows[at] = row;
    this.scores[at] = score;
  }

  private before(row: number, score: number, other: number): boolean {
    const otherScore = this.scores[other] ?? 0;
    return score > otherScore || (score === otherScore && this.goesFirst(row, this.rows[other] ?? 0));
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBetter(parent, at)) return;
      at = parent;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.count) return;
      const right = left + 1;
      const rightIsLess =
        right < this.count && this.before(this.rows[left] ?? 0, this.scores[left] ?? 0, right);
      const least = rightIsLess ? right : left;
      if (!this.swapIfBetter(at, least)) return;
      at = least;
    }
  }

  /** Brings the lesser of parent and child up; false when it was up already. */
  private swapIfBetter(parent: number, child: number): boolean {
    const [row, score] = [this.rows[parent] ?? 0, this.scores[parent] ?? 0];
    if (!this.before(row, score, child)) return false;
    this.put(parent, this.rows[child] ?? 0, this.scores[child] ?? 0);
    this.put(child, row, score);
    return true;
  }
}
