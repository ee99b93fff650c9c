// The dictionary: every term the index has met, by number and by spelling.

export class Dictionary {
  private readonly ids = new Map<string, number>();
  private readonly terms: string[] = [];
  /** Ids by spelling; terms met since the last sorting wait in the tail until a prefix is asked for. */
  private sorted: number[] = [];

  get size(): number {
    return this.terms.length;
  }

  /** The number of a term, a new one if it was never met. */
  idOf(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    const id = this.terms.length;
    this.ids.set(term, id);
    this.terms.push(term);
    return id;
  }

  find(term: string): number | undefined {
    return this.ids.get(term);
  }

  termOf(id: number): string {
    return this.terms[id] ?? '';
  }

  /** Ids of the terms that start with these letters, in order of spelling. */
  withPrefix(prefix: string): readonly number[] {
    this.sort();
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.termOf(this.sorted[middle] ?? 0) < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.sorted.length && this.termOf(this.sorted[end] ?? 0).startsWith(prefix)) end += 1;
    return this.sorted.slice(low, end);
  }

  private sort(): void {
    if (this.sorted.length === this.terms.length) return;
    const bySpelling = (a: number, b: number) => (this.termOf(a) < this.termOf(b) ? -1 : 1);
    const fresh: number[] = [];
    for (let id = this.sorted.length; id < this.terms.length; id += 1) fresh.push(id);
    fresh.sort(bySpelling);
    const merged: number[] = [];
    let at = 0;
    for (const id of this.sorted) {
      while (at < fresh.length && bySpelling(fresh[at] ?? 0, id) < 0) merged.push(fresh[at++] ?? 0);
      merged.push(id);
    }
    while (at < fresh.length) merged.push(fresh[at++] ?? 0);
    this.sorted = merged;
  }
}
