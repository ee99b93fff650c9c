// The index by words: documents of title, tags and passages, added, replaced and removed exactly; what words ask of.
import type { Facets } from '#domain/facets.ts';
import type { Span } from '#domain/passages.ts';
import { Handles } from './handles.ts';
import { languages, type Language } from './language.ts';
import { merging, type Merged } from './merge.ts';
import { mergePlan } from './mergePlan.ts';
import { Part, readPart } from './part.ts';
import { parseRegister, writeRegister } from './register.ts';
import { ScoreBoard } from './scoreBoard.ts';
import { Segment } from './segment.ts';
import { encoded } from './spelling.ts';
import { Tail, type WordsDocument } from './tail.ts';

/** A stored piece of the index; `bytes` null when it is there no more. */
export interface BlockChange {
  readonly id: number;
  readonly bytes: Uint8Array | null;
}

export interface StoredBlock {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface IndexedPassage extends Span {
  /** Whether its text is in a language that the embedding model knows. */
  readonly known: boolean;
}

/** A document as the index holds it: valid until the index changes. */
export interface Place {
  readonly part: Part;
  /** Its number in the part's segment. */
  readonly document: number;
}

/** So much waits in the tail before it is sealed without being asked for. */
const tailPassages = 2_000;
const tailDocuments = 1_000;
/** What merging does after each sealing or removal, in postings: some milliseconds, more after much was sealed. */
const leastWork = 20_000;
const workPerPassage = 640;
const registerId = 0;

/**
 * Law: after any sequence of adding, replacing, removing, storing and loading, every answer equals that of an index
 * built at once from the documents that are left.
 *
 *   tail ->seal-> segments ->merge-> larger segments
 *
 * A segment never changes; removing marks a document as gone, merging leaves it out. Documents have numbers, those of
 * the first part first; they hold until the index changes. What is kept beside the index is kept by handle: a document
 * keeps its handle until it is removed, also when it is replaced.
 */
export class WordsIndex {
  private tail = new Tail();
  private list: Part[] = [];
  private nextId = 1;
  private readonly changed = new Set<number>();
  /** What merging is behind, in postings. */
  private owed = 0;
  private merge: { readonly parts: readonly Part[]; readonly steps: Generator<number, Merged> } | null = null;
  private readonly board = new ScoreBoard();
  private readonly handles = new Handles();

  get size(): number {
    return this.list.reduce((sum, { documents }) => sum + documents, this.tail.size);
  }

  get passageCount(): number {
    return this.list.reduce((sum, { passages }) => sum + passages, this.tail.passages);
  }

  /** How many numbers there are for documents, those that were removed among them. */
  get numbers(): number {
    const last = this.parts.at(-1);
    return last ? last.base + last.segment.documentCount : 0;
  }

  get meanDocumentLength(): number {
    return this.parts.reduce((sum, { documentWords }) => sum + documentWords, 0) / this.size;
  }

  get meanPassageLength(): number {
    return this.parts.reduce((sum, { passageWords }) => sum + passageWords, 0) / this.passageCount;
  }

  /** Everything that is to be found: the tail is sealed first. */
  get parts(): readonly Part[] {
    this.seal();
    return this.list;
  }

  /** The bytes of all segments, which is nearly all that the index takes. */
  get bytes(): number {
    return this.parts.reduce((sum, { segment }) => sum + segment.bytes.length, 0);
  }

  /** The languages that documents are in; English always. */
  get languages(): readonly Language[] {
    return languages.filter(
      (language, at) => language === 'en' || this.parts.some(({ byLanguage }) => (byLanguage[at] ?? 0) > 0),
    );
  }

  has(key: string): boolean {
    return this.tail.has(key) || this.stored(key) !== null;
  }

  /** The stamp of a document, null when there is none. */
  stampOf(key: string): number | null {
    const waiting = this.tail.recordOf(key);
    if (waiting) return waiting.stamp;
    const place = this.stored(key);
    return place ? (place.part.segment.stamps[place.document] ?? 0) : null;
  }

  /** Whether there is such a passage, in a language that the embedding model knows. */
  knows(key: string, passage: number): boolean {
    const waiting = this.tail.recordOf(key);
    if (waiting) return waiting.passages[passage]?.known === true;
    const place = this.stored(key);
    if (!place) return false;
    const { segment } = place.part;
    const [first, end] = segment.passagesOf(place.document);
    return first + passage < end && segment.knows(first + passage);
  }

