// A gate that work waits at while it is closed.

export interface Gate {
  readonly open: () => void;
  readonly close: () => void;
  /** Lets through whoever waits now; the gate stays as it is. */
  readonly nudge: () => void;
  /** Resolves at once while the gate is open, otherwise when it opens. */
  readonly passed: () => Promise<void>;
}

export function openGate(): Gate {
  let waiting: (() => void)[] | null = null;
  const release = (left: typeof waiting): void => {
    const released = waiting ?? [];
    waiting = left;
    for (const each of released) each();
  };
  return {
    open: () => release(null),
    nudge: () => {
      if (waiting !== null) release([]);
    },
    close: () => {
      waiting ??= [];
    },
    passed: () =>
      new Promise((resolve) => {
        if (waiting === null) resolve();
        else waiting.push(resolve);
      }),
  };
}
