// The report of an import as plain text, for a message or a file.
import type { ImportProgress, ReportRow } from '#notebook/importing.ts';
import { exchangeWords } from '#words/exchange.ts';
import type { Counts } from './rows.ts';
import { countRows, isShown, shownPath } from './rows.ts';
import { reasonSentence, sentencesOf } from './sentences.ts';
import { totalsOf } from './totals.ts';

const words = exchangeWords.report;

export function reportTitle({ state, imported }: ImportProgress, root: string, counts: Counts): string {
  if (state === 'cancelled' || state === 'stopped') return words.title[state](imported, root);
  if (imported > 0) return words.title.imported(imported, root);
  const changed = counts.filters.changed;
  if (changed > 0) return words.title.changed(changed, root);
  return counts.outcomes.has('unchanged') ? words.title.unchanged(root) : words.title.nothing(root);
}

export function reportText(progress: ImportProgress, root: string, rows: readonly ReportRow[]): string {
  const counts = countRows(rows);
  const left = progress.total - progress.done;
  const head = [
    reportTitle(progress, root, counts),
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