  /** Adds a document, in place of the one with the same key if there is one; its handle. */
  add(document: WordsDocument): number {
    const known = this.handleFor(document.key);
    const handle = known < 0 ? this.handles.take() : known;
    if (known >= 0) this.removeStored(document.key);
    this.tail.add(document, handle);
    if (this.tail.passages >= tailPassages || this.tail.size >= tailDocuments) {
      this.seal();
      this.workOff();
    }
    return handle;
  }

  /** True when there was such a document. What is kept by its handle must be gone before: another document gets it. */
  remove(key: string): boolean {
    const handle = this.handleFor(key);
    if (handle < 0) return false;
    if (!this.tail.remove(key)) {
      this.removeStored(key);
      this.work(leastWork);
    }
    this.handles.giveBack(handle);
    return true;
  }

  /** The document's number; -1 when there is none. */
  numberOf(key: string): number {
    this.seal();
    const place = this.stored(key);
    return place ? place.part.base + place.document : -1;
  }

  /** The document's handle; -1 when there is none. */
  handleFor(key: string): number {
    const waiting = this.tail.handleFor(key);
    if (waiting >= 0) return waiting;
    const place = this.stored(key);
    return place ? (place.part.handles[place.document] ?? -1) : -1;
  }

  handleOf(number: number): number {
    const { part, document } = this.placeOf(number);
    return part.handles[document] ?? -1;
  }

  /** The number of a handle's document; -1 when there is none. */
  numberFor(handle: number): number {
    return this.handles.numberOf(handle, this.parts);
  }

  placeOf(number: number): Place {
    let found = this.list[0];
    for (const part of this.list) if (part.base <= number) found = part;
    if (!found) throw new RangeError('there is no document');
    return { part: found, document: number - found.base };
  }

  /** False for a number whose document was removed. */
  isThere(number: number): boolean {
    const { part, document } = this.placeOf(number);
    return part.has(document);
  }

  keyOf(number: number): string {
    const { part, document } = this.placeOf(number);
    return part.segment.keyOf(document);
  }

  /** The numbers of all documents that are there. */
  *documents(): Generator<number> {
    for (const part of this.parts)
      for (let at = 0; at < part.removed.length; at += 1) if (part.has(at)) yield part.base + at;
  }

  /** The passages of a document, in order; none where there is no such document. */
  passagesOf(key: string): readonly IndexedPassage[] {
    const waiting = this.tail.recordOf(key);
    if (waiting) return waiting.passages;
    const place = this.stored(key);
    if (!place) return [];
    const { segment } = place.part;
    const [first, end] = segment.passagesOf(place.document);
    return Array.from({ length: end - first }, (_, at) => ({
      ...segment.spanOf(first + at),
      known: segment.knows(first + at),
    }));
  }

  /** Documents with more passages that the model knows than are counted for them. */
  *unembedded(countOf: (handle: number) => number): Generator<string> {
    for (const document of this.documents()) {
      const { part, document: local } = this.placeOf(document);
      const { segment } = part;
      let open = -countOf(part.handles[local] ?? -1);
      const [first, end] = segment.passagesOf(local);
      for (let at = first; at < end; at += 1) if (segment.knows(at)) open += 1;
      if (open > 0) yield segment.keyOf(local);
    }
  }

  *keys(): Generator<string> {
    for (const document of this.documents()) yield this.keyOf(document);
  }

  /** The facets of every document. */
  *facets(): Generator<Facets> {
    for (const document of this.documents()) {
      const place = this.placeOf(document);
      yield place.part.segment.facetsOf(place.document);
    }
  }

  /** Below 0 when the key of the first comes before that of the second. */
  compareKeys(one: number, other: number): number {
    const [first, second] = [this.placeOf(one), this.placeOf(other)];
    return first.part.segment.compareKey(first.document, second.part.segment, second.document);
  }

  /** Cleared for one score for each number. Lent to one user at a time, to spare the making. */
  lendBoard(): ScoreBoard {
    this.board.clear(this.numbers);
    return this.board;
  }

  /** The stored pieces that changed since this was last asked. They belong together: all are stored, or none. */
  takeChanges(): readonly BlockChange[] {
    this.seal();
    this.workOff();
    if (this.changed.size === 0) return [];
    const ids = [...this.changed].sort((one, other) => one - other);
    this.changed.clear();
    return ids.map((id) => ({ id, bytes: this.blockOf(id) }));
  }

