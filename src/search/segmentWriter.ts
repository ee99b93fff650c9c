// Writes a segment: first its documents, then its terms in order of spelling, each with its postings.
import { nounKinds, type NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Print } from '#domain/print.ts';
import { bitsOf } from './bits.ts';
import { mostCounted } from './dictionary.ts';
import { DictionaryWriter } from './dictionaryWriter.ts';
import { languages, type Language } from './language.ts';
import { NumberList, ByteList } from './lists.ts';
import { narrowed } from './numbers.ts';
import { offsetsOf } from './offsets.ts';
import { firstPassagePlace, PlaceWriter, type TermPlaces } from './places.ts';
import { packSections } from './sections.ts';
import { kindsPerLanguage, postingsPerBlock, segmentVersion } from './segment.ts';
import { SpanWriter } from './spans.ts';
import { encoded, hashOf } from './spelling.ts';

export interface DocumentRecord {
  readonly key: string;
  readonly kind: NounKind;
  readonly language: Language;
  /** Whatever the caller tells versions of a document apart by, from 0 to 2^32 - 1. */
  readonly stamp: number;
  /** How many terms it has, fields weighted. */
  readonly length: number;
  readonly passages: readonly PassageRecord[];
  /** Its facets as text; equal ones are kept once. */
  readonly facets: string;
}

export interface PassageRecord extends Span {
  readonly length: number;
  /** Whether meaning has a say for it: its text is in a language the model knows. */
  readonly known: boolean;
  /** Of the text that is embedded for it. */
  readonly print: Print;
}

const longestPassage = 65_535;

export class SegmentWriter {
  private readonly keys = new ByteList();
  private readonly keyLengths = new NumberList();
  private readonly keyHashes = new NumberList();
  private readonly passageCounts = new NumberList();
  private readonly lengths = new NumberList();
  private readonly stamps = new NumberList();
  private readonly sorts = new NumberList();
  private readonly facetRows = new Map<string, number>();
  private readonly facets = new NumberList();
  private readonly spans = new SpanWriter();
  private readonly prints = new NumberList();
  private readonly passageLengths = new NumberList();
  private readonly unknown = new NumberList();
  private readonly dictionary = new DictionaryWriter();
  private readonly postings = new ByteList();
  private readonly blockDocuments = new NumberList();
  private readonly blockStarts = new NumberList();
  private readonly blockPlaces = new NumberList();
  /** Of the term being written: its two parts, how many hold it, and the document before. */
  private readonly main = new ByteList();
  private readonly places = new PlaceWriter();
  private documents = 0;
  private passages = 0;
  private before = -1;
  private firstBlock = 0;

  document({ key, kind, language, stamp, length, passages, facets }: DocumentRecord): void {
    const name = encoded(key);
    this.keyLengths.push(name.length);
    this.keyHashes.push(hashOf(name));
    this.keys.append(name);
    this.passageCounts.push(passages.length);
    this.lengths.push(length);
    this.stamps.push(stamp);
    const row = this.facetRows.get(facets) ?? this.facetRows.size;
    this.facetRows.set(facets, row);
    this.facets.push(row);
    this.sorts.push(nounKinds.indexOf(kind) + kindsPerLanguage * languages.indexOf(language));
    for (const passage of passages) {
      this.spans.add(passage);
      this.prints.push(passage.print.high);
      this.prints.push(passage.print.low);
      this.passageLengths.push(Math.min(passage.length, longestPassage));
      this.unknown.push(passage.known ? 0 : 1);
    }
  }

  /** Spellings must come in the order of their bytes. */
  beginTerm(): void {
    this.main.clear();
    this.places.clear();
    this.documents = 0;
    this.passages = 0;
    this.before = -1;
    this.firstBlock = this.blockDocuments.length;
  }

  /** Documents must come in ascending order, their places too. */
  posting(document: number, { places, counts, placeCount }: TermPlaces): void {
    if (this.documents % postingsPerBlock === 0) {
      this.places.align();
      this.blockDocuments.push(this.before + 1);
      this.blockStarts.push(this.main.length);
      this.blockPlaces.push(this.places.length);
    }
    let count = 0;
    for (let at = 0; at < placeCount; at += 1) {
      count += counts[at] ?? 0;
      if ((places[at] ?? 0) >= firstPassagePlace) this.passages += 1;
    }
    this.main.number((document - this.before) * 2 + (count === 1 ? 0 : 1));
    if (count !== 1) this.main.number(count);
    this.places.write(places, counts, placeCount, count);
    this.before = document;
    this.documents += 1;
  }

  /** A term that no document holds is left out. */
  endTerm(spelling: Uint8Array): void {
    if (this.documents <= postingsPerBlock) this.dropBlocks();
    if (this.documents === 0) return;
    const start = this.postings.length;
    if (this.documents > 1) {
      if (this.documents >= mostCounted) this.postings.number(this.documents);
      this.postings.number(this.passages);
      this.postings.number(this.main.length);
      if (this.documents > postingsPerBlock) this.postings.number(this.firstBlock);
    }
    const main = this.postings.length;
    for (let block = this.firstBlock; block < this.blockDocuments.length; block += 1) {
      this.blockStarts.add(block, main);
      this.blockPlaces.add(block, main + this.main.length);
    }
    this.postings.append(this.main.taken());
    this.postings.append(this.places.taken());
    this.dictionary.add(spelling, this.documents, start, this.postings.length - start);
  }

  finish(): Uint8Array<ArrayBuffer> {
    const slots = slotsOf(this.keyHashes.taken());
    const keys = offsetsOf(this.keyLengths.taken());
    const passages = offsetsOf(this.passageCounts.taken());
    const spans = this.spans.taken();
    const { counts, heads, entryStarts, postingStarts, entries } = this.dictionary.taken();
    return packSections([
      Uint32Array.of(segmentVersion, this.lengths.length, this.passageLengths.length, slots.length),
      ...[keys.anchors, keys.lengths],
      ...[passages.anchors, passages.lengths],
      narrowed(this.lengths.taken()),
      narrowed(this.stamps.taken()),
      narrowed(this.facets.taken()),
      narrowed(this.sorts.taken()),
      narrowed(slots),
      ...[spans.anchors, spans.bytes],
      this.prints.taken(),
      narrowed(this.passageLengths.taken()),
      this.unknown.taken().includes(1) ? bitsOf(this.unknown.taken()) : new Uint8Array(),
      ...[counts, heads, entryStarts, postingStarts, entries],
      this.blockDocuments.taken(),
      this.blockStarts.taken(),
      this.blockPlaces.taken(),
      encoded(JSON.stringify([...this.facetRows.keys()])),
      this.keys.taken(),
      this.postings.taken(),
    ]);
  }

  private dropBlocks(): void {
    for (const list of [this.blockDocuments, this.blockStarts, this.blockPlaces]) list.cut(this.firstBlock);
  }
}

/** A table that finds documents by the hashes of their keys: the document's number + 1, 0 where a slot is free. */
function slotsOf(hashes: Uint32Array): Uint32Array {
  const size = Math.ceil(hashes.length * 1.5) + 1;
  const slots = new Uint32Array(size);
  hashes.forEach((hash, document) => {
    let slot = hash % size;
    while (slots[slot] !== 0) slot = slot + 1 === size ? 0 : slot + 1;
    slots[slot] = document + 1;
  });
  return slots;
}
