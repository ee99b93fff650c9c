// Several lines of text with their label.
import type { ReactElement } from 'react';
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

type Rest = Omit<AriaProps, 'children' | 'className' | 'style' | 'aria-label' | 'isInvalid' | 'type'>;

export interface TextAreaProps extends FieldProps, Rest {
  readonly placeholder?: string;
  readonly rows?: number;
  /** For the person's own text and for quotations: set in the reading face. */
  readonly serif?: boolean;
}

export function TextArea({
  label,
  hideLabel = false,
  hint,
  error,
  placeholder = '',
  rows = 4,
  serif = false,
  ...rest
}: TextAreaProps): ReactElement {
  const frame = { label, hideLabel, hint, error };
  return (
    <AriaTextField {...rest} {...fieldState(frame)} className={classes(styles['field'])}>
      <FieldFrame {...frame}>
        <AriaTextArea
          rows={rows}
          placeholder={placeholder}
          className={classes(styles['area'], serif && styles['serif'])}
        />
      </FieldFrame>
    </AriaTextField>
  );
}
