// One choice out of a few that are all in sight, one below the other.
import type { ReactElement } from 'react';
import { RadioButton, RadioField, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import type { Option } from './Options.tsx';
import fieldStyles from './Field.module.css';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

export interface RadioGroupProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

export function RadioGroup<Value extends string>({
  label,
  hideLabel = false,
  hint,
  error,
  options,
  value,
  onChange,
  isDisabled = false,
}: RadioGroupProps<Value>): ReactElement {
  const frame = { label, hideLabel, hint, error };
  return (
    <AriaRadioGroup
      {...fieldState(frame)}
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      className={classes(fieldStyles['field'])}
    >
      <FieldFrame {...frame}>
        {options.map((option) => (
          <RadioField
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className={classes(styles['field'])}
          >
            <RadioButton className={classes(styles['choice'])}>
              <span className={styles['dot']} aria-hidden />
              {option.mark}
              <span>
                {option.label}
                {option.detail !== undefined && <span className={styles['detail']}>{option.detail}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </FieldFrame>
    </AriaRadioGroup>
  );
}
