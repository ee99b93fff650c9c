// Rows of a long list and cells of a grid: where keys lead and what is drawn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAfter } from '#ui/cells.ts';
import { rowAfter, rowsInSight, rowStartingWith, scrollToRow } from '#ui/rows.ts';

const height = fc.integer({ min: 1, max: 2000 });
const rowHeight = fc.integer({ min: 10, max: 200 });
const total = fc.integer({ min: 1, max: 10_000 });

describe('a long list', () => {
  it('[R1] draws every row that is in sight, and not many more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), height, rowHeight, total, (top, high, row, rows) => {
        const { first, end } = rowsInSight(top, high, row, rows);
        const visible = Array.from({ length: Math.min(rows, 3000) }, (_, index) => index).filter(
          (index) => (index + 1) * row > top && index * row < top + high,
        );
        for (const index of visible) expect(index >= first && index < end).toBe(true);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(high / row) + 14);
        expect(first >= 0 && end <= rows).toBe(true);
      }),
    );
  });

  it('[R2] scrolling to a row shows it and moves no further than needed', () => {
    fc.assert(
      fc.property(total, fc.nat(100_000), height, rowHeight, (index, top, high, row) => {
        fc.pre(high >= row);
        const scrolled = scrollToRow(index, top, high, row);
        expect(scrolled).toBeLessThanOrEqual(index * row);
        expect(scrolled + high).toBeGreaterThanOrEqual((index + 1) * row);
        if (index * row >= top && (index + 1) * row <= top + high) expect(scrolled).toBe(top);
      }),
    );
  });

  it('[R3] keys never leave the list; others do not move', () => {
    for (const key of ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'])
      for (const index of [-1, 0, 5, 9]) {
        const next = rowAfter(key, index, 10, 4);
        expect(next !== null && next >= 0 && next < 10, `${key} from ${index}`).toBe(true);
      }
    expect(rowAfter('PageDown', 0, 10, 4)).toBe(3);
    expect(rowAfter('a', 0, 10, 4)).toBeNull();
  });

  it('[R4] letters find the next row that begins with them, one letter again the one after', () => {
    const names = ['Energy', 'Ports', 'Energy cost', 'Policy', 'Émigrés'];
    const textOf = (index: number): string => names[index] ?? '';
    expect(rowStartingWith('p', 0, 5, textOf)).toBe(1);
    expect(rowStartingWith('pp', 1, 5, textOf)).toBe(3);
    expect(rowStartingWith('po', 1, 5, textOf)).toBe(1);
    expect(rowStartingWith('pol', 1, 5, textOf)).toBe(3);
    expect(rowStartingWith('e', 2, 5, textOf)).toBe(0);
    expect(rowStartingWith('x', 0, 5, textOf)).toBeNull();
  });
});

describe('a grid of cells', () => {
  it('[R5] arrows move by one, reach the names, and never the corner or the outside', () => {
    expect(cellAfter('ArrowUp', false, { row: 0, column: 2 }, 3, 4)).toEqual({ row: -1, column: 2 });
    expect(cellAfter('ArrowLeft', false, { row: 1, column: 0 }, 3, 4)).toEqual({ row: 1, column: -1 });
    expect(cellAfter('ArrowLeft', false, { row: -1, column: 0 }, 3, 4)).toEqual({ row: -1, column: 0 });
    expect(cellAfter('ArrowUp', false, { row: 0, column: -1 }, 3, 4)).toEqual({ row: 0, column: -1 });
    expect(cellAfter('ArrowRight', false, { row: 2, column: 3 }, 3, 4)).toEqual({ row: 2, column: 3 });
    expect(cellAfter('End', true, { row: 0, column: 0 }, 3, 4)).toEqual({ row: 2, column: 3 });
    expect(cellAfter('Home', false, { row: 2, column: 3 }, 3, 4)).toEqual({ row: 2, column: 0 });
    expect(cellAfter('Tab', false, { row: 2, column: 3 }, 3, 4)).toBeNull();
  });
});
