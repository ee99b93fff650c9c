// A segment: some documents with all of their words, packed once and never changed; its bytes are its stored form.
import type { Facets } from '#domain/facets.ts';
import { nounKinds, type NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Print } from '#domain/print.ts';
import { parseFacets } from './facets.ts';
import { languages, type Language } from './language.ts';
import { SectionReader } from './sections.ts';
import { compareBytes, decoded, encoded, hashOf } from './spelling.ts';

/**
 * Postings of a term, in `postings` from `postingStarts[term]`, all numbers with seven bits a byte, low ones first:
 *
 *   documents holding it | passages holding it | bytes of the next part | first block, where there are several
 *   per document, ascending: distance from the one before * 2, plus 1 and the count behind it where that is not 1
 *   per document, in the same order: its places, see Cursor
 *
 * A place is where in its document a term stands: 0 the title, 1 the tags, 2 the first passage. Of every
 * `postingsPerBlock` documents the block table says how to begin reading there.
 */
export class Segment {
  readonly bytes: Uint8Array;
  readonly documentCount: number;
  readonly passageCount: number;
  readonly termCount: number;
  /** By document, one more than there are. */
  readonly firstPassages: Uint32Array;
  /** By document: how many terms it has, fields weighted. */
  readonly lengths: Uint32Array;
  readonly kinds: Uint8Array;
  readonly languages: Uint8Array;
  readonly stamps: Uint32Array;
  /** By passage. */
  readonly spanStarts: Uint32Array;
  readonly spanEnds: Uint32Array;
  /** Two numbers each: the print of the text that is embedded for it. */
  readonly prints: Uint32Array;
  readonly passageLengths: Uint16Array;
  readonly known: Uint8Array;
  /** By term, one more than there are: where its letters begin. */
  readonly spellingStarts: Uint32Array;
  readonly spellings: Uint8Array;
  readonly postingStarts: Uint32Array;
  readonly postings: Uint8Array;
  /** By block: the number after the document before it, and where its two parts begin. */
  readonly blockDocuments: Uint32Array;
  readonly blockStarts: Uint32Array;
  readonly blockPlaces: Uint32Array;
  private readonly keyStarts: Uint32Array;
  private readonly titleStarts: Uint32Array;
  private readonly keyBytes: Uint8Array;
  private readonly titleBytes: Uint8Array;
  private readonly keySlots: Uint32Array;
  private readonly facetRows: Uint32Array;
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
    const [written] = reader.numbers32();
    if (written !== segmentVersion) throw new RangeError('the segment is of another version');
    this.keyStarts = reader.numbers32();
    this.titleStarts = reader.numbers32();
    this.firstPassages = reader.numbers32();
    this.lengths = reader.numbers32();
    this.stamps = reader.numbers32();
    this.facetRows = reader.numbers32();
    this.keySlots = reader.numbers32();
    this.spanStarts = reader.numbers32();
    this.spanEnds = reader.numbers32();
    this.prints = reader.numbers32();
    this.spellingStarts = reader.numbers32();
    this.postingStarts = reader.numbers32();
    this.blockDocuments = reader.numbers32();
    this.blockStarts = reader.numbers32();
    this.blockPlaces = reader.numbers32();
    this.passageLengths = reader.numbers16();
    this.kinds = reader.bytes8();
    this.languages = reader.bytes8();
    this.known = reader.bytes8();
    this.facetBytes = reader.bytes8();
    this.keyBytes = reader.bytes8();
    this.titleBytes = reader.bytes8();
    this.spellings = reader.bytes8();
    this.postings = reader.bytes8();
    this.documentCount = this.lengths.length;
    this.passageCount = this.spanStarts.length;
    this.termCount = this.postingStarts.length;
  }

  keyOf(document: number): string {
    return decoded(this.keyBytes, this.keyStarts[document] ?? 0, this.keyStarts[document + 1] ?? 0);
  }

  titleOf(document: number): string {
    return decoded(this.titleBytes, this.titleStarts[document] ?? 0, this.titleStarts[document + 1] ?? 0);
  }

  kindOf(document: number): NounKind {
    const kind = nounKinds[this.kinds[document] ?? 0];
    if (kind === undefined) throw new RangeError('a document is of a kind that there is not');
    return kind;
  }

  languageOf(document: number): Language {
    return languages[this.languages[document] ?? 0] ?? 'en';
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
    return { start: this.spanStarts[passage] ?? 0, end: this.spanEnds[passage] ?? 0 };
  }

  printOf(passage: number): Print {
    return { high: this.prints[2 * passage] ?? 0, low: this.prints[2 * passage + 1] ?? 0 };
  }

  /** The document with this key, -1 when there is none. */
  find(key: Uint8Array): number {
    const mask = this.keySlots.length - 1;
    for (let slot = hashOf(key) & mask; ; slot = (slot + 1) & mask) {
      const document = (this.keySlots[slot] ?? 0) - 1;
      if (document < 0) return -1;
      const [start, end] = [this.keyStarts[document] ?? 0, this.keyStarts[document + 1] ?? 0];
      if (compareBytes(this.keyBytes, start, end, key, 0, key.length) === 0) return document;
    }
  }

  /** Below 0 when the document's key comes before that of one in another segment. */
  compareKey(document: number, other: Segment, otherDocument: number): number {
    const [start, end] = [this.keyStarts[document] ?? 0, this.keyStarts[document + 1] ?? 0];
    const otherStart = other.keyStarts[otherDocument] ?? 0;
    const otherEnd = other.keyStarts[otherDocument + 1] ?? 0;
    return compareBytes(this.keyBytes, start, end, other.keyBytes, otherStart, otherEnd);
  }

  spellingOf(term: number): string {
    return decoded(this.spellings, this.spellingStarts[term] ?? 0, this.spellingStarts[term + 1] ?? 0);
  }

  /** Below 0 when the term comes before that of another segment. */
  compareTerm(term: number, other: Segment, otherTerm: number): number {
    const [start, end] = [this.spellingStarts[term] ?? 0, this.spellingStarts[term + 1] ?? 0];
    const otherStart = other.spellingStarts[otherTerm] ?? 0;
    const otherEnd = other.spellingStarts[otherTerm + 1] ?? 0;
    return compareBytes(this.spellings, start, end, other.spellings, otherStart, otherEnd);
  }

  /** The term spelled so, -1 when there is none. */
  termOf(spelling: Uint8Array): number {
    const term = this.firstFrom(spelling);
    const [start, end] = [this.spellingStarts[term] ?? 0, this.spellingStarts[term + 1] ?? 0];
    const same = compareBytes(this.spellings, start, end, spelling, 0, spelling.length) === 0;
    return term < this.termCount && same ? term : -1;
  }

  /** The first term that is spelled so or comes after, from a place on; the number of terms when there is none. */
  firstFrom(spelling: Uint8Array, from = 0): number {
    let low = from;
    let high = this.termCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      const [start, end] = [this.spellingStarts[middle] ?? 0, this.spellingStarts[middle + 1] ?? 0];
      if (compareBytes(this.spellings, start, end, spelling, 0, spelling.length) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The terms that begin so, from the first up to the second. */
  withPrefix(prefix: string): readonly [from: number, to: number] {
    const bytes = encoded(prefix);
    const from = this.firstFrom(bytes);
    // No UTF-8 has this byte: it comes after everything that begins with the prefix.
    return [from, this.firstFrom(Uint8Array.of(...bytes, 255), from)];
  }
}

function textsIn(list: string): readonly string[] {
  const texts: unknown = JSON.parse(list);
  const isList = Array.isArray(texts) && texts.every((each): each is string => typeof each === 'string');
  if (!isList) throw new RangeError('facets are not a list of texts');
  return texts;
}

export const segmentVersion = 2;
export const postingsPerBlock = 128;
/** Where a term stands in so many places at most, a bit each says where. */
export const placesInMask = 14;
/** Places of the fields before the first passage. */
export const titlePlace = 0;
export const tagsPlace = 1;
export const firstPassagePlace = 2;
