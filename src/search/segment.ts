// A segment: some documents with all of their words, packed once and never changed; its bytes are its stored form.
import type { Facets } from '#domain/facets.ts';
import { nounKinds, type NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Print } from '#domain/print.ts';
import { bitAt } from './flags.ts';
import { Dictionary } from './dictionary.ts';
import { parseFacets } from './facets.ts';
import { languages, type Language } from './language.ts';
import type { Numbers } from './numbers.ts';
import { Offsets } from './offsets.ts';
import { PlaceReader } from './places.ts';
import { SectionReader } from './sections.ts';
import { Spans } from './spans.ts';
import { compareBytes, decoded, hashOf } from './spelling.ts';

/**
 * Postings of a term, from where the dictionary says: a row of bits, see BitWriter.
 *
 *   in gamma code: documents holding it, where the dictionary does not tell | passages holding it, + 1 |
 *   its first block + 1, where there are several
 *   per document, ascending, where few hold it: distance from the one before - 1 in Rice's code | the count in gamma code
 *   where many do, in sevens: distance * 2, plus 1 and the count behind it where that is not 1
 *   per document, in the same order: its places, see PlaceWriter
 *
 * Most terms are in one document alone: of those the first line is left out. What is in sevens begins with a byte of its
 * own, and so do both parts of every block.
 *
 * A place is where in its document a term stands: 0 the title, 1 the tags, 2 the first passage. Of every
 * `postingsPerBlock` documents the block table says how to begin reading there.
 */
export class Segment {
  readonly bytes: Uint8Array;
  readonly documentCount: number;
  readonly passageCount: number;
  readonly dictionary: Dictionary;
  /** By document: how many terms it has, fields weighted. */
  readonly lengths: Numbers;
  readonly stamps: Numbers;
  /** By passage, two numbers each: the print of the text that is embedded for it. */
  readonly prints: Uint32Array;
  readonly passageLengths: Numbers;
  readonly postings: Uint8Array;
  /** By block: the number after the document before it, and where its two parts begin. */
  readonly blockDocuments: Uint32Array;
  readonly blockStarts: Uint32Array;
  readonly blockPlaces: Uint32Array;
  /** Of the postings, lent for a moment to each who reads. */
  readonly reader: PlaceReader;
  private readonly spans: Spans;
  /** By passage, a bit each: 1 where the model does not know the language. None where it knows all. */
  private readonly unknown: Uint8Array;
  private readonly passageStarts: Offsets;
  /** By document: the place of its kind, and 16 times that of its language. */
  private readonly sorts: Numbers;
  private readonly keyStarts: Offsets;
  private readonly keyBytes: Uint8Array;
  private readonly keySlots: Numbers;
  private readonly slotCount: number;
  private readonly facetRows: Numbers;
  private readonly facetBytes: Uint8Array;
  /** Read when they are first asked for. */
  private facetTexts: readonly string[] | null = null;
  private readonly facetsRead: (Facets | undefined)[] = [];

  /**
   * Throws a RangeError where the bytes are not a whole segment of this version; `fresh` ones were packed just now and
   * need no second look.
   */
  constructor(bytes: Uint8Array, fresh = false) {
    this.bytes = bytes;
    const reader = new SectionReader(bytes, fresh);
    const [written, documents = 0, passages = 0, slots = 0] = reader.numbers32();
    if (written !== segmentVersion) throw new RangeError('the segment is of another version');
    this.documentCount = documents;
    this.passageCount = passages;
    this.slotCount = slots;
    this.keyStarts = new Offsets({ anchors: reader.numbers32(), lengths: reader.numbersOf(documents) });
    this.passageStarts = new Offsets({ anchors: reader.numbers32(), lengths: reader.numbersOf(documents) });
    this.lengths = reader.numbersOf(documents);
    this.stamps = reader.numbersOf(documents);
    this.facetRows = reader.numbersOf(documents);
    this.sorts = reader.numbersOf(documents);
    this.keySlots = reader.numbersOf(slots);
    this.spans = new Spans({ anchors: reader.numbers32(), bytes: reader.bytes8() });
    this.prints = reader.numbers32();
    this.passageLengths = reader.numbersOf(passages);
    this.unknown = reader.bytes8();
    this.dictionary = new Dictionary({
      counts: reader.bytes8(),
      heads: reader.numbers32(),
      entryStarts: reader.numbers32(),
      postingStarts: reader.numbers32(),
      entries: reader.bytes8(),
    });
    this.blockDocuments = reader.numbers32();
    this.blockStarts = reader.numbers32();
    this.blockPlaces = reader.numbers32();
    this.facetBytes = reader.bytes8();
    this.keyBytes = reader.bytes8();
    this.postings = reader.bytes8();
    this.reader = new PlaceReader(this.postings);
  }

