// How long work still takes, told from how fast the part it is in has gone so far.
import type { RestorePhase, RestoreProgress } from '#notebook/restoring.ts';

export interface Paced extends RestoreProgress {
  readonly secondsLeft: number | null;
}

/** A rate over less than this is chance. */
const leastMs = 1_000;

export function openPace(nowMs: () => number): (progress: RestoreProgress) => Paced {
  let phase: RestorePhase | null = null;
  let startedMs = 0;
  let startedAt = 0;
  return (progress) => {
    if (progress.phase !== phase) {
      phase = progress.phase;
      startedMs = nowMs();
      startedAt = progress.done;
    }
    const elapsedMs = nowMs() - startedMs;
    const done = progress.done - startedAt;
    const left = progress.total - progress.done;
    const isKnown = elapsedMs >= leastMs && done > 0 && progress.total > 0;
    return { ...progress, secondsLeft: isKnown ? Math.ceil((left * elapsedMs) / done / 1000) : null };
  };
}
