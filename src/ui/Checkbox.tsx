// A box that is ticked, not ticked, or partly ticked.
import { Check, Minus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from 'react-aria-components';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

export interface CheckboxProps extends Omit<CheckboxFieldProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps): ReactElement {
  return (
    <CheckboxField {...rest} className={classes(styles['field'])}>
      <CheckboxButton className={classes(styles['choice'])}>
        {({ isSelected, isIndeterminate }) => (
          <>
            <span className={styles['box']} aria-hidden>
              {isIndeterminate ? <Minus /> : isSelected ? <Check /> : null}
            </span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
    </CheckboxField>
  );
}
