// What every field has around its control: a label, a hint, and what is wrong with it, in place.
import type { ReactElement, ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './Field.module.css';
import { classes } from './classes.ts';

/** The props every field shares. */
export interface FieldProps {
  readonly label: string;
  /** Keeps the label for screen readers and takes it off the screen. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; marks the field as invalid. */
  readonly error?: string | undefined;
}

/** For the aria-label and isInvalid of the control, in the form react-aria expects. */
export function fieldState({ label, hideLabel, error }: FieldProps): {
  readonly 'aria-label'?: string;
  readonly isInvalid: boolean;
} {
  return { ...(hideLabel === true ? { 'aria-label': label } : {}), isInvalid: error !== undefined };
}

export function FieldFrame({
  label,
  hideLabel,
  hint,
  error,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactElement {
  return (
    <>
      {hideLabel !== true && <Label className={classes(styles['label'])}>{label}</Label>}
      {children}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className={classes(styles['hint'])}>
          {hint}
        </Text>
      )}
      <FieldError className={classes(styles['error'])}>{error}</FieldError>
    </>
  );
}
