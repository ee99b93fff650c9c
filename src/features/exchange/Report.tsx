// The report of an import: totals in words, then every file that needs a look, with a sentence each and what can be done.
import type { ReactElement } from 'react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { ImportProgress, ImportRun } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Banner } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { CopyReport } from './CopyReport.tsx';
import { FileList } from './FileList.tsx';
import { reportTitle } from './reportText.ts';
import type { Filter } from './rows.ts';
import { countRows, folderName } from './rows.ts';
import { reasonSentence } from './sentences.ts';
import { totalsOf } from './totals.ts';
import styles from './page.module.css';

const words = exchangeWords.report;

export interface ReportProps {
  readonly work: Workplace;
  readonly run: ImportRun;
  readonly progress: ImportProgress;
}

export function Report({ work, run, progress }: ReportProps): ReactElement {
  const rows = useSyncExternalStore(run.watch, run.rows);
  const counts = useMemo(() => countRows(rows), [rows]);
  const [filter, setFilter] = useState<Filter>(counts.filters.look > 0 ? 'look' : 'all');
  const { state, trouble, done, total } = progress;
  const left = total - done;
  return (
    <>
      {trouble !== undefined && (
        <Banner look="bad">
          {state === 'stopped'
            ? words.stopped(reasonSentence(trouble))
            : words.notTakenOver(reasonSentence(trouble))}
        </Banner>
      )}
      <header className={styles['head']}>
        <div className={styles['headText']}>
          <h1 className={styles['title']}>{reportTitle(progress, folderName(run.root), counts)}</h1>
          <p className={styles['where']} title={run.root}>
            {run.root}
          </p>
        </div>
        <CopyReport work={work} run={run} progress={progress} />
      </header>
      <ul className={styles['totals']}>
        {totalsOf(counts).map(({ name, count, word }) => (
          <li key={name} className={styles[`total-${name.replaceAll(' ', '-')}`]}>
            <b>{count}</b> {word}
          </li>
        ))}
        {left > 0 && <li className={styles['total-left']}>{words.notReached(left)}</li>}
      </ul>
      <FileList work={work} run={run} rows={rows} counts={counts} filter={filter} onFilter={setFilter} />
    </>
  );
}
