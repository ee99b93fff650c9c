// The wish to empty the trash, from the menu or the palette, until the page has asked whether it is meant.

const listeners = new Set<() => void>();
let isWished = false;

function become(next: boolean): void {
  isWished = next;
  for (const listener of listeners) listener();
}

export const emptying = {
  wish: (): void => become(true),
  /** It was answered, with yes or no. */
  settle: (): void => become(false),
  isWished: (): boolean => isWished,
  watch: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
