// Giving stored vectors back to the passages they were made for, by the print of their text.
import { PrintTable, type Print } from '#domain/print.ts';
import type { WordsIndex } from './wordsIndex.ts';

/** Holds until the index changes. */
export class Intake {
  private readonly table: PrintTable;
  /** By waiting passage: its document's handle, its own number in there, and the next one with the same text, plus 1. */
  private readonly handles: Uint32Array;
  private readonly passages: Uint32Array;
  private readonly next: Uint32Array;

  constructor(index: WordsIndex) {
    const most = index.passageCount;
    this.table = new PrintTable(most);
    this.handles = new Uint32Array(most);
    this.passages = new Uint32Array(most);
    this.next = new Uint32Array(most);
    let waiting = 0;
    for (const part of index.parts) {
      for (let document = 0; document < part.segment.documentCount; document += 1) {
        if (!part.has(document)) continue;
        const [first, end] = part.segment.passagesOf(document);
        // From the last, so that the chain of equal texts begins with the first.
        for (let passage = end - 1; passage >= first; passage -= 1) {
          const print = part.segment.printOf(passage);
          if (!part.segment.knows(passage) || (print.high === 0 && print.low === 0)) continue;
          this.handles[waiting] = part.handles[document] ?? 0;
          this.passages[waiting] = passage - first;
          this.next[waiting] = this.table.get(print) + 1;
          this.table.set(print, waiting);
          waiting += 1;
        }
      }
    }
  }

  /** Whether any passage has this text. */
  has(print: Print): boolean {
    return this.table.get(print) >= 0;
  }

  /** Hands over every passage whose text has this print; how many there are. */
  take(print: Print, give: (handle: number, passage: number) => void): number {
    let taken = 0;
    for (let at = this.table.get(print); at >= 0; at = (this.next[at] ?? 0) - 1) {
      give(this.handles[at] ?? 0, this.passages[at] ?? 0);
      taken += 1;
    }
    return taken;
  }
}
