// Writes a segment: first its documents, then its terms in order of spelling, each with its postings.
import { nounKinds, type NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import type { Print } from '#domain/print.ts';
import { BitWriter } from './bits.ts';
import { mostCounted } from './dictionary.ts';
import { DictionaryWriter } from './dictionaryWriter.ts';
import { bitsOf } from './flags.ts';
import { languages, type Language } from './language.ts';
import { NumberList, ByteList } from './lists.ts';
import { narrowed } from './numbers.ts';
import { offsetsOf } from './offsets.ts';
import { firstPassagePlace, PlaceWriter, type TermPlaces } from './places.ts';
import { dense, lowBitsOf } from './postings.ts';
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
  /** Of the term being written: who holds it, how often, where; and the bytes at which places of a block begin. */
  private readonly holders = new NumberList();
  private readonly counts = new NumberList();
  private readonly places = new PlaceWriter();
  private readonly placeStarts = new NumberList();
  private readonly run = new BitWriter();
  private passages = 0;

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
    for (const list of [this.holders, this.counts, this.placeStarts]) list.cut(0);
    this.places.clear();
    this.run.clear();
    this.passages = 0;
  }

  /** Documents must come in ascending order, their places too. */
  posting(document: number, { places, counts, placeCount }: TermPlaces): void {
    if (this.holders.length % postingsPerBlock === 0) this.placeStarts.push(this.places.length);
    let count = 0;
    for (let at = 0; at < placeCount; at += 1) {
      count += counts[at] ?? 0;
      if ((places[at] ?? 0) >= firstPassagePlace) this.passages += 1;
    }
    this.holders.push(document);
    this.counts.push(count);
    this.places.write(places, counts, placeCount, count);
    if (this.holders.length % postingsPerBlock === 0) this.places.align();
  }

  /** A term that no document holds is left out. All documents of the segment must have come. */
  endTerm(spelling: Uint8Array): void {
    const documents = this.holders.length;
    if (documents === 0) return;
    const { run } = this;
    const start = this.postings.length;
    const lowBits = lowBitsOf(this.lengths.length, documents);
    const hasBlocks = documents > postingsPerBlock;
    if (documents >= mostCounted) run.gamma(documents);
    if (documents > 1) run.gamma(this.passages + 1);
    if (hasBlocks) run.gamma(this.blockDocuments.length + 1);
    if (hasBlocks || lowBits === dense) run.align();
    let before = -1;
    for (let at = 0; at < documents; at += 1) {
      const document = this.holders.at(at);
      if (hasBlocks && at % postingsPerBlock === 0) {
        this.blockDocuments.push(before + 1);
        this.blockStarts.push(start + run.length);
      }
      this.writeHolder(document - before, this.counts.at(at), lowBits);
      if (at % postingsPerBlock === postingsPerBlock - 1) run.align();
      before = document;
    }
    if (hasBlocks) {
      run.align();
      for (const placeStart of this.placeStarts.taken())
        this.blockPlaces.push(start + run.length + placeStart);
    }
    run.append(this.places);
    this.postings.append(run.taken());
    this.dictionary.add(spelling, documents, start, run.length);
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

  private writeHolder(distance: number, count: number, lowBits: number): void {
    if (lowBits === dense) {
      this.run.sevens(distance * 2 + (count === 1 ? 0 : 1));
      if (count !== 1) this.run.sevens(count);
    } else {
      this.run.rice(distance - 1, lowBits);
      this.run.gamma(count);
    }
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
