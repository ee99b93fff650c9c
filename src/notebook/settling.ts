// Storing what indexing made, a batch at a time; a mark is given back only when all that was made of its record is
// stored.
import type { Search } from '#search/search.ts';
import type { DerivedStore, PendingMark } from '#store/store.ts';
import type { Errand } from './wantedPassages.ts';

/** A vector made and not stored yet. */
export interface Fresh {
  readonly hash: string;
  readonly packed: Uint8Array;
  readonly errand: Errand;
}

export interface SettlingParts {
  readonly derived: Pick<DerivedStore, 'putVectors' | 'putIndexParts'>;
  readonly search: Pick<Search, 'takeChanges' | 'giveBack'>;
  /** Told of errands of which a vector is about to be stored: one that has no more open is to be finished. */
  readonly closed: (errand: Errand) => void;
  /** Told of errands whose work could not be stored: it is to be done again. */
  readonly failed: (errand: Errand) => void;
  readonly stored: (marks: readonly PendingMark[]) => void;
}

export interface Settling {
  /** Takes in a vector; true when so many wait that they should be stored. */
  readonly made: (vector: Fresh) => boolean;
  /** Nothing of it is open: its mark is given back after the next storing. */
  readonly finished: (errand: Errand) => void;
  readonly vectorOf: (hash: string) => Uint8Array | null;
  /** Stores what waits, one time after the other. */
  readonly settle: () => Promise<void>;
  readonly settleAll: () => Promise<void>;
}

/** So many vectors are stored together. */
const vectorsAtOnce = 64;

export function openSettling({ derived, search, closed, failed, stored }: SettlingParts): Settling {
  let fresh: Fresh[] = [];
  let done: Errand[] = [];
  let settling: Promise<void> = Promise.resolve();

  const settleOnce = async (): Promise<void> => {
    const vectors = fresh;
    fresh = [];
    for (const { errand } of vectors) {
      errand.open -= 1;
      closed(errand);
    }
    const complete = done;
    done = [];
    const changes = search.takeChanges();
    try {
      await derived.putVectors(vectors);
      if (changes.length > 0) await derived.putIndexParts(changes);
    } catch (error) {
      // No mark is given back, and the next time brings the parts again.
      for (const errand of [...complete, ...vectors.map((each) => each.errand)]) failed(errand);
      search.giveBack(changes.map(({ id }) => id));
      throw error;
    }
    const marks = complete.filter(({ dropped }) => !dropped).map(({ mark }) => mark);
    if (marks.length > 0) stored(marks);
  };

  const settle = (): Promise<void> => {
    settling = settling.catch(() => undefined).then(settleOnce);
    return settling;
  };

  return {
    made: (vector) => {
      fresh.push(vector);
      return fresh.length >= vectorsAtOnce;
    },
    finished: (errand) => void done.push(errand),
    vectorOf: (hash) => fresh.find((each) => each.hash === hash)?.packed ?? null,
    settle,
    settleAll: async () => {
      while (fresh.length + done.length > 0) await settle();
    },
  };
}
