// The index by words: documents of a title and passages, added, replaced and removed exactly, ranked by BM25.
import { withRoom32 } from './buffers.ts';
import { Dictionary } from './dictionary.ts';
import { Postings } from './postings.ts';
import { listTerms, TermLists, type TermList } from './termLists.ts';
import { parseWordsBlock, writeWordsBlock, type BlockDocument } from './wordsBlock.ts';

export interface WordsDocument {
  readonly key: string;
  readonly title: string;
  readonly passages: readonly string[];
}

/** A title's words count as any others: the figures in 0003 were measured so. */
export const titleWeight = 1;

/**
 * Law: after any sequence of adding, replacing and removing, every answer equals that of an index built at once
 * from the documents that are left. Documents have numbers (in order of arrival) and so have their texts: the title
 * first, then the passages, without a gap.
 *
 *   document   0          1       2
 *   texts      T p p p    T p     T p p
 *   number     0 1 2 3    4 5     6 7 8
 */
export class WordsIndex {
  readonly dictionary = new Dictionary();
  readonly postings = new Postings();
  private lists = new TermLists();
  private numbers = new Map<string, number>();
  /** By document: its key (null when removed), first text, bytes in the lists, length with the title weighted. */
  private keys: (string | null)[] = [];
  private firstTexts = new Uint32Array(16);
  private listStarts = new Uint32Array(16);
  private lengths = new Uint32Array(16);
  /** By text: its document and its length. */
  private documents = new Uint32Array(64);
  private textLengths = new Uint32Array(64);
  private textCount = 0;
  /** By term: how many documents, and how many passages, hold it. */
  private inDocuments = new Uint32Array(256);
  private inPassages = new Uint32Array(256);
  /** By term: the last counting that met it, so that a document counts once for a term in several of its texts. */
  private metIn = new Uint32Array(256);
  private countings = 0;
  private passages = 0;
  private documentWords = 0;
  private passageWords = 0;

  get size(): number {
    return this.numbers.size;
  }

  get passageCount(): number {
    return this.passages;
  }

  get documentCount(): number {
    return this.keys.length;
  }

  get meanDocumentLength(): number {
    return this.documentWords / this.numbers.size;
  }

  get meanPassageLength(): number {
    return this.passageWords / this.passages;
  }

  has(key: string): boolean {
    return this.numbers.has(key);
  }

  /** Adds a document, in place of the one with the same key if there is one. */
  add({ key, title, passages }: WordsDocument): void {
    const texts = [title, ...passages].map((text) => listTerms(text, this.dictionary));
    this.remove(key);
    this.admit(key, texts, true);
    if (this.postings.wantsPacking) this.pack();
  }

  /** True when there was such a document. */
  remove(key: string): boolean {
    const document = this.numbers.get(key);
    if (document === undefined) return false;
    this.count(document, -1);
    this.numbers.delete(key);
    this.keys[document] = null;
    return true;
  }

  numberOf(key: string): number | undefined {
    return this.numbers.get(key);
  }

  keyOf(document: number): string | null {
    return this.keys[document] ?? null;
  }

  firstTextOf(document: number): number {
    return this.firstTexts[document] ?? 0;
  }

  /** One past the document's last text. */
  endOfTexts(document: number): number {
    return document + 1 < this.keys.length ? this.firstTextOf(document + 1) : this.textCount;
  }

  documentOf(text: number): number {
    return this.documents[text] ?? 0;
  }

  lengthOf(document: number): number {
    return this.lengths[document] ?? 0;
  }

  textLengthOf(text: number): number {
    return this.textLengths[text] ?? 0;
  }

  documentsWith(term: number): number {
    return this.inDocuments[term] ?? 0;
  }

  passagesWith(term: number): number {
    return this.inPassages[term] ?? 0;
  }

  /**
   * These documents as one block that stands alone: it brings its own terms, so that blocks can be written, lost and
   * read independently. Unknown keys are left out. The caller keeps the checksum.
   */
  writeBlock(keys: Iterable<string>): Uint8Array {
    const documents: BlockDocument[] = [];
    for (const key of keys) {
      const document = this.numbers.get(key);
      if (document !== undefined) documents.push({ key, texts: this.listsOf(document) });
    }
    return writeWordsBlock(documents, this.dictionary);
  }

