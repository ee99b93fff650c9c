// A few pieces of work under way at a time: the next is made ready while those before it are carried out.

export interface UnderWay<T> {
  /** Resolves when there is room for more, with what the oldest came to where it had to be waited for; rejects as that did. */
  readonly add: (work: Promise<T>) => Promise<T | null>;
  /** What the others come to, all of them. */
  readonly rest: () => Promise<readonly T[]>;
}

/** Work that fails is heard of when its turn comes. */
export function openUnderWay<T>(most: number): UnderWay<T> {
  const all: Promise<T>[] = [];
  return {
    async add(work) {
      work.catch(() => undefined);
      all.push(work);
      return all.length > most ? ((await all.shift()) ?? null) : null;
    },
    rest: () => Promise.all(all.splice(0)),
  };
}
