// Keeps the best of many by score; equal scores are settled by a name, so that an order never depends on arrival.

export interface Scored {
  readonly score: number;
  /** What settles equal scores: the smaller one comes first. */
  readonly name: string;
}

export class Best<T extends Scored> {
  private readonly limit: number;
  /** A heap with the least of the kept at its top. */
  private readonly heap: T[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** A score below this cannot get in any more. */
  get bar(): number {
    return this.heap.length < this.limit ? -Infinity : (this.heap[0]?.score ?? Infinity);
  }

  offer(item: T): void {
    if (this.heap.length < this.limit) {
      this.heap.push(item);
      this.rise(this.heap.length - 1);
    } else if (this.heap[0] && before(item, this.heap[0])) {
      this.heap[0] = item;
      this.sink(0);
    }
  }

  /** Best first. */
  sorted(): readonly T[] {
    return [...this.heap].sort((one, other) => (before(one, other) ? -1 : 1));
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBetter(parent, at)) return;
      at = parent;
    }
  }

  private sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const [one, other] = [this.heap[left], this.heap[left + 1]];
      if (!one) return;
      const least = other && before(one, other) ? left + 1 : left;
      if (!this.swapIfBetter(at, least)) return;
      at = least;
    }
  }

  /** Brings the lesser of parent and child up; false when it was up already. */
  private swapIfBetter(parent: number, child: number): boolean {
    const [up, down] = [this.heap[parent], this.heap[child]];
    if (!up || !down || !before(up, down)) return false;
    this.heap[parent] = down;
    this.heap[child] = up;
    return true;
  }
}

function before(one: Scored, other: Scored): boolean {
  return one.score > other.score || (one.score === other.score && one.name < other.name);
}
