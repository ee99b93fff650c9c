// What the test asks of the page, and the page of the worker that owns the embedders.
import type { Outcome, Priority } from '#embedding/queue.ts';

export interface Asking {
  /** Embedders to share the work. */
  readonly workers: number;
  /** Asked for all at once, in this order. */
  readonly texts: readonly string[];
  readonly priority: Priority;
}

export interface Answering {
  readonly outcomes: readonly Outcome[];
  /** Kinds of the states that were seen, in order. */
  readonly states: readonly string[];
  /** From the first text until the last outcome, after one text had loaded every model. */
  readonly elapsedMs: number;
  readonly isolated: boolean;
}
