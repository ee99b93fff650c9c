// How long a row of steps will still take, from what was expected of each and what the first ones took.

export interface Steps {
  /** Says what is being done, and about how long everything left will take. */
  readonly begin: (name: string) => void;
}

export interface Step {
  readonly name: string;
  readonly expectedMs: number;
}

/** Without anything done, what was expected; afterwards as much slower or faster as things were so far. */
export function leftMs(steps: readonly Step[], doneCount: number, elapsedMs: number): number {
  const expected = (some: readonly Step[]): number => some.reduce((sum, each) => sum + each.expectedMs, 0);
  const done = expected(steps.slice(0, doneCount));
  const left = expected(steps.slice(doneCount));
  return done === 0 ? left : left * (elapsedMs / done);
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

export function openSteps(
  steps: readonly Step[],
  tell: (sentence: string) => void,
  nowMs: () => number,
): Steps {
  const begunMs = nowMs();
  return {
    begin: (name) => {
      const at = steps.findIndex((step) => step.name === name);
      tell(`  ${name}, about ${inWords(leftMs(steps, Math.max(0, at), nowMs() - begunMs))} left`);
    },
  };
}