  /**
   * What a block holds, not added yet. Null for a block of another version; throws a RangeError or TypeError for one
   * that is not whole.
   */
  readBlock(block: Uint8Array): readonly BlockDocument[] | null {
    return parseWordsBlock(block, this.dictionary);
  }

  /** Adds documents read from blocks, all at once. */
  addRead(documents: Iterable<BlockDocument>): void {
    for (const { key, texts } of documents) {
      this.remove(key);
      this.admit(key, texts, false);
    }
    this.pack();
  }

  private listsOf(document: number): TermList[] {
    const texts: { length: number; ids: number[]; counts: number[] }[] = [];
    this.lists.visit(this.listStarts[document] ?? 0, {
      text: (_, length) => texts.push({ length, ids: [], counts: [] }),
      term: (id, count, index) => {
        texts[index]?.ids.push(id);
        texts[index]?.counts.push(count);
      },
    });
    return texts;
  }

  /** Gives a document its number and counts it; its postings too, unless everything is packed afterwards. */
  private admit(key: string, texts: readonly TermList[], withPostings: boolean): void {
    const document = this.keys.length;
    this.keys.push(key);
    this.numbers.set(key, document);
    this.listStarts = withRoom32(this.listStarts, document + 1);
    this.listStarts[document] = this.lists.end;
    this.lists.append(texts);
    this.place(document);
    this.count(document, 1);
    if (withPostings) this.eachPosting(document, (term, text, count) => this.postings.add(term, text, count));
  }

  /** Numbers the document's texts. */
  private place(document: number): void {
    this.firstTexts = withRoom32(this.firstTexts, document + 1);
    this.lengths = withRoom32(this.lengths, document + 1);
    this.firstTexts[document] = this.textCount;
    let sum = 0;
    this.lists.visit(this.listStarts[document] ?? 0, {
      text: (index, length) => {
        this.documents = withRoom32(this.documents, this.textCount + 1);
        this.textLengths = withRoom32(this.textLengths, this.textCount + 1);
        this.documents[this.textCount] = document;
        this.textLengths[this.textCount] = length;
        this.textCount += 1;
        sum += index === 0 ? titleWeight * length : length;
      },
      term: () => undefined,
    });
    this.lengths[document] = sum;
  }

  /** Adds a document to every figure, or takes it out again. */
  private count(document: number, sign: 1 | -1): void {
    this.inDocuments = withRoom32(this.inDocuments, this.dictionary.size);
    this.inPassages = withRoom32(this.inPassages, this.dictionary.size);
    this.metIn = withRoom32(this.metIn, this.dictionary.size);
    this.countings += 1;
    this.lists.visit(this.listStarts[document] ?? 0, {
      text: (index, length) => {
        if (index === 0) return;
        this.passages += sign;
        this.passageWords += sign * length;
      },
      term: (id, _, index) => {
        if (index > 0) this.inPassages[id] = (this.inPassages[id] ?? 0) + sign;
        if (this.metIn[id] !== this.countings) this.inDocuments[id] = (this.inDocuments[id] ?? 0) + sign;
        this.metIn[id] = this.countings;
      },
    });
    this.documentWords += sign * this.lengthOf(document);
  }

  private eachPosting(document: number, visit: (term: number, text: number, count: number) => void): void {
    const first = this.firstTextOf(document);
    this.lists.visit(this.listStarts[document] ?? 0, {
      text: () => undefined,
      term: (id, count, index) => {
        visit(id, first + index, count);
      },
    });
  }

  /** Renumbers what is left without gaps and packs all postings. */
  private pack(): void {
    const kept = [...this.numbers].sort(([, one], [, other]) => one - other);
    const { lists, listStarts, keys } = this;
    const ends = (document: number) =>
      document + 1 < keys.length ? (listStarts[document + 1] ?? 0) : lists.end;
    this.lists = new TermLists();
    this.listStarts = new Uint32Array(Math.max(16, kept.length));
    this.keys = [];
    this.numbers = new Map();
    this.textCount = 0;
    kept.forEach(([key, old], document) => {
      this.keys.push(key);
      this.numbers.set(key, document);
      this.listStarts[document] = this.lists.end;
      this.lists.appendFrom(lists, listStarts[old] ?? 0, ends(old));
      this.place(document);
    });
    this.postings.pack(this.dictionary.size, (visit) => {
      for (let document = 0; document < kept.length; document += 1) this.eachPosting(document, visit);
    });
  }
}
