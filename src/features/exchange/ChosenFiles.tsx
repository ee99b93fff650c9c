// All that is known of the chosen files, and what can be done about them.
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { ImportRun, ReportRow } from '#notebook/importing.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { openRecord } from './openRecord.ts';
import { shownPath } from './rows.ts';
import { sentencesOf } from './sentences.ts';
import styles from './page.module.css';

const words = exchangeWords.report;

export interface ChosenFilesProps {
  readonly work: Workplace;
  readonly run: ImportRun;
  readonly chosen: readonly ReportRow[];
  readonly copyOf: (row: ReportRow) => string | null;
}

export function ChosenFiles({ work, run, chosen, copyOf }: ChosenFilesProps): ReactElement {
  const [isTaking, setIsTaking] = useState(false);
  const changed = chosen.filter(({ outcome }) => outcome === 'changed').map(({ path }) => path);
  const [only] = chosen;
  const single = chosen.length === 1 ? only : undefined;

  const takeOver = async (): Promise<void> => {
    setIsTaking(true);
    const taken = await run.update(changed).finally(() => setIsTaking(false));
    const isWhole = run.progress().trouble === undefined;
    if (isWhole && taken < changed.length) work.tell({ text: words.leftAlone(changed.length - taken) });
  };

  return (
    <section className={styles['chosen']} aria-live="polite">
      <div className={styles['chosenText']}>
        {single === undefined ? (
          <p className={styles['hint']}>{chosen.length === 0 ? words.choose : words.chosen(chosen.length)}</p>
        ) : (
          <>
            <h2 className={styles['chosenPath']}>{shownPath(single.path)}</h2>
            {sentencesOf(single, copyOf(single)).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </>
        )}
      </div>
      <div className={styles['chosenActions']}>
        {single?.duplicateOf && (
          <Button onPress={() => void openRecord(work, single.duplicateOf)}>{words.openCopy}</Button>
        )}
        {single?.record && <Button onPress={() => void openRecord(work, single.record)}>{words.open}</Button>}
        {changed.length > 0 && (
          <Button look="main" isDisabled={isTaking} onPress={() => void takeOver()}>
            {words.takeOver(changed.length)}
          </Button>
        )}
      </div>
    </section>
  );
}
