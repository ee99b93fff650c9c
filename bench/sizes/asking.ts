// What is asked at every size, and how long an answer takes.
import { quantile } from '../metrics.ts';

/**
 * `whole`, `three` and `prefix` rank the ten best by words; `found` is all that the program does with a whole question,
 * counts and lit-up snippets included; `meaning` ranks passages by their vectors; `fused` is `found` by both.
 */
export type Asking = 'whole' | 'three' | 'prefix' | 'found' | 'meaning' | 'fused';

export const depth = 10;

/** What the questions of every asking are; their vectors are those of the whole questions, in the same order. */
export interface Questions {
  readonly whole: readonly string[];
  readonly three: readonly string[];
  readonly prefix: readonly string[];
}

export function textsFor(asking: Asking, questions: Questions): readonly string[] {
  return asking === 'three' || asking === 'prefix' ? questions[asking] : questions.whole;
}

const rounds = 3;
/** Questions this slow are asked once. */
const slowRoundMs = 1_000;

/**
 * Of each question the median of some rounds over all of them, after one that does not count; of slow ones the first
 * round itself. In milliseconds.
 */
export async function timeEach(count: number, ask: (at: number) => unknown): Promise<readonly number[]> {
  const round = async (): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const begunMs = performance.now();
      const answer = ask(at);
      // Waiting for what is no promise would cost a turn of the loop.
      if (answer instanceof Promise) await answer;
      times.push(performance.now() - begunMs);
    }
    return times;
  };
  const first = await round();
  if (first.reduce((sum, ms) => sum + ms, 0) > slowRoundMs) return first;
  const all: (readonly number[])[] = [];
  while (all.length < rounds) all.push(await round());
  return first.map((_, at) =>
    quantile(
      all.map((times) => times[at] ?? Number.NaN),
      0.5,
    ),
  );
}