  /** Names pieces as changed again, because storing them failed. */
  giveBack(ids: Iterable<number>): void {
    for (const id of ids) this.changed.add(id);
  }

  /** Takes over stored pieces, into an index that is empty; the numbers of those that are lost. */
  load(blocks: readonly StoredBlock[]): readonly number[] {
    if (blocks.length === 0) return [];
    const byId = new Map(blocks.map(({ id, bytes }) => [id, bytes]));
    const register = parseRegister(byId.get(registerId) ?? new Uint8Array());
    const wanted = register?.segments ?? [];
    const refused = register ? [] : [registerId];
    for (const { id, removed } of wanted) {
      const part = readPart(id, byId.get(id), removed);
      if (part) this.takeOver(part);
      else refused.push(id);
    }
    // What the register does not name is left over from a time that was not stored whole.
    const strays = [...byId.keys()].filter(
      (id) => id !== registerId && !wanted.some((each) => each.id === id),
    );
    if (!register) refused.push(...strays);
    this.nextId = Math.max(this.nextId, register?.nextId ?? 0, ...[...byId.keys()].map((id) => id + 1));
    for (const id of [...refused, ...strays]) this.touch(id);
    this.renumber();
    return refused.sort((one, other) => one - other);
  }

  private blockOf(id: number): Uint8Array | null {
    if (id !== registerId) return this.list.find((part) => part.id === id)?.segment.bytes ?? null;
    const segments = this.list.map((part) => ({ id: part.id, removed: part.removed }));
    return writeRegister({ nextId: this.nextId, segments });
  }

  private stored(key: string): Place | null {
    const name = encoded(key);
    for (const part of this.list) {
      const document = part.segment.find(name);
      if (document >= 0 && part.has(document)) return { part, document };
    }
    return null;
  }

  /** Takes in a part that was stored: its documents get handles. */
  private takeOver(part: Part): void {
    for (let document = 0; document < part.handles.length; document += 1)
      if (part.has(document)) part.handles[document] = this.handles.take();
    this.list.push(part);
  }

  private removeStored(key: string): void {
    const place = this.stored(key);
    if (!place?.part.remove(place.document)) return;
    this.handles.leave(place.part.handles[place.document] ?? -1);
    this.changed.add(registerId);
  }

  private seal(): void {
    const sealed = this.tail.sealed();
    if (sealed === null) return;
    const part = new Part(this.nextId++, new Segment(sealed.bytes, true));
    part.handles.set(sealed.handles);
    this.tail = new Tail();
    part.base = this.numbers;
    this.list.push(part);
    this.handles.enter(part);
    this.touch(part.id);
    // A question seals what came before it, and does not wait for merging.
    this.owed += Math.max(leastWork, part.passages * workPerPassage);
  }

  private workOff(): void {
    const { owed } = this;
    this.owed = 0;
    this.work(owed);
  }

  /** Merges for a while. */
  private work(postings: number): void {
    for (let left = postings; left > 0;) {
      if (this.merge === null) {
        const parts = mergePlan(this.list);
        if (parts === null) return;
        this.merge = { parts, steps: merging(parts) };
      }
      const step = this.merge.steps.next();
      if (step.done === true) this.replace(this.merge.parts, step.value);
      else left -= step.value;
    }
  }

  /** Puts what was merged in the place of what it was merged from, without what was removed meanwhile. */
  private replace(parts: readonly Part[], { segment, numbers }: Merged): void {
    this.merge = null;
    this.list = this.list.filter((part) => !parts.includes(part));
    for (const { id } of parts) this.touch(id);
    if (segment) {
      const merged = new Part(this.nextId++, segment);
      parts.forEach((part, at) => {
        numbers[at]?.forEach((number, document) => {
          if (number < 0) return;
          if (part.has(document)) merged.handles[number] = part.handles[document] ?? 0;
          else merged.remove(number);
        });
      });
      this.list.push(merged);
      this.touch(merged.id);
    }
    this.renumber();
  }

  private renumber(): void {
    let base = 0;
    for (const part of this.list) {
      part.base = base;
      base += part.segment.documentCount;
    }
    this.handles.forget();
  }

  private touch(id: number): void {
    this.changed.add(id);
    this.changed.add(registerId);
  }
}
