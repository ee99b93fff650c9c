// Tags in use, to complete what is typed; read when a form or a page opens, not at each change of the notebook.
import { useCallback } from 'react';
import type { Notebook } from '#notebook/notebook.ts';
import { useLive, valueOf } from '#ui/useLive.ts';

const none: readonly string[] = [];
const never = (): (() => void) => () => undefined;

/** The most used first. */
export function useKnownTags(notebook: Notebook): readonly string[] {
  const read = useCallback(
    async () => (await notebook.heads.tags()).toSorted((a, b) => b.count - a.count).map(({ tag }) => tag),
    [notebook],
  );
  return valueOf(useLive(read, never), none);
}
