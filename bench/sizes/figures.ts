// The figures of one size: rows with what each must reach, as a table to read.
import { tableOf } from '../table.ts';

export const own = 'Commonplace';

export type Unit = 'ms' | 's' | 'MB' | 'share' | 'times' | 'passages/s';

export interface Row {
  readonly measure: string;
  /** Whose figure it is. */
  readonly by: string;
  /** Whether every text and vector under it is real. */
  readonly data: 'real' | 'made';
  readonly unit: Unit;
  /** The median, or the only value; null where nothing could be measured, and then the note says why. */
  readonly p50: number | null;
  readonly p95: number | null;
  /** This figure divided by the program's own, from the same questions in the same run. */
  readonly ratio: number | null;
  readonly note: string;
}

export interface Target {
  /** Only at this many passages; at every size when missing. */
  readonly size?: number;
  readonly measure: string;
  readonly by: string;
  readonly of: 'p50' | 'p95' | 'ratio';
  readonly must: 'be at most' | 'be at least';
  readonly limit: number;
}

export function rowOf(row: Pick<Row, 'measure' | 'by' | 'data' | 'unit' | 'p50'> & Partial<Row>): Row {
  return { p95: null, ratio: null, note: '', ...row };
}

/** How many times a value is beyond its limit: 1 or less is reached. */
function missedBy({ must, limit }: Target, value: number): number {
  return must === 'be at most' ? value / limit : limit / value;
}

function targetsOf(row: Row, size: number, targets: readonly Target[]): readonly Target[] {
  return targets.filter(
    (target) =>
      (target.size === undefined || target.size === size) &&
      target.measure === row.measure &&
      target.by === row.by,
  );
}

export interface Verdict {
  /** What must be reached, in short. */
  readonly target: string;
  readonly result: string;
}

/** Null where nothing was promised. */
export function verdictOf(row: Row, size: number, targets: readonly Target[]): Verdict | null {
  const wanted = targetsOf(row, size, targets);
  if (wanted.length === 0) return null;
  const target = wanted
    .map(({ of, must, limit }) => {
      const name = of === 'ratio' ? 'ratio ' : row.p95 === null ? '' : `${of} `;
      return `${name}${must === 'be at most' ? '<=' : '>='} ${plain(limit)}`;
    })
    .join(', ');
  const values = wanted.map((each) => ({ each, value: row[each.of] }));
  if (values.some(({ value }) => value === null)) return { target, result: 'not measured' };
  const worst = Math.max(...values.map(({ each, value }) => missedBy(each, value ?? Number.NaN)));
  return { target, result: worst <= 1 ? 'reached' : `missed by ${(worst - 1).toFixed(2)}` };
}

function plain(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

function shown(value: number | null): string {
  if (value === null) return '';
  const size = Math.abs(value);
  return value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

export function figuresTable(rows: readonly Row[], size: number, targets: readonly Target[]): string {
  return tableOf(
    ['measure', 'by', 'data', 'p50', 'p95', 'unit', 'ratio', 'target', 'result', 'note'],
    rows.map((row) => {
      const verdict = verdictOf(row, size, targets);
      return [
        row.measure,
        row.by,
        row.data,
        row.p50 === null ? 'skipped' : shown(row.p50),
        shown(row.p95),
        row.unit,
        shown(row.ratio),
        verdict?.target ?? '',
        verdict?.result ?? '',
        row.note,
      ];
    }),
  );
}
