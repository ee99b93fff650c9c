// A gate that work waits at while it is closed.

export interface Gate {
  readonly open: () => void;
  readonly close: () => void;
  /** Resolves at once while the gate is open, otherwise when it opens. */
  readonly passed: () => Promise<void>;
}

export function openGate(): Gate {
  let waiting: (() => void)[] | null = null;
  return {
    open: () => {
      const released = waiting ?? [];
      waiting = null;
      for (const release of released) release();
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
