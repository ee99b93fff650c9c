// Notices by its own slowness that the machine has other work, so that embedding can step aside.

export interface Pace {
  /** A text of so many characters took so long, alone in its worker. */
  readonly took: (chars: number, tookMs: number) => void;
  readonly isBusy: () => boolean;
}

/** The middle of so many texts counts: one may be slow by chance. */
const sampled = 8;
/** Short texts cost what the model costs at least. */
const leastChars = 200;
/** Twice as slow as usual is busy; it is over well below, so that it does not flicker. */
const busyFrom = 2;
const freeBelow = 1.4;
/** What is usual may rise again this much at each text: a machine may also become slower for good. */
const forgetting = 1.002;

export function createPace(): Pace {
  let recent: number[] = [];
  let usual = Infinity;
  let busy = false;
  return {
    took: (chars, tookMs) => {
      recent.push(tookMs / Math.max(leastChars, chars));
      if (recent.length < sampled) return;
      recent = recent.slice(-sampled);
      const middle = recent.toSorted((a, b) => a - b)[sampled / 2] ?? 0;
      usual = Math.min(middle, usual * forgetting);
      busy = middle > usual * (busy ? freeBelow : busyFrom);
    },
    isBusy: () => busy,
  };
}
