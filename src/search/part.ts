// A part of the index: a segment, and which of its documents were removed since it was packed.
import { k1, lengthFactor } from './bm25.ts';
import { Cursor, runOf, type Factors, type Run } from './postings.ts';
import { languages } from './language.ts';
import { Segment } from './segment.ts';

export interface Counts {
  readonly documents: number;
  readonly passages: number;
}

export class Part {
  /** The number it is stored under. */
  readonly id: number;
  readonly segment: Segment;
  /** The number of its first document among those of all parts; set anew when parts come and go. */
  base = 0;
  /** By document: its handle; of no meaning where it was removed. */
  readonly handles: Uint32Array;
  /** What is left of it. */
  documents: number;
  passages: number;
  documentWords = 0;
  passageWords = 0;
  /** By language: how many documents are in it. */
  readonly byLanguage = new Uint32Array(languages.length);
  /** By document: 1 when it was removed. */
  readonly removed: Uint8Array;
  private removedList: Uint32Array | null = null;
  private worked: (Factors & { readonly mean: number }) | null = null;

  constructor(id: number, segment: Segment, removed?: Uint8Array) {
    this.id = id;
    this.segment = segment;
    this.handles = new Uint32Array(segment.documentCount);
    this.documents = segment.documentCount;
    this.passages = segment.passageCount;
    for (const length of segment.lengths) this.documentWords += length;
    for (const length of segment.passageLengths) this.passageWords += length;
    for (let at = 0; at < segment.documentCount; at += 1) this.count(segment.languagePlaceOf(at), 1);
    this.removed = new Uint8Array(segment.documentCount);
    removed?.forEach((gone, document) => {
      if (gone === 1) this.remove(document);
    });
  }

  has(document: number): boolean {
    return this.removed[document] === 0;
  }

  /** False when it was removed before. */
  remove(document: number): boolean {
    if (this.removed[document] !== 0) return false;
    const { segment } = this;
    this.removed[document] = 1;
    this.removedList = null;
    this.documents -= 1;
    this.count(segment.languagePlaceOf(document), -1);
    this.documentWords -= segment.lengths[document] ?? 0;
    const [first, end] = segment.passagesOf(document);
    for (let passage = first; passage < end; passage += 1) {
      this.passages -= 1;
      this.passageWords -= segment.passageLengths[passage] ?? 0;
    }
    return true;
  }

  /** How many of the documents that are left, and of their passages, hold a term. */
  countsOf(run: Run): Counts {
    const gone = this.goneDocuments();
    let { documents, passages } = run;
    if (gone.length === 0) return { documents, passages };
    const cursor = new Cursor(this.segment, run);
    // Where many were removed, reading on is as fast as looking for each of them.
    const seeks = gone.length * 16 < run.documents;
    for (const document of gone) {
      const more = seeks ? cursor.seek(this.segment, run, document) : advance(cursor, document);
      if (!more) break;
      if (cursor.document !== document) continue;
      cursor.readPlaces();
      documents -= 1;
      passages -= cursor.where.passages;
    }
    return { documents, passages };
  }

  /** The postings of the term spelled so; null when there is none. */
  find(spelling: Uint8Array): Run | null {
    const term = this.segment.dictionary.termOf(spelling);
    return term < 0 ? null : runOf(this.segment, term);
  }

  /** Length factors for a mean length; worked out again when that changes. */
  factorsFor(mean: number): Factors {
    if (this.worked?.mean === mean) return this.worked;
    const { lengths, documentCount } = this.segment;
    const factors = this.worked?.factors ?? new Float32Array(documentCount);
    const once = this.worked?.once ?? new Float32Array(documentCount);
    for (let document = 0; document < documentCount; document += 1) {
      const factor = lengthFactor(lengths[document] ?? 0, mean);
      factors[document] = factor;
      once[document] = (k1 + 1) / (1 + factor);
    }
    this.worked = { factors, once, mean };
    return this.worked;
  }

  private count(language: number, sign: 1 | -1): void {
    this.byLanguage[language] = (this.byLanguage[language] ?? 0) + sign;
  }

  private goneDocuments(): Uint32Array {
    if (this.removedList !== null) return this.removedList;
    const gone: number[] = [];
    this.removed.forEach((flag, document) => {
      if (flag === 1) gone.push(document);
    });
    this.removedList = Uint32Array.from(gone);
    return this.removedList;
  }
}

/** Null for a piece that is missing, damaged, of another version, or not the one that was registered. */
export function readPart(id: number, bytes: Uint8Array | undefined, removed: Uint8Array): Part | null {
  if (bytes === undefined) return null;
  try {
    const segment = new Segment(bytes);
    return segment.documentCount === removed.length ? new Part(id, segment, removed) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** To the first document that is not before this one. */
function advance(cursor: Cursor, document: number): boolean {
  while (cursor.document < document) if (!cursor.next()) return false;
  return true;
}
