// The edge between two panes: dragged, or moved with the arrow keys; Enter hides the pane.
import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef, useState } from 'react';
import { useRemPx } from './rem.ts';
import { boundedWidth, paneBounds, type PaneName, usualPanes } from './usePanes.ts';
import styles from './Panes.module.css';
import { classes } from './classes.ts';

export interface SplitterProps {
  readonly label: string;
  readonly pane: PaneName;
  readonly rem: number;
  /** Which side of the edge the pane lies on. */
  readonly side: 'before' | 'after';
  /** While dragging. */
  readonly onMove: (rem: number) => void;
  /** When let go. */
  readonly onSettle: (rem: number) => void;
  readonly onHide: () => void;
}

export function Splitter({ label, pane, rem, side, onMove, onSettle, onHide }: SplitterProps): ReactElement {
  const remPx = useRemPx();
  const start = useRef({ x: 0, rem: 0 });
  const [isDragging, setDragging] = useState(false);
  const sign = side === 'before' ? 1 : -1;
  const { least, most } = paneBounds[pane];

  const at = (event: PointerEvent): number =>
    boundedWidth(pane, start.current.rem + (sign * (event.clientX - start.current.x)) / remPx);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 4 : 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: rem - sign * step,
      ArrowRight: rem + sign * step,
      Home: least,
      End: most,
    };
    const wanted = moves[event.key];
    if (wanted !== undefined) onSettle(boundedWidth(pane, wanted));
    else if (event.key === 'Enter') onHide();
    else return;
    event.preventDefault();
  };

  return (
    // A focusable separator is a control (WAI-ARIA 1.2, separator), which this rule does not know.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(rem * 10) / 10}
      aria-valuemin={least}
      aria-valuemax={most}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes(styles['splitter'], styles[side], isDragging && styles['dragging'])}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, rem };
        setDragging(true);
      }}
      onPointerMove={(event) => (isDragging ? onMove(at(event)) : undefined)}
      onPointerUp={(event) => {
        if (!isDragging) return;
        setDragging(false);
        onSettle(at(event));
      }}
      onPointerCancel={() => {
        setDragging(false);
        onSettle(start.current.rem);
      }}
      onDoubleClick={() => onSettle(usualPanes[pane])}
    />
  );
}
