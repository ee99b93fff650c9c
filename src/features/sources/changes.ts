// Watching only for the changes a screen shows, so that an import of a thousand files does not read a long text anew.
import type { Change } from '#notebook/door.ts';
import type { Notebook } from '#notebook/notebook.ts';

type Touched = Change['touched'][number];

/** A watch for `useLive`: told when a change touches something that `matters`. */
export function watchFor(
  notebook: Notebook,
  matters: (touched: Touched) => boolean,
): (changed: () => void) => () => void {
  return (changed) =>
    notebook.watch(({ touched }) => {
      if (touched.some(matters)) changed();
    });
}
