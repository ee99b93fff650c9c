// The sections of the settings, and the one a command leads to.

export type SectionName = 'look' | 'notebook' | 'safety' | 'search' | 'privacy' | 'sample' | 'about';

const listeners = new Set<() => void>();
let wished: SectionName | null = null;

function become(next: SectionName | null): void {
  wished = next;
  for (const listener of listeners) listener();
}

export const sections = {
  wish: (name: SectionName): void => become(name),
  /** The page went there. */
  settle: (): void => become(null),
  wished: (): SectionName | null => wished,
  watch: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