  keyOf(document: number): string {
    return decoded(this.keyBytes, ...this.keyStarts.of(document));
  }

  kindOf(document: number): NounKind {
    const kind = nounKinds[(this.sorts[document] ?? 0) % kindsPerLanguage];
    if (kind === undefined) throw new RangeError('a document is of a kind that there is not');
    return kind;
  }

  languageOf(document: number): Language {
    return languages[this.languagePlaceOf(document)] ?? 'en';
  }

  /** The place of its language among `languages`. */
  languagePlaceOf(document: number): number {
    return Math.floor((this.sorts[document] ?? 0) / kindsPerLanguage);
  }

  /** Its passages: from the first up to the second. */
  passagesOf(document: number): readonly [first: number, end: number] {
    return this.passageStarts.of(document);
  }

  /** Equal facets of several documents are the same object. */
  facetsOf(document: number): Facets {
    const row = this.facetRows[document] ?? 0;
    return (this.facetsRead[row] ??= parseFacets(JSON.parse(this.facetTextOf(document))));
  }

  /** Facets as they are stored. */
  facetTextOf(document: number): string {
    this.facetTexts ??= textsIn(decoded(this.facetBytes, 0, this.facetBytes.length));
    return this.facetTexts[this.facetRows[document] ?? 0] ?? '';
  }

  /** The passage's place in the document's text. */
  spanOf(passage: number): Span {
    return this.spans.spanOf(passage);
  }

  /** Whether the passage's text is in a language that the embedding model knows. */
  knows(passage: number): boolean {
    return bitAt(this.unknown, passage) === 0;
  }

  printOf(passage: number): Print {
    return { high: this.prints[2 * passage] ?? 0, low: this.prints[2 * passage + 1] ?? 0 };
  }

  /** The document with this key, -1 when there is none. */
  find(key: Uint8Array): number {
    const count = this.slotCount;
    for (let slot = hashOf(key) % count; ; slot = slot + 1 === count ? 0 : slot + 1) {
      const document = (this.keySlots[slot] ?? 0) - 1;
      if (document < 0) return -1;
      const [start, end] = this.keyStarts.of(document);
      if (compareBytes(this.keyBytes, start, end, key, 0, key.length) === 0) return document;
    }
  }

  /** Below 0 when the document's key comes before that of one in another segment. */
  compareKey(document: number, other: Segment, otherDocument: number): number {
    const [start, end] = this.keyStarts.of(document);
    const [otherStart, otherEnd] = other.keyStarts.of(otherDocument);
    return compareBytes(this.keyBytes, start, end, other.keyBytes, otherStart, otherEnd);
  }
}

function textsIn(list: string): readonly string[] {
  const texts: unknown = JSON.parse(list);
  const isList = Array.isArray(texts) && texts.every((each): each is string => typeof each === 'string');
  if (!isList) throw new RangeError('facets are not a list of texts');
  return texts;
}

export const segmentVersion = 4;
export const postingsPerBlock = 128;
/** More than there are kinds. */
export const kindsPerLanguage = 16;
