// The report of an import as plain text, for a message or a file.
import type { ImportProgress, ReportRow } from '#notebook/importing.ts';
import { exchangeWords } from '#words/exchange.ts';
import { countRows, isShown, shownPath } from './rows.ts';
import { reasonSentence, sentencesOf } from './sentences.ts';
import { totalsOf } from './totals.ts';

const words = exchangeWords.report;

export function reportTitle({ state, imported }: ImportProgress, root: string): string {
  const told = state === 'cancelled' || state === 'stopped' ? state : 'finished';
  return words.title[told](imported, root);
}

export function reportText(progress: ImportProgress, root: string, rows: readonly ReportRow[]): string {
  const counts = countRows(rows);
  const left = progress.total - progress.done;
  const head = [
    reportTitle(progress, root),
    ...(progress.trouble === undefined ? [] : [words.stopped(reasonSentence(progress.trouble))]),
    totalsOf(counts)
      .map(({ count, word }) => `${count} ${word}`)
      .join(', '),
    ...(left > 0 ? [words.notReached(left)] : []),
  ];
  const paths = new Map(rows.map(({ path, record }) => [record?.id, path]));
  const files = rows
    .filter((row) => isShown(row, 'look'))
    .map((row) =>
      [
        `${shownPath(row.path)}: ${words.outcome[row.outcome]}.`,
        ...sentencesOf(row, paths.get(row.duplicateOf?.id) ?? null),
      ].join(' '),
    );
  return `${head.filter((line) => line !== '').join('\n')}\n${files.length > 0 ? `\n${files.join('\n')}\n` : ''}`;
}
