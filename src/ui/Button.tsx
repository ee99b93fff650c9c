// The three buttons of the program: the one main button of a screen, the quiet ones, and icons with a tooltip.
import type { ReactElement, ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ToggleButton,
} from 'react-aria-components';
import { Tooltip } from './Tooltip.tsx';
import type { Icon } from './command.ts';
import styles from './Button.module.css';
import { classes } from './classes.ts';

type Shared = Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'>;

export interface ButtonProps extends Shared {
  /** `main` once a screen at most; `danger` for what deletes; `plain` looks like text until pointed at. */
  readonly look?: 'main' | 'quiet' | 'plain' | 'danger';
  readonly icon?: Icon | undefined;
  readonly children: ReactNode;
}

export function Button({ look = 'quiet', icon: Sign, children, ...rest }: ButtonProps): ReactElement {
  return (
    <AriaButton {...rest} className={classes(styles['button'], styles[look])}>
      {Sign !== undefined && <Sign aria-hidden />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Shared {
  /** The name of the button: its tooltip and what a screen reader says. */
  readonly label: string;
  readonly icon: Icon;
  readonly shortcut?: string | undefined;
}

export function IconButton({ label, icon: Sign, shortcut, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton {...rest} aria-label={label} className={classes(styles['button'], styles['icon'])}>
        <Sign aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}

export interface IconToggleProps {
  readonly label: string;
  readonly icon: Icon;
  readonly shortcut?: string | undefined;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** An icon that stays pressed: bold in the editor, a pane that is shown. */
export function IconToggle({ label, icon: Sign, shortcut, ...rest }: IconToggleProps): ReactElement {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <ToggleButton {...rest} aria-label={label} className={classes(styles['button'], styles['icon'])}>
        <Sign aria-hidden />
      </ToggleButton>
    </Tooltip>
  );
}
