// Work that gives values one after the other, turned into values that are asked for one after the other.

/** Hands a value over. Resolves when it was used; rejects when nobody wants any more. */
export type Give<T> = (value: T) => Promise<void>;

interface Waiting<T> {
  readonly value: T;
  readonly used: () => void;
  readonly unwanted: (error: Error) => void;
}

/** Yields what the work gives, and throws what it throws. The signal is aborted when no more is wanted. */
export async function* given<T>(
  work: (give: Give<T>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<T> {
  const waiting: Waiting<T>[] = [];
  const stop = new AbortController();
  /** How the work ended: with an error, or null; empty while it goes on. */
  const ended: ({ readonly error: unknown } | null)[] = [];
  let wake: () => void = () => undefined;

  const give: Give<T> = (value) =>
    new Promise((used, unwanted) => {
      if (stop.signal.aborted) unwanted(new Error('no more is wanted'));
      else waiting.push({ value, used, unwanted });
      wake();
    });
  const working = work(give, stop.signal).then(
    () => {
      ended.push(null);
      wake();
    },
    (error: unknown) => {
      ended.push({ error });
      wake();
    },
  );

  try {
    for (;;) {
      const [next] = waiting;
      if (next !== undefined) {
        yield next.value;
        waiting.shift();
        next.used();
        continue;
      }
      const [end] = ended;
      if (end === null) return;
      if (end !== undefined) throw end.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stop.abort(new Error('no more is wanted'));
    for (const { unwanted } of waiting.splice(0)) unwanted(new Error('no more is wanted'));
    await working;
  }
}
