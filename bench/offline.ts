// A collection in the program's search, without the program: vectors come from what earlier runs have kept.
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { modelKnows } from '#search/script.ts';
import { createSearch } from '#search/search.ts';
import { sentencesOf } from '#search/sentences.ts';
import { unpackVector } from '#search/vectorCode.ts';
import type { Ask, Ranked } from './asking.ts';
import type { Collection } from './collection.ts';
import { asTheProgram, type Cutting } from './cutting.ts';
import { convexOf, unpacked } from './convex.ts';
import { hashOfText } from './vectorCache.ts';

/** Hits by words that the fixed combination looks at. */
const combined = 500;

export interface Offline {
  readonly ask: Ask;
  /** For each question, the fixed combination of plain scores. */
  readonly convex: (texts: readonly string[]) => Promise<readonly (readonly Ranked[])[]>;
  /** Passages whose vector was not kept: they are found by words alone. */
  readonly missing: number;
}

/** `vectorOf` answers null where none was kept. A question without one is an error: it would be ranked as if by words. */
export function openOffline(
  { documents }: Collection,
  vectorOf: (hash: string) => Buffer | undefined,
  cutting: Cutting = asTheProgram,
): Offline {
  const search = createSearch();
  const packed = new Map<string, readonly Buffer[]>();
  let missing = 0;
  for (const { id, title, text: given } of documents) {
    const text = plainText(documentOfText(given));
    const passages = cutting.passagesOf(text);
    const vectors = passages.map((passage, at) => {
      if (!modelKnows(text.slice(passage.start, passage.end))) return null;
      const vector = vectorOf(hashOfText(cutting.embedded(title, text, passages, at))) ?? null;
      if (vector === null) missing += 1;
      return vector;
    });
    packed.set(
      id,
      vectors.filter((vector) => vector !== null),
    );
    search.add({ key: id, kind: 'source', title, text, passages, vectors });
  }
  const embedded = (text: string): Float32Array => {
    const packed = vectorOf(hashOfText(text));
    if (!packed)
      throw new Error(`No vector was kept for "${text.slice(0, 60)}": run once without --offline.`);
    return unpackVector(packed);
  };
  const ask: Ask = (texts, ranking, limit) =>
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
        return { hits: hits().map(({ key, score }) => ({ id: key, score })), isWeak };
      }),
    );
  const vectors = unpacked(packed);
  return {
    missing,
    ask,
    convex: async (texts) => {
      const words = await ask(texts, 'words', combined);
      return texts.map((text, at) =>
        convexOf(words[at]?.hits ?? [], vectors, modelKnows(text) ? embedded(text) : null),
      );
    },
  };
}
