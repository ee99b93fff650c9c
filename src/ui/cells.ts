// Where the arrow keys lead in a grid whose names stand in row -1 and column -1.

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell a key leads to from another, or null when the key does not move. The corner is never reached. */
export function cellAfter(
  key: string,
  isControl: boolean,
  { row, column }: Cell,
  rows: number,
  columns: number,
): Cell | null {
  const to = (wantedRow: number, wantedColumn: number): Cell => {
    const place = {
      row: Math.min(rows - 1, Math.max(-1, wantedRow)),
      column: Math.min(columns - 1, Math.max(-1, wantedColumn)),
    };
    return place.row === -1 && place.column === -1 ? { row, column } : place;
  };
  switch (key) {
    case 'ArrowUp':
      return to(isControl ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(isControl ? rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return to(row, isControl ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, isControl ? columns - 1 : column + 1);
    case 'Home':
      return to(isControl ? 0 : row, 0);
    case 'End':
      return to(isControl ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
