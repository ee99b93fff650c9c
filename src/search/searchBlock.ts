// The stored form of a part of the search index: the catalogue's entries, then the documents' words.
import { ByteReader, ByteWriter } from './bytes.ts';
import { parseEntries, writeEntries, type Entry } from './catalogue.ts';

export interface SearchBlock {
  readonly entries: readonly (readonly [string, Entry])[];
  readonly words: Uint8Array;
}

const version = 2;

export function writeSearchBlock({ entries, words }: SearchBlock): Uint8Array {
  const head = new ByteWriter();
  head.number(version);
  head.text(writeEntries(entries));
  const block = new Uint8Array(head.length + words.length);
  block.set(head.taken());
  block.set(words, head.length);
  return block;
}

/** Null for another version; throws a RangeError, TypeError or SyntaxError where the block is not whole. */
export function parseSearchBlock(block: Uint8Array): SearchBlock | null {
  const reader = new ByteReader(block);
  if (reader.number() !== version) return null;
  const entries = parseEntries(reader.text());
  return { entries, words: block.subarray(reader.position) };
}
