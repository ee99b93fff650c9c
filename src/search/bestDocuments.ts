// Keeps the best of many documents by score, as numbers; equal scores are settled by key, whatever came first.

export class BestDocuments {
  /** A score below this cannot get in any more. */
  bar = -Infinity;
  private size = 0;
  /** A heap with the least of the kept at its top. */
  private readonly documents: Int32Array;
  private readonly scores: Float64Array;
  private readonly compareKeys: (one: number, other: number) => number;

  constructor(limit: number, compareKeys: (one: number, other: number) => number) {
    this.documents = new Int32Array(limit);
    this.scores = new Float64Array(limit);
    this.compareKeys = compareKeys;
    if (limit === 0) this.bar = Infinity;
  }

  offer(document: number, score: number): void {
    if (this.size < this.documents.length) {
      this.put(this.size, document, score);
      this.size += 1;
      this.rise(this.size - 1);
    } else if (this.size > 0 && this.goesFirst(document, score, 0)) {
      this.put(0, document, score);
      this.sink();
    }
    if (this.size === this.documents.length) this.bar = this.scores[0] ?? Infinity;
  }

  /** Best first. */
  sorted(): readonly { readonly document: number; readonly score: number }[] {
    const kept = Array.from({ length: this.size }, (_, at) => ({
      document: this.documents[at] ?? 0,
      score: this.scores[at] ?? 0,
    }));
    return kept.sort(
      (one, other) => other.score - one.score || this.compareKeys(one.document, other.document),
    );
  }

  private goesFirst(document: number, score: number, other: number): boolean {
    const otherScore = this.scores[other] ?? 0;
    if (score !== otherScore) return score > otherScore;
    return this.compareKeys(document, this.documents[other] ?? 0) < 0;
  }

  private put(at: number, document: number, score: number): void {
    this.documents[at] = document;
    this.scores[at] = score;
  }

  private rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.goesFirst(this.documents[parent] ?? 0, this.scores[parent] ?? 0, at)) return;
      this.exchange(parent, at);
      at = parent;
    }
  }

  private sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      if (left >= this.size) return;
      const rightIsLess =
        right < this.size && this.goesFirst(this.documents[left] ?? 0, this.scores[left] ?? 0, right);
      const least = rightIsLess ? right : left;
      if (!this.goesFirst(this.documents[at] ?? 0, this.scores[at] ?? 0, least)) return;
      this.exchange(at, least);
      at = least;
    }
  }

  private exchange(one: number, other: number): void {
    const [document, score] = [this.documents[one] ?? 0, this.scores[one] ?? 0];
    this.put(one, this.documents[other] ?? 0, this.scores[other] ?? 0);
    this.put(other, document, score);
  }
}
