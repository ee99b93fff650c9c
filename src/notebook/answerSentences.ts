// The sentence of a passage that answers a question best: chosen by what the sentences mean, and by what words say.
import type { Span } from '#domain/passages.ts';
import { modelKnows } from '#search/script.ts';
import { sentencesIn } from '#search/snippet.ts';
import type { Hit } from './librarianProtocol.ts';

type VectorOf = (text: string, signal: AbortSignal) => Promise<Float32Array | null>;

export interface Marked {
  readonly hits: readonly Hit[];
  readonly isLast: boolean;
}

export interface AnswerSentences {
  /**
   * Gives the first hits the sentence nearest to the question; all else in them stays. The hits come at once, with what
   * is known by then, and once more when the vectors that were missing are there.
   */
  readonly marked: (
    hits: readonly Hit[],
    question: Float32Array,
    signal: AbortSignal,
  ) => AsyncGenerator<Marked, void>;
}

/** Where the answer is looked for. */
const markedHits = 3;
/** Sentences compared for one question: the first hit may have half of them, the next half of what is left. */
const mostSentences = 12;
const mostChars = 400;
/** A heading or an exclamation is no answer. */
const fewestWords = 3;
/** Sentences whose vectors are kept. */
const mostKept = 500;

/**
 * What words add to the cosine of the sentence they would choose. On 500 claims with five sentences each, of which
 * people had said whether they bear on the claim, words alone find one that does for 57 %, the cosine alone for 59 %,
 * both for 62 %, with .1 as with .05: the smaller, so that one common word outvotes little. The share of the matched
 * words that a sentence holds did no better than this plain vote.
 */
const wordsVote = 0.05;

const wordLike = /[\p{L}\p{N}]+/gu;

interface Candidate extends Span {
  readonly text: string;
}

/**
 * [A1] A passage is marked by meaning only where its sentences can be compared: all of them, or where they are too many
 * those with most of the question's words.
 * [A2] What words chose stays, unless another sentence is clearly nearer.
 * [A3] No vector is computed twice while it is kept.
 */
export function createAnswerSentences(vectorOf: VectorOf): AnswerSentences {
  /** The one used last stands last. */
  const kept = new Map<string, Float32Array>();

  const recall = (text: string): Float32Array | null => {
    const vector = kept.get(text);
    if (vector === undefined) return null;
    kept.delete(text);
    kept.set(text, vector);
    return vector;
  };

  const keep = (text: string, vector: Float32Array): void => {
    kept.set(text, vector);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  };

  const nearest = (candidates: readonly Candidate[], hit: Hit, question: Float32Array): Span | null => {
    let best: Span | null = null;
    let most = -Infinity;
    for (const { start, end, text } of candidates) {
      const vector = recall(text);
      if (vector === null) return null;
      const score = dot(vector, question) + (start === hit.sentence?.start ? wordsVote : 0);
      if (score <= most) continue;
      most = score;
      best = { start, end };
    }
    return best;
  };

  const mark = (
    hits: readonly Hit[],
    question: Float32Array,
  ): { readonly hits: readonly Hit[]; readonly missing: readonly string[] } => {
    const missing = new Set<string>();
    let left = mostSentences;
    const marked = hits.map((hit, at) => {
      const share = at === markedHits - 1 ? left : Math.ceil(left / 2);
      const candidates = at < markedHits ? likeliest(candidatesIn(hit.passage), hit, share) : [];
      if (candidates.length < 2) return hit;
      left -= candidates.length;
      for (const { text } of candidates) if (!kept.has(text)) missing.add(text);
      const sentence = nearest(candidates, hit, question);
      return sentence === null ? hit : { ...hit, sentence };
    });
    return { hits: marked, missing: [...missing] };
  };

  const learn = async (text: string, signal: AbortSignal): Promise<void> => {
    const vector = await vectorOf(text, signal);
    if (vector !== null) keep(text, vector);
  };

  return {
    marked: async function* (hits, question, signal) {
      const first = mark(hits, question);
      yield { hits: first.hits, isLast: first.missing.length === 0 };
      if (first.missing.length === 0) return;
      await Promise.all(first.missing.map((text) => learn(text, signal)));
      if (!signal.aborted) yield { hits: mark(hits, question).hits, isLast: true };
    },
  };
}

/** None where the model does not know all of them. */
function candidatesIn(passage: string): readonly Candidate[] {
  const sentences = sentencesIn(passage).map(({ start, end }) => ({
    start,
    end,
    text: shortened(passage.slice(start, end)),
  }));
  if (!sentences.every(({ text }) => modelKnows(text))) return [];
  return sentences.filter(({ text }) => (text.match(wordLike)?.length ?? 0) >= fewestWords);
}

/** Those with most of the words that match, the first of equals. What words chose is one of them. */
function likeliest(candidates: readonly Candidate[], hit: Hit, most: number): readonly Candidate[] {
  const wordsOf = ({ start, end }: Span): number =>
    start === hit.sentence?.start
      ? Infinity
      : hit.marks.filter((mark) => mark.start >= start && mark.end <= end).length;
  return candidates
    .map((candidate) => ({ candidate, words: wordsOf(candidate) }))
    .toSorted((one, other) => (one.words === other.words ? 0 : other.words - one.words))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function shortened(sentence: string): string {
  return sentence.length <= mostChars ? sentence : sentence.slice(0, mostChars).replace(/\s\S*$/, '');
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (const [at, value] of one.entries()) sum += value * (other[at] ?? 0);
  return sum;
}
