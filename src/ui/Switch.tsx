// Something that is on or off from the moment it is touched.
import type { ReactElement, ReactNode } from 'react';
import { SwitchButton, SwitchField, type SwitchFieldProps } from 'react-aria-components';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

export interface SwitchProps extends Omit<SwitchFieldProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
}

export function Switch({ children, ...rest }: SwitchProps): ReactElement {
  return (
    <SwitchField {...rest} className={classes(styles['field'])}>
      <SwitchButton className={classes(styles['choice'])}>
        <span className={styles['track']} aria-hidden>
          <span className={styles['thumb']} />
        </span>
        <span>{children}</span>
      </SwitchButton>
    </SwitchField>
  );
}
