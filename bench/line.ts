// One line of the benchmark's table: a figure, and the plain way's figure from the same run.
import { quantile } from './metrics.ts';
import { tableOf } from './table.ts';

export interface Spread {
  readonly p50: number;
  readonly p95: number | null;
}

export interface Line {
  readonly measure: string;
  readonly unit: 'ms' | 'passages/s';
  readonly figure: Spread;
  readonly plain: (Spread & { readonly name: string }) | null;
  /** The figure's p50 divided by the plain one's. */
  readonly ratio: number | null;
}

export function spreadOf(values: readonly number[]): Spread {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

export function lineOf(measure: string, unit: Line['unit'], figure: Spread, plain: Line['plain']): Line {
  return { measure, unit, figure, plain, ratio: plain === null ? null : figure.p50 / plain.p50 };
}

function shown(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

export function linesTable(lines: readonly Line[]): string {
  const rows = lines.map(({ measure, unit, figure, plain, ratio }) => [
    measure,
    unit,
    shown(figure.p50),
    shown(figure.p95),
    plain?.name ?? '',
    shown(plain?.p50),
    shown(plain?.p95),
    shown(ratio),
  ]);
  return tableOf(['measure', 'unit', 'p50', 'p95', 'beside', 'its p50', 'its p95', 'ratio'], rows);
}
