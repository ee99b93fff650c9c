// One line of text with its label.
import type { ReactElement, Ref } from 'react';
import { Input, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

type Rest = Omit<AriaProps, 'children' | 'className' | 'style' | 'aria-label' | 'isInvalid'>;

export interface TextFieldProps extends FieldProps, Rest {
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hideLabel = false,
  hint,
  error,
  placeholder = '',
  inputRef,
  ...rest
}: TextFieldProps): ReactElement {
  const frame = { label, hideLabel, hint, error };
  return (
    <AriaTextField {...rest} {...fieldState(frame)} className={classes(styles['field'])}>
      <FieldFrame {...frame}>
        <div className={styles['control']}>
          <Input
            className={classes(styles['input'])}
            placeholder={placeholder}
            {...(inputRef === undefined ? {} : { ref: inputRef })}
          />
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
