// What a worker is given to measure with: texts, vectors and questions, packed for the way.
import { packedBytes, unpackVector } from '#search/vectorCode.ts';
import type { Questions } from './asking.ts';
import { makeCorpus, type Corpus, type GivenDocument } from './corpus.ts';

/** As it is sent; packed vectors travel beside it, first those of questions, then those of passages. */
export interface Given {
  readonly documents: readonly GivenDocument[];
  readonly questions: Questions;
}

export interface Unpacked {
  readonly corpus: Corpus;
  readonly questions: Questions;
  /** Of the whole questions. */
  readonly questionVectors: readonly Float32Array[];
}

export function unpackGiven({ documents, questions }: Given, packed: Uint8Array): Unpacked {
  const all = Array.from({ length: packed.length / packedBytes }, (_, at) =>
    toLengthOne(unpackVector(packed.subarray(at * packedBytes, (at + 1) * packedBytes))),
  );
  const asked = questions.whole.length;
  return {
    corpus: makeCorpus(documents, all.slice(asked)),
    questions,
    questionVectors: all.slice(0, asked),
  };
}

function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
