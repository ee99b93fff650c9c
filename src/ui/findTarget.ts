// Who answers to "find in page": the page on the screen that last said it can.

type Open = () => void;

const targets: Open[] = [];

/** The returned function takes it back. */
export function registerFindTarget(open: Open): () => void {
  targets.push(open);
  return () => {
    const at = targets.lastIndexOf(open);
    if (at >= 0) targets.splice(at, 1);
  };
}

export function canFind(): boolean {
  return targets.length > 0;
}

/** Opens the find bar of the page on the screen; false when it has none. */
export function openFind(): boolean {
  const open = targets.at(-1);
  open?.();
  return open !== undefined;
}
