// The rows of a report as the person looks at them: which of them need a look, how many there are of each kind.
import type { Outcome, ReportRow } from '#notebook/importing.ts';
import { exchangeWords } from '#words/exchange.ts';

export const filters = ['look', 'refused', 'losses', 'changed', 'copies', 'all'] as const;
export type Filter = (typeof filters)[number];

const belongs: Readonly<Record<Exclude<Filter, 'look' | 'all'>, (row: ReportRow) => boolean>> = {
  refused: ({ outcome }) => outcome === 'refused' || outcome === 'failed',
  losses: ({ losses }) => losses.length > 0,
  changed: ({ outcome }) => outcome === 'changed' || outcome === 'edited here' || outcome === 'updated',
  copies: ({ duplicateOf }) => duplicateOf !== undefined,
};

export function isShown(row: ReportRow, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'look':
      return Object.values(belongs).some((holds) => holds(row));
    default:
      return belongs[filter](row);
  }
}

export interface Counts {
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly filters: Readonly<Record<Filter, number>>;
}

export function countRows(rows: readonly ReportRow[]): Counts {
  const outcomes = new Map<Outcome, number>();
  const shown: Record<Filter, number> = { look: 0, refused: 0, losses: 0, changed: 0, copies: 0, all: 0 };
  for (const row of rows) {
    outcomes.set(row.outcome, (outcomes.get(row.outcome) ?? 0) + 1);
    for (const filter of filters) if (isShown(row, filter)) shown[filter] += 1;
  }
  return { outcomes, filters: shown };
}

/** A path in one line: a name may hold a line break, and then says so. */
export function shownPath(path: string): string {
  return path === '' ? exchangeWords.report.top : path.replace(/[\p{Cc}\u2028\u2029]+/gu, '␤');
}

export function matches({ path }: ReportRow, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted === '' || path.toLocaleLowerCase().includes(wanted);
}

/** The name of a folder from its path, whatever the system writes between folders. */
export function folderName(root: string): string {
  return (
    root
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? root
  );
}
