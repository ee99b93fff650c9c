// The index by meaning: one vector a passage, found by an exact scan of int8 codes and scored again in float.
import { Best } from './best.ts';
import { withRoomFloat, withRoomI8 } from './buffers.ts';
import { dimensions, encode, partsOf } from './vectorCode.ts';

export interface VectorHit {
  readonly key: string;
  readonly passage: number;
  /** The cosine, for vectors of length 1. */
  readonly cosine: number;
}

interface Owner {
  readonly key: string;
  readonly passage: number;
  /** Settles equal cosines. */
  readonly name: string;
}

/** So many more than asked for are scored again, since the scan's order is only nearly right. */
const spare = 20;

/** Law: after any sequence of setting and removing, answers equal those of an index of what is left. */
export class VectorIndex {
  /** Rows without gaps: a removed one is filled by the last. */
  private owners: Owner[] = [];
  private rows = new Map<string, Map<number, number>>();
  private codes = new Int8Array(0);
  private residuals = new Int8Array(0);
  /** Two a row: the scale of codes and of residuals. */
  private scales = new Float32Array(0);

  get size(): number {
    return this.owners.length;
  }

  has(key: string, passage: number): boolean {
    return this.rows.get(key)?.has(passage) ?? false;
  }

  /** Sets the vector of a passage, given as packVector packs it; a second one replaces the first. */
  set(key: string, passage: number, packed: Uint8Array): void {
    const parts = partsOf(packed);
    const row = this.rows.get(key)?.get(passage) ?? this.newRow(key, passage);
    this.codes.set(parts.codes, row * dimensions);
    this.residuals.set(parts.residuals, row * dimensions);
    this.scales[2 * row] = parts.scale;
    this.scales[2 * row + 1] = parts.residualScale;
  }

  /** Removes the vectors of all passages of a document. */
  remove(key: string): void {
    for (const passage of [...(this.rows.get(key)?.keys() ?? [])]) this.removePassage(key, passage);
  }

  removePassage(key: string, passage: number): void {
    const ofKey = this.rows.get(key);
    const row = ofKey?.get(passage);
    if (!ofKey || row === undefined) return;
    ofKey.delete(passage);
    if (ofKey.size === 0) this.rows.delete(key);
    const owner = this.owners.pop();
    const last = this.owners.length;
    if (!owner || row === last) return;
    this.owners[row] = owner;
    this.rows.get(owner.key)?.set(owner.passage, row);
    this.codes.copyWithin(row * dimensions, last * dimensions, (last + 1) * dimensions);
    this.residuals.copyWithin(row * dimensions, last * dimensions, (last + 1) * dimensions);
    this.scales.copyWithin(2 * row, 2 * last, 2 * last + 2);
  }

  /** The passages nearest in meaning among those accepted, best first. The query has length 1. */
  nearest(
    query: Float32Array,
    limit: number,
    accepts: (key: string, passage: number) => boolean = () => true,
  ): readonly VectorHit[] {
    const codes = new Int8Array(dimensions);
    if (encode(query, codes) === 0) return [];
    const scanned = new Best<{ readonly score: number; readonly name: string; readonly row: number }>(
      limit + spare,
    );
    for (let row = 0; row < this.owners.length; row += 1) {
      const score = this.dot(codes, row) * (this.scales[2 * row] ?? 0);
      if (score < scanned.bar) continue;
      const owner = this.owners[row];
      if (owner && accepts(owner.key, owner.passage)) scanned.offer({ score, name: owner.name, row });
    }
    const exact = new Best<{ readonly score: number; readonly name: string; readonly row: number }>(limit);
    for (const { name, row } of scanned.sorted()) exact.offer({ score: this.exactly(query, row), name, row });
    return exact.sorted().flatMap(({ score, row }) => {
      const owner = this.owners[row];
      return owner ? [{ key: owner.key, passage: owner.passage, cosine: score }] : [];
    });
  }

  /** How near each of a document's passages is, those without a vector left out, in order. */
  nearnessOf(key: string, query: Float32Array): readonly VectorHit[] {
    const rows = [...(this.rows.get(key) ?? [])].sort(([one], [other]) => one - other);
    return rows.map(([passage, row]) => ({ key, passage, cosine: this.exactly(query, row) }));
  }

  private newRow(key: string, passage: number): number {
    const row = this.owners.length;
    this.owners.push({ key, passage, name: `${key} ${String(passage).padStart(6, '0')}` });
    const ofKey = this.rows.get(key) ?? new Map<number, number>();
    this.rows.set(key, ofKey.set(passage, row));
    this.codes = withRoomI8(this.codes, (row + 1) * dimensions);
    this.residuals = withRoomI8(this.residuals, (row + 1) * dimensions);
    this.scales = withRoomFloat(this.scales, 2 * (row + 1));
    return row;
  }

  private dot(query: Int8Array, row: number): number {
    const { codes } = this;
    let sum = 0;
    let more = 0;
    for (let at = 0, from = row * dimensions; at < dimensions; at += 4, from += 4) {
      sum += (codes[from] ?? 0) * (query[at] ?? 0) + (codes[from + 1] ?? 0) * (query[at + 1] ?? 0);
      more += (codes[from + 2] ?? 0) * (query[at + 2] ?? 0) + (codes[from + 3] ?? 0) * (query[at + 3] ?? 0);
    }
    return sum + more;
  }

  private exactly(query: Float32Array, row: number): number {
    const { codes, residuals } = this;
    let coarse = 0;
    let fine = 0;
    for (let at = 0, from = row * dimensions; at < dimensions; at += 1, from += 1) {
      const value = query[at] ?? 0;
      coarse += value * (codes[from] ?? 0);
      fine += value * (residuals[from] ?? 0);
    }
    return coarse * (this.scales[2 * row] ?? 0) + fine * (this.scales[2 * row + 1] ?? 0);
  }
}
