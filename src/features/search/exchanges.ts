// Differences that stand side by side, told as one: what is quoted first, then what stands there.
import type { QuotationPlace } from '#notebook/quotations.ts';

type Difference = QuotationPlace['differences'][number];

const exchanged: ReadonlySet<Difference['kind']> = new Set(['changed', 'missing', 'added']);

/** `isSpace` says of what is the same in both whether it is but the space between two words. */
export function exchangesIn(
  differences: readonly Difference[],
  isSpace: (same: Difference) => boolean,
): readonly Difference[] {
  const told: Difference[] = [];
  differences.forEach((difference, at) => {
    const next = differences[at + 1];
    const before = told.at(-1);
    const goesOn =
      difference.kind === 'same'
        ? isSpace(difference) && next !== undefined && exchanged.has(next.kind)
        : exchanged.has(difference.kind);
    if (before === undefined || !goesOn || !exchanged.has(before.kind)) told.push(difference);
    else
      told[told.length - 1] = {
        kind: difference.kind === 'same' || difference.kind === before.kind ? before.kind : 'changed',
        quoted: { start: before.quoted.start, end: difference.quoted.end },
        met: { start: before.met.start, end: difference.met.end },
      };
  });
  return told;
}
