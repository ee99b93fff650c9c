// The state of the panes: how wide, which are hidden, which are drawers because the window is narrow.
import { useCallback, useMemo, useState } from 'react';

export type PaneName = 'library' | 'list' | 'panel';

/** What is worth remembering between two runs; plain data, widths in rem. */
export interface PanesMemory {
  readonly library: number;
  readonly list: number;
  readonly panel: number;
  readonly hidden: readonly PaneName[];
}

export const usualPanes: PanesMemory = { library: 13, list: 18.5, panel: 19, hidden: [] };

/** Least and greatest width of each pane, in rem. */
export const paneBounds: Readonly<Record<PaneName, { readonly least: number; readonly most: number }>> = {
  library: { least: 10, most: 22 },
  list: { least: 13, most: 34 },
  panel: { least: 14, most: 34 },
};

export function boundedWidth(pane: PaneName, rem: number): number {
  const { least, most } = paneBounds[pane];
  return Math.min(most, Math.max(least, Number.isFinite(rem) ? rem : usualPanes[pane]));
}

/** Which panes become drawers in a window this wide: the panel under 1100 px, the list too under 820 (at 16 px a rem). */
function drawersIn(windowRem: number): readonly PaneName[] {
  if (windowRem < 820 / 16) return ['panel', 'list'];
  return windowRem < 1100 / 16 ? ['panel'] : [];
}

export interface PanesState {
  readonly memory: PanesMemory;
  readonly drawers: readonly PaneName[];
  /** The drawer that is pulled out, if any. */
  readonly drawer: PaneName | null;
  readonly isShown: (pane: PaneName) => boolean;
  readonly toggle: (pane: PaneName) => void;
  /** Pushes the open drawer back, for when a row was opened from it. */
  readonly closeDrawer: () => void;
  readonly setWidth: (pane: PaneName, rem: number) => void;
  readonly setWindowRem: (windowRem: number) => void;
}

/** `remember` is called with plain data whenever the person changed something. */
export function usePanes(start: PanesMemory, remember: (memory: PanesMemory) => void): PanesState {
  const [memory, setMemory] = useState(start);
  const [drawer, setDrawer] = useState<PaneName | null>(null);
  const [windowRem, setWindowRem] = useState(Number.POSITIVE_INFINITY);
  const drawers = useMemo(() => drawersIn(windowRem), [windowRem]);
  const openDrawer = drawer !== null && drawers.includes(drawer) ? drawer : null;

  const keep = useCallback(
    (next: PanesMemory): void => {
      setMemory(next);
      remember(next);
    },
    [remember],
  );
  const isShown = useCallback(
    (pane: PaneName): boolean =>
      drawers.includes(pane) ? openDrawer === pane : !memory.hidden.includes(pane),
    [drawers, memory, openDrawer],
  );
  const toggle = useCallback(
    (pane: PaneName): void => {
      if (drawers.includes(pane)) {
        setDrawer(openDrawer === pane ? null : pane);
        return;
      }
      const hidden = memory.hidden.includes(pane)
        ? memory.hidden.filter((name) => name !== pane)
        : [...memory.hidden, pane];
      keep({ ...memory, hidden });
    },
    [drawers, keep, memory, openDrawer],
  );
  const closeDrawer = useCallback((): void => setDrawer(null), []);
  const setWidth = useCallback(
    (pane: PaneName, rem: number): void => keep({ ...memory, [pane]: boundedWidth(pane, rem) }),
    [keep, memory],
  );
  return useMemo(
    () => ({ memory, drawers, drawer: openDrawer, isShown, toggle, closeDrawer, setWidth, setWindowRem }),
    [memory, drawers, openDrawer, isShown, toggle, closeDrawer, setWidth],
  );
}
