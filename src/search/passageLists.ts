// Which rows are whose: of each document a list of its rows by passage, without an object a row.
import { withRoom32 } from './buffers.ts';

export interface PassageRows {
  readonly documentOf: (row: number) => number;
  readonly passageOf: (row: number) => number;
}

/** Lists go from the last passage to the first, so that passages added in order are added at once. */
export class PassageLists {
  private readonly rows: PassageRows;
  /** By document: its first row, and by row the next one of the same document; each plus 1, 0 for none. */
  private first = new Uint32Array(0);
  private next = new Uint32Array(0);

  constructor(rows: PassageRows) {
    this.rows = rows;
  }

  get memoryBytes(): number {
    return this.first.byteLength + this.next.byteLength;
  }

  /** A document's row with the last passage; -1 when there is none. */
  firstOf(document: number): number {
    return (this.first[document] ?? 0) - 1;
  }

  /** The row of the same document with the passage before; -1 when there is none. */
  nextOf(row: number): number {
    return (this.next[row] ?? 0) - 1;
  }

  /** The row of a passage; -1 when there is none. */
  rowOf(document: number, passage: number): number {
    const row = this.atOrBefore(document, passage);
    return row !== -1 && this.rows.passageOf(row) === passage ? row : -1;
  }

  /** Makes room for so many rows in all, and for documents with numbers below this. */
  reserve(rows: number, documents: number): void {
    this.next = withRoom32(this.next, rows);
    this.first = withRoom32(this.first, documents);
  }

  /** Enters a row, whose document and passage it has already. */
  enter(row: number): void {
    const document = this.rows.documentOf(row);
    this.first = withRoom32(this.first, document + 1);
    this.next = withRoom32(this.next, row + 1);
    const after = this.atOrBefore(document, this.rows.passageOf(row));
    this.relink(document, after + 1, row + 1);
    this.next[row] = after + 1;
  }

  /** Takes a row out. */
  leave(row: number): void {
    this.relink(this.rows.documentOf(row), row + 1, this.next[row] ?? 0);
  }

  /** Says that a row, which still tells its document, has another number now. */
  renumber(row: number, to: number): void {
    this.relink(this.rows.documentOf(row), row + 1, to + 1);
    this.next[to] = this.next[row] ?? 0;
  }

  /** The first row of the list whose passage is not after the one given; -1 when there is none. */
  private atOrBefore(document: number, passage: number): number {
    let at = this.first[document] ?? 0;
    while (at !== 0 && this.rows.passageOf(at - 1) > passage) at = this.next[at - 1] ?? 0;
    return at - 1;
  }

  /** Makes what pointed to one row of a document point to another. */
  private relink(document: number, from: number, to: number): void {
    let at = this.first[document] ?? 0;
    if (at === from) {
      this.first[document] = to;
      return;
    }
    while (at !== 0 && this.next[at - 1] !== from) at = this.next[at - 1] ?? 0;
    if (at === 0) throw new Error(`row ${from - 1} is in no list of its document`);
    this.next[at - 1] = to;
  }
}
