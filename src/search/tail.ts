// The tail: documents that came since the last segment was sealed, taken apart into terms and waiting to be packed.
import { noFacets, type Facets } from '#domain/facets.ts';
import type { NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import { printOf, type Print } from '#domain/print.ts';
import { writeFacets } from './facets.ts';
import { languageOf, type Language } from './language.ts';
import { NumberList } from './lists.ts';
import { modelKnows } from './script.ts';
import { firstPassagePlace, tagsPlace, titlePlace } from './places.ts';
import { SegmentWriter, type DocumentRecord, type PassageRecord } from './segmentWriter.ts';
import { compareBytes, encoded } from './spelling.ts';
import { visitTerms } from './terms.ts';

/** A span of a document's text. */
export interface CutPassage extends Span {
  /** SHA-256, in hex, of the text that is embedded for it; by it its vector is found again after `load`. */
  readonly hash?: string;
}

export interface WordsDocument {
  readonly key: string;
  readonly kind: NounKind;
  readonly title: string;
  readonly text: string;
  readonly passages: readonly CutPassage[];
  /** What can be asked of it besides its words; its tags are words too. Nothing when missing. */
  readonly facets?: Facets;
  /** Whatever tells versions of the document apart, from 0 to 2^32 - 1: `stampOf` gives it back. 0 when missing. */
  readonly stamp?: number;
}

/** How often a word in a title or tag counts; titles as any other text, see 0003. */
export const titleWeight = 1;
export const tagWeight = 2;

const noPrint: Print = { high: 0, low: 0 };

/** Counts above this say no more. */
const highestCount = 255;

/** Tells the number of a document from that of a text. */
const stopMark = 2 ** 31;

interface Within {
  readonly language: Language;
  readonly document: number;
  readonly stopPlace: number;
}

export interface Sealed {
  /** Of a segment. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By document of the segment. */
  readonly handles: Uint32Array;
}

export class Tail {
  private readonly ids = new Map<string, number>();
  private readonly terms: string[] = [];
  private readonly records: (DocumentRecord | null)[] = [];
  private readonly handles = new NumberList();
  private readonly byKey = new Map<string, number>();
  /** A row for each term of each place: term, document, place, count; by document, then place. */
  private readonly rowTerms = new NumberList();
  private readonly rowDocuments = new NumberList();
  private readonly rowPlaces = new NumberList();
  private readonly rowCounts = new NumberList();
  /** By term: the last text (of stop words, document) that it was met in, and its row there. */
  private readonly metIn = new NumberList();
  private readonly metAt = new NumberList();
  private texts = 0;
  passages = 0;

  get size(): number {
    return this.byKey.size;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  keys(): Iterable<string> {
    return this.byKey.keys();
  }

  recordOf(key: string): DocumentRecord | null {
    return this.records[this.byKey.get(key) ?? -1] ?? null;
  }

  /** -1 when there is no such document. */
  handleFor(key: string): number {
    const document = this.byKey.get(key);
    return document === undefined ? -1 : this.handles.at(document);
  }

  add(
    { key, kind, title, text, passages, facets = noFacets, stamp = 0 }: WordsDocument,
    handle: number,
  ): void {
    this.remove(key);
    const document = this.records.length;
    const language = languageOf(`${title}\n${text.slice(0, 4_000)}`);
    const within = { language, document, stopPlace: passages.length > 0 ? firstPassagePlace : titlePlace };
    let length = titleWeight * this.take(title, within, titlePlace, titleWeight);
    length += tagWeight * this.take(facets.tags.join('\n'), within, tagsPlace, tagWeight);
    const records = passages.map(({ start, end, hash }, passage): PassageRecord => {
      const piece = text.slice(start, end);
      const words = this.take(piece, within, firstPassagePlace + passage, 1);
      length += words;
      const print = hash === undefined ? noPrint : printOf(hash);
      return { start, end, length: words, known: modelKnows(piece), print };
    });
    const written = JSON.stringify(writeFacets(facets));
    this.records.push({ key, kind, language, stamp, length, passages: records, facets: written });
    this.handles.push(handle);
    this.byKey.set(key, document);
    this.passages += passages.length;
  }

  /** True when there was such a document. */
  remove(key: string): boolean {
    const document = this.byKey.get(key);
    if (document === undefined) return false;
    this.passages -= this.records[document]?.passages.length ?? 0;
    this.records[document] = null;
    this.byKey.delete(key);
    return true;
  }

  /** All of it as a segment; null when nothing is left. */
  sealed(): Sealed | null {
    if (this.size === 0) return null;
    const writer = new SegmentWriter();
    const handles = new Uint32Array(this.size);
    const numbers = new Int32Array(this.records.length).fill(-1);
    let next = 0;
    this.records.forEach((record, document) => {
      if (record === null) return;
      writer.document(record);
      handles[next] = this.handles.at(document);
      numbers[document] = next++;
    });
    this.writeTerms(writer, numbers);
    return { bytes: writer.finish(), handles };
  }

  /**
   * Notes a text's terms; how many of them count for its length. Stop words are noted once a document, at the first
   * passage: there are many, and where they stand says nothing.
   */
  private take(
    text: string,
    { language, document, stopPlace }: Within,
    place: number,
    weight: number,
  ): number {
    if (text === '') return 0;
    this.texts += 1;
    let length = 0;
    visitTerms(text, language, (term, kind) => {
      if (kind === 'word' || kind === 'letter') length += 1;
      const id = this.idOf(term);
      const met = kind === 'stop' ? stopMark + document : this.texts;
      if (this.metIn.at(id) === met) {
        const row = this.metAt.at(id);
        this.rowCounts.set(row, Math.min(highestCount * weight, this.rowCounts.at(row) + weight));
        return;
      }
      this.metIn.set(id, met);
      this.metAt.set(id, this.rowTerms.length);
      this.rowTerms.push(id);
      this.rowDocuments.push(document);
      this.rowPlaces.push(kind === 'stop' ? stopPlace : place);
      this.rowCounts.push(weight);
    });
    return length;
  }

  private idOf(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    const id = this.terms.length;
    this.ids.set(term, id);
    this.terms.push(term);
    this.metIn.push(0);
    this.metAt.push(0);
    return id;
  }

  /** Rows by term keep their order, so that each term's documents come ascending. */
  private writeTerms(writer: SegmentWriter, numbers: Int32Array): void {
    const starts = new Uint32Array(this.terms.length + 1);
    const rows = this.rowTerms.length;
    for (let row = 0; row < rows; row += 1) {
      const after = this.rowTerms.at(row) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let term = 0; term < this.terms.length; term += 1)
      starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
    const next = starts.slice();
    const ordered = new Uint32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const term = this.rowTerms.at(row);
      const at = next[term] ?? 0;
      ordered[at] = row;
      next[term] = at + 1;
    }
    const spelled = this.terms.map((term, id) => ({ bytes: encoded(term), id }));
    spelled.sort(({ bytes: one }, { bytes: other }) =>
      compareBytes(one, 0, one.length, other, 0, other.length),
    );
    for (const { bytes, id } of spelled) {
      writer.beginTerm();
      this.writeRows(writer, numbers, ordered.subarray(starts[id] ?? 0, starts[id + 1] ?? 0));
      writer.endTerm(bytes);
    }
  }

  private writeRows(writer: SegmentWriter, numbers: Int32Array, rows: Uint32Array): void {
    const places = new Uint32Array(rows.length);
    const counts = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length;) {
      const document = this.rowDocuments.at(rows[at] ?? 0);
      let found = 0;
      for (; at < rows.length && this.rowDocuments.at(rows[at] ?? 0) === document; at += 1) {
        const row = rows[at] ?? 0;
        places[found] = this.rowPlaces.at(row);
        counts[found] = this.rowCounts.at(row);
        found += 1;
      }
      const number = numbers[document] ?? -1;
      if (number >= 0) writer.posting(number, { places, counts, placeCount: found });
    }
  }
}
