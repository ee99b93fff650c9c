// Where the arrow keys lead among results that each have three buttons side by side: for, against, context.

export interface ResultButton {
  readonly row: number;
  readonly column: number;
}

const stanceColumns = 3;

/** The next button; 'search' for the way back up to the box; null when the key does not move. */
export function resultAfter(
  key: string,
  { row, column }: ResultButton,
  rows: number,
): ResultButton | 'search' | null {
  switch (key) {
    case 'ArrowUp':
      return row === 0 ? 'search' : { row: row - 1, column };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(stanceColumns - 1, column + 1) };
    case 'Home':
      return { row: 0, column };
    case 'End':
      return { row: Math.max(0, rows - 1), column };
    default:
      return null;
  }
}
