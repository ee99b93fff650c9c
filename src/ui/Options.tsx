// The choices inside a select or a completion: one typed list, drawn in one place.
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { ListBox, ListBoxItem, Popover } from 'react-aria-components';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string;
  /** Stands before the label: a kind mark, an icon. */
  readonly mark?: ReactNode;
  readonly isDisabled?: boolean;
}

export function Options({
  options,
  empty,
}: {
  readonly options?: readonly Option[];
  readonly empty?: ReactNode;
}): ReactElement {
  return (
    <Popover offset={4} className={classes(styles['popover'])}>
      <ListBox
        {...(options === undefined ? {} : { items: options })}
        className={classes(styles['options'])}
        renderEmptyState={() => <div className={styles['optionsEmpty']}>{empty}</div>}
      >
        {(option: Option) => (
          <ListBoxItem
            id={option.value}
            textValue={option.label}
            isDisabled={option.isDisabled ?? false}
            className={classes(styles['option'])}
          >
            {option.mark}
            <span className={styles['optionText']}>
              {option.label}
              {option.detail !== undefined && <span className={styles['optionDetail']}>{option.detail}</span>}
            </span>
            <Check aria-hidden className={classes('lucide', styles['tick'])} />
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
