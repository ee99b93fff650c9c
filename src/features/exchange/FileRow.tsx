// One file in the report: its path, what became of it, and the first of what there is to say.
import type { ReactElement } from 'react';
import type { ReportRow } from '#notebook/importing.ts';
import { Badge, KindMark } from '#ui/marks.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { sentencesOf } from './sentences.ts';
import styles from './page.module.css';

const outcomeWords = exchangeWords.report.outcome;

type Look = 'plain' | 'warn' | 'bad' | 'good';

const looks: Readonly<Record<keyof typeof outcomeWords, Look>> = {
  imported: 'good',
  updated: 'good',
  'not whole': 'warn',
  copy: 'plain',
  unchanged: 'plain',
  changed: 'warn',
  'edited here': 'warn',
  'in trash': 'plain',
  refused: 'bad',
  failed: 'bad',
};

/** What of a file catches the eye: that it is there and something is missing says more than that it is there. */
function badgeOf({ outcome, losses, duplicateOf }: ReportRow): keyof typeof outcomeWords {
  if (outcome !== 'imported') return outcome;
  return losses.length > 0 ? 'not whole' : duplicateOf === undefined ? 'imported' : 'copy';
}

export interface FileRowProps {
  readonly path: string;
  readonly row: ReportRow;
  readonly copyOf: string | null;
}

export function FileRow({ path, row, copyOf }: FileRowProps): ReactElement {
  const said = sentencesOf(row, copyOf).join(' ');
  const badge = badgeOf(row);
  return (
    <div className={styles['row']}>
      <span className={styles['mark']}>{row.record && <KindMark kind={row.record.kind} hideWord />}</span>
      <span className={styles['path']} title={path}>
        {path}
      </span>
      <Badge look={looks[badge]}>{outcomeWords[badge]}</Badge>
      <span className={styles['said']}>{said}</span>
    </div>
  );
}
