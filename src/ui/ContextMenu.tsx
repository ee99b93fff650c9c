// The menu where the pointer is, by right click, by the menu key or by Shift+F10.
import { type MouseEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { Menu, type MenuProps } from './Menu.tsx';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

/** A place in the window, in CSS pixels from its top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuProps extends Omit<MenuProps, 'onClose' | 'takesFocus'> {
  /** Where it opens; null while it is closed. */
  readonly at: Point | null;
  readonly onClose: () => void;
}

export function ContextMenu({ at, onClose, ...menu }: ContextMenuProps): ReactElement {
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
        aria-label={menu.label}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => (open ? undefined : onClose())}
        placement="bottom start"
        offset={2}
        className={classes(styles['popover'])}
      >
        <Menu {...menu} takesFocus onClose={onClose} />
      </Popover>
    </>
  );
}

export interface ContextMenuAreaProps extends Omit<MenuProps, 'onClose' | 'takesFocus'> {
  readonly children: ReactNode;
}

/** Gives everything inside it a context menu, except fields, which keep the desktop's own edit menu. */
export function ContextMenuArea({ children, ...menu }: ContextMenuAreaProps): ReactElement {
  const [at, setAt] = useState<Point | null>(null);
  const open = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) return;
    event.preventDefault();
    setAt({ x: event.clientX, y: event.clientY });
  };
  return (
    <div role="presentation" style={{ display: 'contents' }} onContextMenu={open}>
      {children}
      <ContextMenu {...menu} at={at} onClose={() => setAt(null)} />
    </div>
  );
}
