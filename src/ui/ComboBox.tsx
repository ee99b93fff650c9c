// One choice out of a longer list, found by typing.
import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, ComboBox as AriaComboBox, Group, Input } from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import { type Option, Options } from './Options.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

export interface ComboBoxProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** Given when the options come from outside (a search): they are then shown as they are, not filtered here. */
  readonly onType?: (text: string) => void;
  /** Said in place of the options when there are none. */
  readonly empty?: string;
}

export function ComboBox<Value extends string>({
  label,
  hideLabel = false,
  hint,
  error,
  options,
  value,
  onChange,
  placeholder = '',
  isDisabled = false,
  onType,
  empty = uiWords.palette.nothing,
}: ComboBoxProps<Value>): ReactElement {
  const frame = { label, hideLabel, hint, error };
  const choose = (key: unknown): void =>
    onChange(options.find((option) => option.value === key)?.value ?? null);
  return (
    <AriaComboBox
      {...fieldState(frame)}
      {...(onType === undefined ? { defaultItems: options } : { items: options, onInputChange: onType })}
      isDisabled={isDisabled}
      value={value}
      onChange={choose}
      allowsEmptyCollection
      menuTrigger="focus"
      className={classes(styles['field'])}
    >
      <FieldFrame {...frame}>
        <Group className={classes(styles['control'])}>
          <Input className={classes(styles['input'])} placeholder={placeholder} />
          <Button className={classes(styles['chevron'])} aria-label={uiWords.showOptions}>
            <ChevronDown aria-hidden />
          </Button>
        </Group>
        <Options empty={empty} />
      </FieldFrame>
    </AriaComboBox>
  );
}
