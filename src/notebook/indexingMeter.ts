// How fast passages are embedded, over the last while, and how long the rest will take.
import type { IndexingProgress } from './librarianProtocol.ts';

export interface IndexingMeter {
  /** One more passage has its vector. */
  readonly count: () => void;
  /** Whether it is time to report; asked by force, it always is. */
  readonly isDue: (force: boolean) => boolean;
  /** With so many passages left; null where that is not known yet. */
  readonly read: (
    left: number | null,
  ) => Pick<IndexingProgress, 'embedded' | 'passagesPerSecond' | 'secondsLeft'>;
}

const reportEveryMs = 250;
/** The rate is measured over this long. */
const windowMs = 20_000;
/** A rate over less than this is chance. */
const leastPassages = 5;
const leastMs = 500;

export function openIndexingMeter(nowMs: () => number): IndexingMeter {
  let embedded = 0;
  let finishes: number[] = [];
  let lastReportMs = 0;
  return {
    count: () => {
      embedded += 1;
      finishes.push(nowMs());
    },
    isDue: (force) => {
      const now = nowMs();
      if (!force && now - lastReportMs < reportEveryMs) return false;
      lastReportMs = now;
      return true;
    },
    read: (left) => {
      const now = nowMs();
      finishes = finishes.filter((at) => now - at < windowMs);
      const spanMs = now - (finishes[0] ?? now);
      const isMeasured = finishes.length >= leastPassages && spanMs > leastMs;
      const passagesPerSecond = isMeasured ? (finishes.length * 1000) / spanMs : null;
      const secondsLeft =
        passagesPerSecond === null || left === null ? null : Math.ceil(left / passagesPerSecond);
      return { embedded, passagesPerSecond, secondsLeft };
    },
  };
}
