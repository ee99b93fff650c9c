// A number that can be typed or stepped.
import { Minus, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Button,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaProps,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { FieldFrame, type FieldProps, fieldState } from './Field.tsx';
import styles from './Field.module.css';
import { classes } from './classes.ts';

type Rest = Omit<AriaProps, 'children' | 'className' | 'style' | 'aria-label' | 'isInvalid'>;

export interface NumberFieldProps extends FieldProps, Rest {}

export function NumberField({
  label,
  hideLabel = false,
  hint,
  error,
  ...rest
}: NumberFieldProps): ReactElement {
  const frame = { label, hideLabel, hint, error };
  return (
    <AriaNumberField {...rest} {...fieldState(frame)} className={classes(styles['field'])}>
      <FieldFrame {...frame}>
        <Group className={classes(styles['control'])}>
          <Input className={classes(styles['input'], styles['numeric'])} />
          <Button slot="decrement" aria-label={uiWords.decrease} className={classes(styles['step'])}>
            <Minus aria-hidden />
          </Button>
          <Button slot="increment" aria-label={uiWords.increase} className={classes(styles['step'])}>
            <Plus aria-hidden />
          </Button>
        </Group>
      </FieldFrame>
    </AriaNumberField>
  );
}
