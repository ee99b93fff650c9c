// Which rows are whose: documents by number, and of each a list of its rows by passage, without an object a row.
import { withRoom32 } from './buffers.ts';

export interface PassageRows {
  readonly documentOf: (row: number) => number;
  readonly passageOf: (row: number) => number;
}

/** Lists go from the last passage to the first, so that passages added in order are added at once. */
export class PassageLists {
  private readonly rows: PassageRows;
  private readonly numbers = new Map<string, number>();
  private readonly keys: string[] = [];
  /** Numbers of documents that are gone, to be given again. */
  private readonly free: number[] = [];
  /** By document: its first row, and by row the next one of the same document; each plus 1, 0 for none. */
  private first = new Uint32Array(0);
  private next = new Uint32Array(0);

  constructor(rows: PassageRows) {
    this.rows = rows;
  }

  /** What lists take, the keys themselves and their map left out. */
  get memoryBytes(): number {
    return this.first.byteLength + this.next.byteLength;
  }

  keyOf(document: number): string {
    return this.keys[document] ?? '';
  }

  /** A document's row with the last passage; -1 when there is none. */
  firstOf(key: string): number {
    const document = this.numbers.get(key);
    return document === undefined ? -1 : (this.first[document] ?? 0) - 1;
  }

  /** The row of the same document with the passage before; -1 when there is none. */
  nextOf(row: number): number {
    return (this.next[row] ?? 0) - 1;
  }

  /** The row of a passage; -1 when there is none. */
  rowOf(key: string, passage: number): number {
    const document = this.numbers.get(key);
    return document === undefined ? -1 : this.rowIn(document, passage);
  }

  rowIn(document: number, passage: number): number {
    const row = this.atOrBefore(document, passage);
    return row !== -1 && this.rows.passageOf(row) === passage ? row : -1;
  }

  /** The document's number; a new one for a key that has none. */
  numberOf(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.free.pop() ?? this.keys.length;
    this.keys[number] = key;
    this.numbers.set(key, number);
    this.first = withRoom32(this.first, number + 1);
    return number;
  }

  /** Enters a row, whose document and passage it has already. */
  enter(row: number): void {
    const document = this.rows.documentOf(row);
    this.next = withRoom32(this.next, row + 1);
    const after = this.atOrBefore(document, this.rows.passageOf(row));
    this.relink(document, after + 1, row + 1);
    this.next[row] = after + 1;
  }

  /** Takes a row out; a document without rows is forgotten. */
  leave(row: number): void {
    const document = this.rows.documentOf(row);
    this.relink(document, row + 1, this.next[row] ?? 0);
    if (this.first[document] !== 0) return;
    this.numbers.delete(this.keyOf(document));
    this.keys[document] = '';
    this.free.push(document);
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
