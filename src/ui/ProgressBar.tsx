// How far long work has come: what it is, how much is done, and the time left.
import type { ReactElement } from 'react';
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import styles from './ProgressBar.module.css';
import { classes } from './classes.ts';

export interface ProgressBarProps {
  readonly label: string;
  /** Null while the amount of work is unknown. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** How an amount is said; as a number without. */
  readonly amount?: ((value: number) => string) | undefined;
  readonly secondsLeft?: number | undefined;
  /** Anything else worth saying: a rate, the file being read. */
  readonly detail?: string | undefined;
}

export function ProgressBar({
  label,
  progress,
  amount,
  secondsLeft,
  detail,
}: ProgressBarProps): ReactElement {
  const said = [
    progress === null
      ? undefined
      : amount === undefined
        ? uiWords.progress(progress.done, progress.total)
        : uiWords.amounts(amount(progress.done), amount(progress.total)),
    detail,
    secondsLeft === undefined ? undefined : uiWords.timeLeft(secondsLeft),
  ].filter((part) => part !== undefined);
  const valueLabel = said.join(', ');
  return (
    <AriaProgressBar
      className={classes(styles['progress'])}
      isIndeterminate={progress === null}
      value={progress?.done ?? 0}
      maxValue={Math.max(1, progress?.total ?? 1)}
      valueLabel={valueLabel === '' ? uiWords.loading : valueLabel}
    >
      {({ percentage }) => (
        <>
          <div className={styles['said']}>
            <Label>{label}</Label>
            <span className={styles['value']}>{valueLabel}</span>
          </div>
          <div className={styles['track']}>
            <div
              className={classes(styles['fill'], progress === null && styles['unknown'])}
              style={{ width: progress === null ? '30%' : `${percentage ?? 0}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
