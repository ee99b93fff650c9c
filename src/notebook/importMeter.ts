// How far an import has come: counts, files a second without the time it was paused, and who is told.
import type { ImportProgress } from './importing.ts';

export interface ImportMeter {
  /** The same value until something changed. */
  readonly progress: () => ImportProgress;
  readonly watch: (listener: (progress: ImportProgress) => void) => () => void;
  /** One more file has its row. */
  readonly count: (isImported: boolean) => void;
  readonly become: (state: ImportProgress['state'], trouble?: string) => void;
  /** Something else changed that whoever watches shows. */
  readonly changed: () => void;
}

/** Counting is told this often at most; a change of state at once. */
const tellEveryMs = 100;
/** A rate over less than this is chance. */
const leastFiles = 3;
const leastMs = 300;

export function openMeter(now: () => Date, total: number): ImportMeter {
  const nowMs = (): number => now().getTime();
  const listeners = new Set<(progress: ImportProgress) => void>();
  const startedMs = nowMs();
  let pausedAtMs: number | null = null;
  let pausedMs = 0;
  let state: ImportProgress['state'] = 'running';
  let trouble: string | undefined;
  let done = 0;
  let imported = 0;
  let current: ImportProgress | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  let isStale = false;

  const measure = (): ImportProgress => {
    const elapsedMs = (pausedAtMs ?? nowMs()) - startedMs - pausedMs;
    const rate = done >= leastFiles && elapsedMs > leastMs ? (done * 1000) / elapsedMs : null;
    return {
      state,
      done,
      total,
      imported,
      filesPerSecond: rate,
      secondsLeft: rate === null ? null : Math.ceil((total - done) / rate),
      ...(trouble === undefined ? {} : { trouble }),
    };
  };
  const progress = (): ImportProgress => (current ??= measure());
  const tell = (): void => {
    isStale = false;
    const now = progress();
    for (const listener of listeners) listener(now);
  };
  const tellSoon = (): void => {
    current = null;
    if (pause !== null) {
      isStale = true;
      return;
    }
    tell();
    pause = setTimeout(() => {
      pause = null;
      if (isStale) tellSoon();
    }, tellEveryMs);
  };

  return {
    progress,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    count: (isImported) => {
      done += 1;
      if (isImported) imported += 1;
      tellSoon();
    },
    become: (next, why) => {
      if (next === 'paused') pausedAtMs = nowMs();
      else if (pausedAtMs !== null) {
        pausedMs += nowMs() - pausedAtMs;
        pausedAtMs = null;
      }
      state = next;
      trouble = why ?? trouble;
      current = null;
      tell();
    },
    changed: () => {
      current = null;
      tell();
    },
  };
}
