// A collection in the program's search, without the program: vectors come from what earlier runs have kept.
import { documentOfText } from '#domain/document.ts';
import { cutPassages, embeddedText } from '#domain/passages.ts';
import { plainText } from '#domain/plainText.ts';
import { modelKnows } from '#search/script.ts';
import { createSearch } from '#search/search.ts';
import { sentencesOf } from '#search/sentences.ts';
import { unpackVector } from '#search/vectorCode.ts';
import type { Ask } from './asking.ts';
import type { Collection } from './collection.ts';
import { hashOfText } from './vectorCache.ts';

export interface Offline {
  readonly ask: Ask;
  /** Passages whose vector was not kept: they are found by words alone. */
  readonly missing: number;
}

/** `vectorOf` answers null where none was kept. A question without one is an error: it would be ranked as if by words. */
export function openOffline(
  { documents }: Collection,
  vectorOf: (hash: string) => Buffer | undefined,
): Offline {
  // Without texts, no time goes into lighting up words that nobody sees.
  const search = createSearch({ textOf: () => '' });
  let missing = 0;
  for (const { id, title, text: given } of documents) {
    const text = plainText(documentOfText(given));
    const spans = cutPassages(text);
    const passages = spans.length > 0 ? spans : [{ start: 0, end: text.length }];
    const vectors = passages.map(({ start, end }) => {
      const passage = text.slice(start, end);
      if (!modelKnows(passage)) return null;
      const vector = vectorOf(hashOfText(embeddedText(title, passage))) ?? null;
      if (vector === null) missing += 1;
      return vector;
    });
    search.add({ key: id, kind: 'source', title, text, passages, vectors });
  }
  const embedded = (text: string): Float32Array => {
    const packed = vectorOf(hashOfText(text));
    if (!packed)
      throw new Error(`No vector was kept for "${text.slice(0, 60)}": run once without --offline.`);
    return unpackVector(packed);
  };
  return {
    missing,
    ask: (texts, ranking, limit) =>
      Promise.resolve(
        texts.map((question) => {
          const isKnown = ranking !== 'words' && modelKnows(question);
          const { hits, isWeak } = search.find({
            question,
            queryVector: isKnown ? embedded(question) : null,
            sentenceVectors: isKnown ? sentencesOf(question).map(embedded) : [],
            ranking,
            limit,
          });
          return { hits: hits.map(({ key, score }) => ({ id: key, score })), isWeak };
        }),
      ),
  };
}
