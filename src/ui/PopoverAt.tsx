// What floats at a place in the window rather than beside a button: at the caret, at a selection.
import { type ReactElement, type ReactNode, useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { Point } from './ContextMenu.tsx';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface PopoverAtProps {
  readonly label: string;
  /** Where it opens; null while it is closed. */
  readonly at: Point | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PopoverAt({ label, at, onClose, children }: PopoverAtProps): ReactElement {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        aria-hidden
        style={{ position: 'fixed', left: `${at?.x ?? 0}px`, top: `${at?.y ?? 0}px`, width: 0, height: 0 }}
      />
      <Popover
        key={at === null ? 'closed' : `${at.x} ${at.y}`}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => (open ? undefined : onClose())}
        placement="bottom start"
        offset={4}
        className={classes(styles['popover'])}
      >
        <Dialog aria-label={label} className={classes(styles['popoverBody'])}>
          {children}
        </Dialog>
      </Popover>
    </>
  );
}
