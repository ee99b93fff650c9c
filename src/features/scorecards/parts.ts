// The rows and columns of a card: which are shown, where one can be moved to, what one is without its mark of removal.

interface Part {
  readonly id: string;
  readonly deleted?: boolean;
}

export function shownParts<P extends Part>(parts: readonly P[]): readonly P[] {
  return parts.filter(({ deleted }) => deleted !== true);
}

export function removedParts<P extends Part>(parts: readonly P[]): readonly P[] {
  return parts.filter(({ deleted }) => deleted === true);
}

/**
 * How many places a part moves so that it passes the next one that is shown: removed parts keep their places and are
 * passed unseen. 0 at the end.
 */
export function placesToMove(parts: readonly Part[], id: string, by: -1 | 1): number {
  const from = parts.findIndex((part) => part.id === id);
  if (from < 0) return 0;
  for (let at = from + by; at >= 0 && at < parts.length; at += by)
    if (parts[at]?.deleted !== true) return Math.abs(at - from);
  return 0;
}

/** The part as it is when it is brought back. */
export function broughtBack<P extends Part>(part: P): Omit<P, 'deleted'> {
  const { deleted: _was, ...rest } = part;
  return rest;
}
