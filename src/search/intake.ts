// Giving stored vectors back to the passages they were made for, by the print of their text.
import { PrintTable, type Print } from '#domain/print.ts';
import type { Part } from './part.ts';
import type { WordsIndex } from './wordsIndex.ts';

/** Holds until the index changes. */
export class Intake {
  private readonly index: WordsIndex;
  private readonly table: PrintTable;
  /** By waiting passage: the number of its document, its own in there, and the next one with the same text, plus 1. */
  private readonly documents: Uint32Array;
  private readonly passages: Uint32Array;
  private readonly next: Uint32Array;
  /** The key handed over last, and its part: most vectors follow one of the same document, nearly all one of the same part. */
  private last = { document: -1, key: '' };
  private part: Part | null = null;

  constructor(index: WordsIndex) {
    this.index = index;
    const most = index.passageCount;
    this.table = new PrintTable(most);
    this.documents = new Uint32Array(most);
    this.passages = new Uint32Array(most);
    this.next = new Uint32Array(most);
    let waiting = 0;
    for (const part of index.parts) {
      const { firstPassages, documentCount } = part.segment;
      for (let document = 0; document < documentCount; document += 1) {
        if (!part.has(document)) continue;
        const first = firstPassages[document] ?? 0;
        const end = firstPassages[document + 1] ?? 0;
        // From the last, so that the chain of equal texts begins with the first.
        for (let passage = end - 1; passage >= first; passage -= 1) {
          const print = part.segment.printOf(passage);
          if (!part.segment.knows(passage) || (print.high === 0 && print.low === 0)) continue;
          this.documents[waiting] = part.base + document;
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
  take(print: Print, give: (key: string, passage: number) => void): number {
    let taken = 0;
    for (let at = this.table.get(print); at >= 0; at = (this.next[at] ?? 0) - 1) {
      const document = this.documents[at] ?? 0;
      if (this.last.document !== document) this.last = { document, key: this.keyOf(document) };
      give(this.last.key, this.passages[at] ?? 0);
      taken += 1;
    }
    return taken;
  }

  private keyOf(document: number): string {
    const { part } = this;
    if (part === null || document < part.base || document >= part.base + part.segment.documentCount)
      this.part = this.index.placeOf(document).part;
    return this.part === null ? '' : this.part.segment.keyOf(document - this.part.base);
  }
}
