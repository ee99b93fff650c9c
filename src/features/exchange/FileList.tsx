// The files of a report: filtered, searched, chosen one or several, with all that is known of the chosen one below.
import type { ReactElement } from 'react';
import { useMemo, useState } from 'react';
import type { ImportRun, ReportRow } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { SearchField } from '#ui/SearchField.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { VirtualList } from '#ui/VirtualList.tsx';
import { EmptyState } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { wholeNumber } from '#words/format.ts';
import { ChosenFiles } from './ChosenFiles.tsx';
import { FileRow } from './FileRow.tsx';
import { openRecord } from './openRecord.ts';
import type { Counts, Filter } from './rows.ts';
import { filters, isShown, matches, shownPath } from './rows.ts';
import styles from './page.module.css';

const words = exchangeWords.report;
const rowRem = 3.25;
const pathOf = ({ path }: ReportRow): string => path;

export interface FileListProps {
  readonly work: Workplace;
  readonly run: ImportRun;
  readonly rows: readonly ReportRow[];
  readonly counts: Counts;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

export function FileList({ work, run, rows, counts, filter, onFilter }: FileListProps): ReactElement {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(
    () => rows.filter((row) => isShown(row, filter) && matches(row, text)),
    [rows, filter, text],
  );
  const paths = useMemo(() => new Map(rows.map(({ path, record }) => [record?.id, path])), [rows]);
  const copyOf = (row: ReportRow): string | null => paths.get(row.duplicateOf?.id) ?? null;
  const chosenRows = shown.filter(({ path }) => chosen.has(path));
  return (
    <>
      <div className={styles['bar']}>
        <Segmented
          label={words.filter}
          look="chips"
          segments={filters
            .filter((each) => each === 'all' || each === filter || counts.filters[each] > 0)
            .map((each) => ({
              value: each,
              label: words.filters[each],
              count: wholeNumber(counts.filters[each]),
            }))}
          value={filter}
          onChange={onFilter}
        />
        <div className={styles['find']}>
          <SearchField label={words.search} placeholder={words.search} value={text} onChange={setText} />
        </div>
      </div>
      <div className={styles['list']}>
        <VirtualList
          label={words.list}
          items={shown}
          keyOf={pathOf}
          textOf={pathOf}
          row={(row) => <FileRow path={shownPath(row.path)} row={row} copyOf={copyOf(row)} />}
          rowRem={rowRem}
          selection="multiple"
          selected={chosen}
          onSelect={setChosen}
          onOpen={(row) => void openRecord(work, row.record)}
          empty={
            <EmptyState title={text === '' && filter === 'look' ? words.nothingToLook : words.noneLikeThat} />
          }
        />
      </div>
      <ChosenFiles work={work} run={run} chosen={chosenRows} copyOf={copyOf} />
    </>
  );
}
