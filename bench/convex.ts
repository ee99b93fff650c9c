// The fixed combination that fusion is measured against: .4 words, .6 meaning, each divided by its highest score. It is
// plain on purpose: no floors, no candidates, every document's BM25 and its nearest passage's cosine.
import { unpackVector } from '#search/vectorCode.ts';
import type { Ranked } from './asking.ts';

const wordsWeight = 0.4;

/** The vectors of each document's passages, by its id. */
export type Vectors = ReadonlyMap<string, readonly Float32Array[]>;

export function unpacked(packed: ReadonlyMap<string, readonly Uint8Array[]>): Vectors {
  return new Map(Array.from(packed, ([id, passages]) => [id, passages.map(unpackVector)]));
}

/** `query` is null where the model does not know the question's language: then words have all the say. */
export function convexOf(
  words: readonly Ranked[],
  vectors: Vectors,
  query: Float32Array | null,
): readonly Ranked[] {
  const byWords = shares(new Map(words.map(({ id, score }) => [id, score])));
  const byMeaning = shares(query === null ? new Map() : nearness(vectors, query));
  const ids = [...new Set([...byWords.keys(), ...byMeaning.keys()])];
  return ids
    .map((id) => ({
      id,
      score: wordsWeight * (byWords.get(id) ?? 0) + (1 - wordsWeight) * (byMeaning.get(id) ?? 0),
    }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

function nearness(vectors: Vectors, query: Float32Array): Map<string, number> {
  const nearest = new Map<string, number>();
  for (const [id, passages] of vectors)
    if (passages.length > 0) nearest.set(id, Math.max(...passages.map((passage) => product(passage, query))));
  return nearest;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function shares(scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const highest = [...scores.values()].reduce((most, score) => Math.max(most, score), 0);
  return new Map(Array.from(scores, ([id, score]) => [id, highest > 0 ? Math.max(0, score) / highest : 0]));
}
