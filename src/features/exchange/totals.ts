// The totals of an import in words, without those that are nothing.
import type { Outcome } from '#notebook/importing.ts';
import { wholeNumber } from '#words/format.ts';
import { exchangeWords } from '#words/exchange.ts';
import type { Counts } from './rows.ts';

export interface Total {
  readonly name: keyof typeof exchangeWords.report.totals;
  readonly count: string;
  readonly word: string;
}

const outcomes: readonly Outcome[] = [
  'imported',
  'unchanged',
  'changed',
  'updated',
  'edited here',
  'in trash',
  'refused',
  'failed',
];

export function totalsOf(counts: Counts): readonly Total[] {
  const numbers: readonly (readonly [Total['name'], number])[] = [
    ...outcomes.map((outcome) => [outcome, counts.outcomes.get(outcome) ?? 0] as const),
    ['not whole', counts.filters.losses],
    ['copies', counts.filters.copies],
  ];
  return numbers
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ name, count: wholeNumber(count), word: exchangeWords.report.totals[name] }));
}
