// What the notebook needs from the machine it runs on: the time, randomness and a journal. A window gets them from the
// main process, a test from memory.

export type Appended =
  | { readonly kind: 'kept'; readonly seq: number }
  | { readonly kind: 'failed'; readonly why: 'disk full' | 'disk error' };

export interface JournalFrame {
  readonly seq: number;
  /** JSON of a list of operations. */
  readonly payload: string;
}

export interface Machine {
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly journal: {
    /** Answers once the frame is safe on disk; numbers are allotted in the order of the calls. */
    readonly append: (payload: string) => Promise<Appended>;
    /** Frames after a sequence number, in order, as the journal stands when asked. */
    readonly read: (afterSeq: number) => AsyncIterable<JournalFrame>;
  };
}
