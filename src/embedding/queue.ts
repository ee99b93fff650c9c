// The texts that wait for an embedder: queries before passages, and otherwise the first that came.
import type { Fault } from './protocol.ts';

export type Priority = 'query' | 'passage';

export type Outcome =
  /** Of length 1. */
  | { readonly kind: 'vector'; readonly vector: Float32Array<ArrayBuffer> }
  /** No vector can be had for this text: search goes on by words alone. */
  | { readonly kind: 'unavailable'; readonly why: Fault }
  /** The caller's own signal said so. */
  | { readonly kind: 'aborted' };

/** One text on its way to its outcome. */
export interface Errand {
  readonly text: string;
  readonly priority: Priority;
  /** Answers the caller. Only the first call counts. */
  readonly settle: (outcome: Outcome) => void;
  readonly isSettled: () => boolean;
  /** How many workers ended while they had this text. */
  ended: number;
}

export interface Queue {
  readonly add: (errand: Errand) => void;
  readonly remove: (errand: Errand) => boolean;
  /** The errand whose turn it is, left in its place; passages are passed over when none may run. */
  readonly first: (passagesToo: boolean) => Errand | null;
  readonly isEmpty: () => boolean;
  /** How many passages wait. */
  readonly passages: () => number;
  /** Takes everything out. */
  readonly drain: () => readonly Errand[];
}

export function createQueue(): Queue {
  // Sets keep the order of arrival and let an aborted errand go without a search.
  const waiting = { query: new Set<Errand>(), passage: new Set<Errand>() };
  return {
    add: (errand) => void waiting[errand.priority].add(errand),
    remove: (errand) => waiting[errand.priority].delete(errand),
    first: (passagesToo) => {
      for (const errand of waiting.query) return errand;
      if (passagesToo) for (const errand of waiting.passage) return errand;
      return null;
    },
    passages: () => waiting.passage.size,
    isEmpty: () => waiting.query.size + waiting.passage.size === 0,
    drain: () => {
      const all = [...waiting.query, ...waiting.passage];
      waiting.query.clear();
      waiting.passage.clear();
      return all;
    },
  };
}

export function createErrand(text: string, priority: Priority, answer: (outcome: Outcome) => void): Errand {
  let settled = false;
  return {
    text,
    priority,
    ended: 0,
    isSettled: () => settled,
    settle: (outcome) => {
      if (settled) return;
      settled = true;
      answer(outcome);
    },
  };
}
