// The catalogue: what search knows of each document besides its words and vectors, and the block it is stored in.
import type { Facets } from '#domain/facets.ts';
import { nounKinds, type NounKind } from '#domain/id.ts';
import type { Span } from '#domain/passages.ts';
import { parseFacets, writeFacets } from './facets.ts';

export interface Entry {
  readonly kind: NounKind;
  readonly title: string;
  readonly passages: readonly Span[];
  /** Whether meaning has a say for a passage: its text is in a language the model knows. */
  readonly known: readonly boolean[];
  readonly facets: Facets;
}

/** About half a megabyte: small enough to write again when one note in it was saved. */
const passagesPerBlock = 2_000;

/** [C1] A document stays in its block when it is replaced. [C2] Only blocks that changed are named as changed. */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();
  private readonly blockOf = new Map<string, number>();
  private readonly blocks = new Map<number, Set<string>>();
  private readonly changed = new Set<number>();
  private open = 0;
  private openPassages = 0;

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  all(): ReadonlyMap<string, Entry> {
    return this.entries;
  }

  get size(): number {
    return this.entries.size;
  }

  set(key: string, entry: Entry): void {
    const block = this.blockOf.get(key) ?? this.openBlock(entry.passages.length);
    this.put(key, entry, block);
    this.changed.add(block);
  }

  remove(key: string): void {
    const block = this.blockOf.get(key);
    if (block === undefined) return;
    this.entries.delete(key);
    this.blockOf.delete(key);
    this.blocks.get(block)?.delete(key);
    this.changed.add(block);
  }

  /** Takes over the entries of a stored block, which is then unchanged. */
  restore(block: number, entries: readonly (readonly [string, Entry])[]): void {
    for (const [key, entry] of entries) {
      this.remove(key);
      this.put(key, entry, block);
    }
    if (block < this.open) return;
    this.open = block;
    this.openPassages = entries.reduce((sum, [, entry]) => sum + entry.passages.length, 0);
  }

  /** The blocks that changed since this was last asked, with the documents now in them. */
  takeChanged(): readonly { readonly block: number; readonly keys: readonly string[] }[] {
    const changed = [...this.changed].sort((one, other) => one - other);
    this.changed.clear();
    return changed.map((block) => ({ block, keys: [...(this.blocks.get(block) ?? [])] }));
  }

  /** Names blocks as changed again, because storing them failed. */
  giveBack(blocks: Iterable<number>): void {
    for (const block of blocks) this.changed.add(block);
  }

  private put(key: string, entry: Entry, block: number): void {
    this.entries.set(key, entry);
    this.blockOf.set(key, block);
    const keys = this.blocks.get(block) ?? new Set();
    this.blocks.set(block, keys.add(key));
  }

  private openBlock(passages: number): number {
    if (this.openPassages >= passagesPerBlock) {
      this.open += 1;
      this.openPassages = 0;
    }
    this.openPassages += passages;
    return this.open;
  }
}

/** Entries as text: key, kind, title, then start, end and known (1 or 0) of each passage, then facets. */
export function writeEntries(entries: readonly (readonly [string, Entry])[]): string {
  return JSON.stringify(
    entries.map(([key, { kind, title, passages, known, facets }]) => [
      key,
      kind,
      title,
      passages.flatMap(({ start, end }, index) => [start, end, known[index] === true ? 1 : 0]),
      writeFacets(facets),
    ]),
  );
}

/** Throws a TypeError or SyntaxError where the text is not what writeEntries wrote. */
export function parseEntries(text: string): readonly (readonly [string, Entry])[] {
  return listed(JSON.parse(text)).map(parseRow);
}

function parseRow(row: unknown): readonly [string, Entry] {
  const [key, named, title, numbers, facets] = listed(row);
  const kind = nounKinds.find((known) => known === named);
  if (typeof key !== 'string' || typeof title !== 'string' || !kind) {
    throw new TypeError('an entry of the catalogue lacks a part');
  }
  const passages: Span[] = [];
  const known: boolean[] = [];
  const offsets = listed(numbers);
  for (let at = 0; at < offsets.length; at += 3) {
    const [start, end, knows] = offsets.slice(at, at + 3);
    if (typeof start !== 'number' || typeof end !== 'number')
      throw new TypeError('a passage lacks its offsets');
    passages.push({ start, end });
    known.push(knows === 1);
  }
  return [key, { kind, title, passages, known, facets: parseFacets(facets) }];
}

function listed(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('a row of the catalogue is not a list');
  return value;
}
