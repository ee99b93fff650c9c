// The way from a cell of the grid to its judgements in the panel: the two stand in different panes.

export const panelId = 'scorecard-cell';

/** Moves the focus to the panel; false when it is not shown. */
export function showPanel(): boolean {
  const panel = document.getElementById(panelId);
  panel?.focus();
  return panel !== null;
}
