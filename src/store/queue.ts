// The queue before the working copy: entries go in as they come and are applied strictly in the journal's order.
import { StoreFault, troubleOf } from './fault.ts';
import type { Entry, StoreTrouble } from './store.ts';

export interface Queue {
  /** Resolves when the entry is applied; rejects with a `StoreFault` when the queue stopped. It is kept even so. */
  readonly apply: (entry: Entry) => Promise<void>;
  /** Goes on with what is kept, after the queue stopped. */
  readonly resume: () => void;
  /** Stops the queue for a reason found elsewhere. */
  readonly stop: (trouble: StoreTrouble) => void;
  /** Stops it until it is resumed, unless it is stopped already. */
  readonly wait: () => void;
  readonly watchTrouble: (listener: (trouble: StoreTrouble | null) => void) => () => void;
  /** Resolves when nothing is being written, and nothing will be until the returned function is called. */
  readonly hold: () => Promise<() => void>;
}

export interface QueueOptions {
  /** Number of the last entry that is applied already. */
  readonly appliedSeq: number;
  /** Applies entries that follow each other, all or none; answers with the number of the last. */
  readonly write: (entries: readonly Entry[]) => Promise<number>;
  /** Entries that wait are written together up to this many operations: a rebuild is not one sync an entry. */
  readonly mostOperations?: number;
}

interface Waiting {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (fault: StoreFault) => void;
}

export function openQueue({ appliedSeq, write, mostOperations = 2000 }: QueueOptions): Queue {
  /** By sequence number. The same entry may be waited for more than once. */
  const waiting = new Map<number, Waiting[]>();
  const listeners = new Set<(trouble: StoreTrouble | null) => void>();
  let applied = appliedSeq;
  let trouble: StoreTrouble | null = null;
  let working: Promise<void> | null = null;
  const holders = new Set<symbol>();

  function nextEntries(): Entry[] {
    const next: Entry[] = [];
    let operations = 0;
    for (;;) {
      const entry = waiting.get(applied + 1 + next.length)?.[0]?.entry;
      if (entry === undefined) return next;
      operations += entry.operations.length;
      if (next.length > 0 && operations > mostOperations) return next;
      next.push(entry);
    }
  }

  async function work(): Promise<void> {
    await Promise.resolve(); // so that entries that come together are written together
    for (;;) {
      const entries = trouble === null && holders.size === 0 ? nextEntries() : [];
      if (entries.length === 0) break;
      try {
        applied = await write(entries);
      } catch (error) {
        stop(troubleOf(error));
        break;
      }
      for (const [seq, waiters] of waiting) {
        if (seq > applied) continue;
        waiting.delete(seq);
        for (const { resolve } of waiters) resolve();
      }
    }
    working = null;
  }

  function change(next: StoreTrouble | null): void {
    trouble = next;
    for (const listener of listeners) listener(next);
  }

  /** Whoever waits is told; their entries stay, for they are saved and must still be applied. */
  function stop(reason: StoreTrouble): void {
    change(reason);
    const fault = new StoreFault(reason);
    for (const waiters of waiting.values()) for (const { reject } of waiters) reject(fault);
  }

  return {
    apply: (entry) =>
      new Promise((resolve, reject) => {
        if (entry.seq <= applied) {
          resolve();
          return;
        }
        waiting.set(entry.seq, [...(waiting.get(entry.seq) ?? []), { entry, resolve, reject }]);
        if (trouble !== null) reject(new StoreFault(trouble));
        else working ??= work();
      }),
    resume() {
      if (trouble === null) return;
      change(null);
      working ??= work();
    },
    stop,
    wait() {
      if (trouble === null) stop({ kind: 'no room' });
    },
    async hold() {
      const holder = Symbol();
      holders.add(holder);
      await working;
      return () => {
        if (holders.delete(holder)) working ??= work();
      };
    },
    watchTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
