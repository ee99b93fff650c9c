// An import under way: how far it is, how fast, how long it takes, and the ways to stop it.
import { Pause, Play } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ImportProgress, ImportRun } from '#notebook/importing.ts';
import { Button } from '#ui/Button.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { exchangeWords } from '#words/exchange.ts';
import { folderName } from './rows.ts';
import styles from './page.module.css';

const words = exchangeWords.progress;

export interface UnderWayProps {
  readonly run: ImportRun;
  readonly progress: ImportProgress;
}

export function UnderWay({ run, progress }: UnderWayProps): ReactElement {
  const { state, done, total, imported, filesPerSecond, secondsLeft } = progress;
  const isPaused = state === 'paused';
  return (
    <div className={styles['underWay']}>
      <h1 className={styles['title']}>{words.title(folderName(run.root))}</h1>
      <ProgressBar
        label={isPaused ? words.paused : words.reading}
        progress={{ done, total }}
        {...(isPaused || filesPerSecond === null ? {} : { detail: words.rate(filesPerSecond) })}
        {...(isPaused || secondsLeft === null ? {} : { secondsLeft })}
      />
      <div className={styles['controls']}>
        <span className={styles['soFar']}>{words.imported(imported)}</span>
        <Button icon={isPaused ? Play : Pause} onPress={isPaused ? run.resume : run.pause}>
          {isPaused ? words.resume : words.pause}
        </Button>
        <Button onPress={run.cancel}>{words.cancel}</Button>
      </div>
      <p className={styles['hint']}>{words.hint}</p>
    </div>
  );
}
