// The rows chosen in a list: the one whose page is shown, or several chosen to be dealt with together.
import { useCallback, useState } from 'react';

const nothing: ReadonlySet<string> = new Set();

export interface ListSelection {
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
}

/** `shown` is the record on the page; choosing a single other one calls `open`. */
export function useListSelection(shown: string | undefined, open: (key: string) => void): ListSelection {
  const [several, setSeveral] = useState(nothing);
  const isKept = several.size > 1 && (shown === undefined || several.has(shown));
  const selected = isKept ? several : shown === undefined ? nothing : new Set([shown]);
  const onSelect = useCallback(
    (keys: ReadonlySet<string>): void => {
      setSeveral(keys.size > 1 ? keys : nothing);
      const [only] = keys;
      if (keys.size === 1 && only !== undefined && only !== shown) open(only);
    },
    [shown, open],
  );
  return { selected, onSelect };
}
