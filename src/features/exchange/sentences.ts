// What the report says of one file: a sentence for every reason, every loss, and every outcome that is not plain.
import type { LossKind, Outcome, Refusal, ReportRow } from '#notebook/importing.ts';
import { exchangeWords } from '#words/exchange.ts';

/** Every kind of loss has its sentence: the compiler asks for it. */
const losses: Readonly<Record<LossKind, (many: number) => string>> = exchangeWords.losses;
const reasons: Readonly<Record<Refusal, string>> & Readonly<Record<string, unknown>> = exchangeWords.reasons;
const about: Readonly<Partial<Record<Outcome, string>>> = exchangeWords.report.about;

/** The machine's own words for a file that moved or was deleted since it was offered. */
const gone = /\b(?:404|410)\b|ENOENT|NotFoundError|NotReadableError/;

export function reasonSentence(reason: string): string {
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (typeof known === 'string') return known;
  return gone.test(reason) ? exchangeWords.reasons.gone : exchangeWords.reasons.other(reason);
}

/** `copyOf` is the path of the file that was imported with the same bytes, where it is known. */
export function sentencesOf(row: ReportRow, copyOf: string | null = null): readonly string[] {
  const { outcome, reason, duplicateOf } = row;
  const meaning = about[outcome];
  return [
    ...(meaning === undefined ? [] : [meaning]),
    ...(reason === undefined ? [] : [reasonSentence(reason)]),
    ...row.losses.map(({ kind, count, names }) => {
      const sentence = losses[kind](count);
      return names === undefined || names.length === 0
        ? sentence
        : exchangeWords.losses.named(sentence, names);
    }),
    ...(duplicateOf === undefined ? [] : [exchangeWords.report.copy(copyOf)]),
  ];
}
