// What every engine under measurement can do, wherever it runs: in a browser's worker or in this process.
import type { Asking } from './asking.ts';

export interface Kept {
  /** Null where nothing can be stored. */
  readonly diskBytes: number | null;
  /** From stored bytes in memory to being ready to answer. */
  readonly loadMs: number | null;
  /** What was added to memory by loading, where that is known; missing where it is counted otherwise. */
  readonly memoryBytes?: number | null;
}

export interface Engine {
  /** Adds documents from one number to before another; how long that took, the making of texts left out. */
  readonly add: (from: number, end: number) => Promise<number>;
  /** Stores what was added and loads it again. */
  readonly keep: () => Promise<Kept>;
  /** How long each of these questions takes. */
  readonly ask: (asking: Asking, questions: readonly number[]) => Promise<readonly number[]>;
}

/** What an engine in a worker can be told besides. */
export interface WorkerEngine extends Engine {
  /** The passages nearest to a question, best first, with how near they are. */
  readonly nearest?: (question: number) => readonly Near[];
  /** How long each of so many changed documents takes until it could be found, and is ready to be stored. */
  readonly change?: (count: number) => readonly number[];
  /** What is worth knowing of how it was measured. */
  readonly note?: () => string;
}

export interface Near {
  readonly passage: string;
  readonly nearness: number;
}
