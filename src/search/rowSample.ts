// A sample of rows chosen by what they hold, so that it is the same after any history.

/**
 * The rows with the least fingerprints (a bottom-k sketch: Cohen and Kaplan, 2007), in order of these. What is added is
 * offered; where one of them goes or changes, all are to be offered again.
 */
export class RowSample {
  private readonly fingerprints: Uint32Array<ArrayBuffer>;
  private readonly rows: Uint32Array<ArrayBuffer>;
  private count = 0;
  private stale = false;

  constructor(most: number) {
    this.fingerprints = new Uint32Array(most);
    this.rows = new Uint32Array(most);
  }

  get memoryBytes(): number {
    return this.fingerprints.byteLength + this.rows.byteLength;
  }

  /** One of the sample went or changed since all rows were offered. */
  get isStale(): boolean {
    return this.stale;
  }

  /** Begins anew: every row is offered next. */
  begin(): void {
    this.count = 0;
    this.stale = false;
  }

  offer(row: number, fingerprint: number): void {
    if (this.stale || !this.isWithin(fingerprint)) return;
    const { fingerprints, rows } = this;
    const at = this.placeOf(fingerprint);
    const end = Math.min(this.count, rows.length - 1);
    fingerprints.copyWithin(at + 1, at, end);
    rows.copyWithin(at + 1, at, end);
    fingerprints[at] = fingerprint;
    rows[at] = row;
    this.count = end + 1;
  }

  /** A row with this fingerprint goes, changes, or has another number from now on. */
  lose(fingerprint: number): void {
    this.stale ||= this.isWithin(fingerprint);
  }

  /** The chosen rows. */
  chosen(): Uint32Array {
    return this.rows.subarray(0, this.count);
  }

  /** Whether a row with this fingerprint is, or would be, one of the sample. */
  private isWithin(fingerprint: number): boolean {
    return this.count < this.rows.length || fingerprint <= (this.fingerprints[this.count - 1] ?? 0);
  }

  /** Behind all that are not greater. */
  private placeOf(fingerprint: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.fingerprints[middle] ?? 0) <= fingerprint) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, this.rows.length - 1);
  }
}
