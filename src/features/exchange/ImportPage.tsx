// The import that runs, or the report of the last one. The import goes on when one leaves this page.
import { FolderInput } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState, PageHeader } from '#ui/frame.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { Report } from './Report.tsx';
import { UnderWay } from './UnderWay.tsx';
import { isUnderWay, useProgress } from './useProgress.ts';
import styles from './page.module.css';

const words = exchangeWords;

export interface ImportPageProps {
  readonly work: Workplace;
}

export function ImportPage({ work }: ImportPageProps): ReactElement {
  const { importRun: run } = work;
  const progress = useProgress(run);
  return (
    <div className={styles['page']}>
      <PageHeader title={words.progress.path}>
        {run !== null && !isUnderWay(progress) && (
          <Button look="plain" icon={FolderInput} onPress={() => work.openDialog('import')}>
            {words.report.another}
          </Button>
        )}
      </PageHeader>
      {run === null || progress === null ? (
        <EmptyState
          title={words.empty.title}
          text={words.empty.text}
          action={
            <Button look="main" onPress={() => work.openDialog('import')}>
              {words.empty.action}
            </Button>
          }
          shortcut="Mod+O"
        />
      ) : isUnderWay(progress) ? (
        <UnderWay run={run} progress={progress} />
      ) : (
        <Report work={work} run={run} progress={progress} />
      )}
    </div>
  );
}
