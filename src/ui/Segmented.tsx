// One choice out of a few short ones side by side; `chips` draws them as filters with counts.
import type { ReactElement, ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import fieldStyles from './Field.module.css';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown in place of the label: the bars of a rating, an icon. The label then remains its name. */
  readonly content?: ReactNode;
  readonly count?: string;
  readonly isDisabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  /** Shows the label above; otherwise only screen readers get it. */
  readonly showLabel?: boolean;
  readonly look?: 'joined' | 'chips';
  readonly segments: readonly Segment<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

export function Segmented<Value extends string>({
  label,
  showLabel = false,
  look = 'joined',
  segments,
  value,
  onChange,
  isDisabled = false,
}: SegmentedProps<Value>): ReactElement {
  return (
    <div className={fieldStyles['field']}>
      {showLabel && (
        <span className={fieldStyles['label']} aria-hidden>
          {label}
        </span>
      )}
      <RadioGroup
        aria-label={label}
        orientation="horizontal"
        isDisabled={isDisabled}
        value={value}
        onChange={(key) => {
          const chosen = segments.find((segment) => segment.value === key);
          if (chosen) onChange(chosen.value);
        }}
        className={classes(styles[look])}
      >
        {segments.map((segment) => (
          <RadioField
            key={segment.value}
            value={segment.value}
            isDisabled={segment.isDisabled ?? false}
            {...(segment.content === undefined ? {} : { 'aria-label': segment.label })}
            className={classes(styles['field'])}
          >
            <RadioButton className={classes(styles['segment'])}>
              {segment.content ?? segment.label}
              {segment.count !== undefined && <span className={styles['count']}>{segment.count}</span>}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
    </div>
  );
}
