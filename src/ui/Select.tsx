// One choice out of a short list that opens.
import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import { type Option, Options } from './Options.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

export interface SelectProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
}

export function Select<Value extends string>({
  label,
  hideLabel = false,
  hint,
  error,
  options,
  value,
  onChange,
  placeholder = uiWords.chooseOne,
  isDisabled = false,
}: SelectProps<Value>): ReactElement {
  const frame = { label, hideLabel, hint, error };
  return (
    <AriaSelect
      {...fieldState(frame)}
      isDisabled={isDisabled}
      placeholder={placeholder}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      className={classes(styles['field'])}
    >
      <FieldFrame {...frame}>
        <Button className={classes(styles['control'], styles['trigger'])}>
          <SelectValue className={classes(styles['value'])}>
            {({ selectedText, defaultChildren, isPlaceholder }) =>
              isPlaceholder ? defaultChildren : selectedText
            }
          </SelectValue>
          <ChevronDown aria-hidden />
        </Button>
        <Options options={options} />
      </FieldFrame>
    </AriaSelect>
  );
}
