// A word or two that appear beside a control when the pointer or the keyboard rests on it.
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Shortcut } from './Shortcut.tsx';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface TooltipProps {
  readonly text: ReactNode;
  /** Shown as key caps behind the text, in the notation of command.ts. */
  readonly shortcut?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  /** The control it belongs to: one of the buttons of this room, or anything made focusable by react-aria. */
  readonly children: ReactElement;
}

export function Tooltip({ text, shortcut, placement = 'bottom', children }: TooltipProps): ReactElement {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={classes(styles['tooltip'])}>
        {text}
        {shortcut !== undefined && <Shortcut keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
