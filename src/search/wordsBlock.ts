// The stored form of documents in the index by words: blocks that stand alone, each with its own table of terms.
//
//   version | terms: count, texts | documents: count, for each: key, texts: count,
//   for each: length, distinct terms, for each: place in the table, count
import { ByteReader, ByteWriter } from './bytes.ts';
import type { Dictionary } from './dictionary.ts';
import type { TermList } from './termLists.ts';

export interface BlockDocument {
  readonly key: string;
  readonly texts: readonly TermList[];
}

const version = 1;

export function writeWordsBlock(documents: readonly BlockDocument[], dictionary: Dictionary): Uint8Array {
  const places = new Map<number, number>();
  const body = new ByteWriter();
  body.number(documents.length);
  for (const { key, texts } of documents) {
    body.text(key);
    body.number(texts.length);
    for (const { length, ids, counts } of texts) {
      body.number(length);
      body.number(ids.length);
      ids.forEach((id, index) => {
        const place = places.get(id) ?? places.size;
        places.set(id, place);
        body.number(place);
        body.number(counts[index] ?? 1);
      });
    }
  }
  const head = new ByteWriter();
  head.number(version);
  head.number(places.size);
  for (const id of places.keys()) head.text(dictionary.termOf(id));
  const block = new Uint8Array(head.length + body.length);
  block.set(head.taken());
  block.set(body.taken(), head.length);
  return block;
}

/** Null for a block of another version; throws a RangeError or TypeError for one that is not whole. */
export function parseWordsBlock(block: Uint8Array, dictionary: Dictionary): readonly BlockDocument[] | null {
  const reader = new ByteReader(block);
  if (reader.number() !== version) return null;
  const terms = Array.from({ length: reader.number() }, () => dictionary.idOf(reader.text()));
  return Array.from({ length: reader.number() }, () => ({
    key: reader.text(),
    texts: Array.from({ length: reader.number() }, () => readList(reader, terms)),
  }));
}

function readList(reader: ByteReader, terms: readonly number[]): TermList {
  const length = reader.number();
  const distinct = reader.number();
  const ids: number[] = [];
  const counts: number[] = [];
  for (let rest = distinct; rest > 0; rest -= 1) {
    const id = terms[reader.number()];
    if (id === undefined) throw new RangeError('the block names a term that it does not bring');
    ids.push(id);
    counts.push(reader.number());
  }
  return { length, ids, counts };
}
