// A grid of cells with names at both edges, walked with the arrow keys: one stop in the tab order.
import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import styles from './CellGrid.module.css';
import { classes } from './classes.ts';
import { type Cell, cellAfter } from './cells.ts';

export interface GridHeading {
  readonly id: string;
  readonly label: string;
  /** Shown in place of the label. */
  readonly content?: ReactNode;
}

export interface CellGridProps {
  readonly label: string;
  readonly rows: readonly GridHeading[];
  readonly columns: readonly GridHeading[];
  /** What stands in the cell; signs in it need names of their own, row and column are said by the grid. */
  readonly cell: (rowId: string, columnId: string) => ReactNode;
  readonly selected: { readonly row: string; readonly column: string } | null;
  readonly onSelect: (row: string, column: string) => void;
  /** Enter or a double click on a cell. */
  readonly onOpen?: (row: string, column: string) => void;
  /** Enter, F2 or a double click on a name: rename it. */
  readonly onHeading?: (heading: { readonly kind: 'row' | 'column'; readonly id: string }) => void;
  readonly corner?: ReactNode;
}

export function CellGrid(props: CellGridProps): ReactElement {
  const { label, rows, columns, cell, selected, onSelect, onOpen, onHeading, corner } = props;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell | null>(null);

  // Row -1 and column -1 are the names. The stop in the tab order is where the person was, or the selected cell.
  const chosen: Cell | null =
    selected === null
      ? null
      : {
          row: rows.findIndex((row) => row.id === selected.row),
          column: columns.findIndex((column) => column.id === selected.column),
        };
  const isInside = (place: Cell | null): place is Cell =>
    place !== null && place.row < rows.length && place.column < columns.length;
  const stop: Cell = isInside(at) ? at : isInside(chosen) ? chosen : { row: 0, column: 0 };

  const go = (place: Cell): void => {
    setAt(place);
    const row = rows[place.row];
    const column = columns[place.column];
    if (row && column) onSelect(row.id, column.id);
    table.current?.querySelector<HTMLElement>(`[data-place="${place.row} ${place.column}"]`)?.focus();
  };

  const open = (place: Cell): void => {
    const row = rows[place.row];
    const column = columns[place.column];
    if (row && column) onOpen?.(row.id, column.id);
    else if (row) onHeading?.({ kind: 'row', id: row.id });
    else if (column) onHeading?.({ kind: 'column', id: column.id });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const place = event.target instanceof HTMLElement ? event.target.dataset['place'] : undefined;
    if (place === undefined) return;
    const next = cellAfter(event.key, event.ctrlKey || event.metaKey, stop, rows.length, columns.length);
    if (next !== null) go(next);
    else if (event.key === 'Enter' || (event.key === 'F2' && (stop.row < 0 || stop.column < 0))) open(stop);
    else return;
    event.preventDefault();
  };

  const placed = (row: number, column: number): Record<string, unknown> => ({
    'data-place': `${row} ${column}`,
    tabIndex: stop.row === row && stop.column === column ? 0 : -1,
    onClick: () => go({ row, column }),
    onDoubleClick: () => open({ row, column }),
  });

  return (
    // A table whose cells are walked is a grid (WAI-ARIA APG); the rows and names remain those of the table.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table ref={table} role="grid" aria-label={label} className={styles['grid']} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <td className={styles['corner']}>{corner}</td>
          {columns.map((column, index) => (
            <th key={column.id} scope="col" className={styles['column']} {...placed(-1, index)}>
              {column.content ?? column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, rowIndex) => (
          <tr key={row.id}>
            <th scope="row" className={styles['row']} {...placed(rowIndex, -1)}>
              {row.content ?? row.label}
            </th>
            {columns.map((column, columnIndex) => {
              const isSelected = selected?.row === row.id && selected.column === column.id;
              return (
                <td
                  key={column.id}
                  role="gridcell"
                  aria-selected={isSelected}
                  className={classes(styles['cell'], isSelected && styles['selected'])}
                  {...placed(rowIndex, columnIndex)}
                >
                  {cell(row.id, column.id)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
