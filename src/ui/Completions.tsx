// What could complete the text of an input, listed below it; the focus stays in the input, which says what is chosen.
import type { ReactElement, ReactNode } from 'react';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface Completion {
  readonly value: string;
  readonly label: string;
  /** Quieter, beside the label. */
  readonly detail?: string;
  /** Stands at the end: a number, an example. */
  readonly end?: string;
  readonly mark?: ReactNode;
}

export interface CompletionsProps {
  /** The input names the list by this, and the chosen option by `optionId`. */
  readonly id: string;
  readonly label: string;
  readonly completions: readonly Completion[];
  /** The one that Enter takes; -1 for none. */
  readonly chosen: number;
  readonly onAccept: (at: number) => void;
  /** Below the list, or in its place: what may be written. */
  readonly hint?: string | undefined;
}

export function optionId(listId: string, at: number): string {
  return `${listId}-${at}`;
}

export function Completions({
  id,
  label,
  completions,
  chosen,
  onAccept,
  hint,
}: CompletionsProps): ReactElement {
  return (
    // A press must not take the focus out of the input.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes(styles['popover'], styles['completions'])}
      onMouseDown={(event) => event.preventDefault()}
    >
      {completions.length > 0 && (
        <div id={id} role="listbox" aria-label={label} className={styles['options']}>
          {completions.map(({ value, label: name, detail, end, mark }, at) => (
            // Keys are the input's.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={value}
              id={optionId(id, at)}
              role="option"
              tabIndex={-1}
              aria-selected={at === chosen}
              className={styles['option']}
              {...(at === chosen ? { 'data-focused': true } : {})}
              onClick={() => onAccept(at)}
            >
              {mark}
              <span className={styles['optionText']}>
                {name}
                {detail !== undefined && <span className={styles['beside']}>{detail}</span>}
              </span>
              {end !== undefined && <span className={styles['atEnd']}>{end}</span>}
            </div>
          ))}
        </div>
      )}
      {hint !== undefined && <div className={styles['optionsHint']}>{hint}</div>}
    </div>
  );
}
