// One file in the report: its path, what became of it, and the first of what there is to say.
import type { ReactElement } from 'react';
import type { Outcome, ReportRow } from '#notebook/importing.ts';
import { Badge, KindMark } from '#ui/marks.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { sentencesOf } from './sentences.ts';
import styles from './page.module.css';

const looks: Readonly<Record<Outcome, 'plain' | 'warn' | 'bad' | 'good'>> = {
  imported: 'good',
  updated: 'good',
  unchanged: 'plain',
  changed: 'warn',
  'edited here': 'warn',
  'in trash': 'plain',
  refused: 'bad',
  failed: 'bad',
};

export interface FileRowProps {
  readonly path: string;
  readonly row: ReportRow;
  readonly copyOf: string | null;
}

export function FileRow({ path, row, copyOf }: FileRowProps): ReactElement {
  const said = sentencesOf(row, copyOf).join(' ');
  return (
    <div className={styles['row']}>
      <span className={styles['mark']}>{row.record && <KindMark kind={row.record.kind} hideWord />}</span>
      <span className={styles['path']} title={path}>
        {path}
      </span>
      <Badge look={looks[row.outcome]}>{exchangeWords.report.outcome[row.outcome]}</Badge>
      <span className={styles['said']}>{said}</span>
    </div>
  );
}
