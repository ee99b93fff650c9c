// One step ahead of whoever takes: the next is made while the last is used.

/** The same, in the same order. Where taking ends early, what was made ahead is let go of, and the source is ended. */
export async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const steps = source[Symbol.asyncIterator]();
  const step = (): Promise<IteratorResult<T, unknown>> => {
    const next = steps.next();
    next.catch(() => undefined); // heard in its turn
    return next;
  };
  try {
    for (let next = step(); ;) {
      const taken = await next;
      if (taken.done === true) return;
      next = step();
      yield taken.value;
    }
  } finally {
    await steps.return?.();
  }
}
