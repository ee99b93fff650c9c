// What was read or saved last, remembered for when the working copy cannot be asked: a full disk closes it, and what is
// being written must still be saved, for the journal needs no working copy.

export interface Recall<T> {
  readonly keep: (key: string, value: T) => void;
  readonly forget: (key: string) => void;
  /** What is read; where reading fails, what is remembered. Rejects when there is nothing. */
  readonly orRead: (key: string, read: () => Promise<T>) => Promise<T>;
}

export function openRecall<T>(most: number): Recall<T> {
  const known = new Map<string, { readonly value: T }>();
  const keep = (key: string, value: T): void => {
    known.delete(key);
    known.set(key, { value });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  return {
    keep,
    forget: (key) => void known.delete(key),
    orRead: async (key, read) => {
      try {
        const value = await read();
        // What was saved while it was read is newer.
        if (!known.has(key)) keep(key, value);
        return value;
      } catch (error) {
        const remembered = known.get(key);
        if (remembered === undefined) throw error;
        return remembered.value;
      }
    },
  };
}
