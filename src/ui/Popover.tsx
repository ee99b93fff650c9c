// What floats beside a control and closes on Escape or a click elsewhere.
import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface PopoverProps {
  /** Name of what opens, for people who cannot see it. */
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right top' | 'left top';
  /** The content; a function gets the means to close. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

export function Popover({
  label,
  trigger,
  placement = 'bottom start',
  children,
}: PopoverProps): ReactElement {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover placement={placement} offset={4} className={classes(styles['popover'])}>
        <Dialog aria-label={label} className={classes(styles['popoverBody'])}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
