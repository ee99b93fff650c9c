// The frame of the window: library, list, page, the right-hand panel, and the status bar below them.
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { uiWords } from '#words/ui.ts';
import { useRemPx } from './rem.ts';
import { Splitter } from './Splitter.tsx';
import type { PaneName, PanesState } from './usePanes.ts';
import styles from './Panes.module.css';
import { classes } from './classes.ts';

export interface PanesProps {
  readonly panes: PanesState;
  readonly library: ReactNode;
  /** Absent on screens that have none, such as the search. */
  readonly list?: ReactNode;
  readonly page: ReactNode;
  readonly panel?: ReactNode;
  readonly status: ReactNode;
}

const names = uiWords.panes;
const resizeNames = { library: names.resizeLibrary, list: names.resizeList, panel: names.resizePanel };
const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"], [contenteditable="true"]';

/** F6 goes from pane to pane, Shift+F6 back; within a pane the focus returns to where it was. */
function useF6(): {
  readonly root: React.RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: React.FocusEvent) => void;
} {
  const root = useRef<HTMLDivElement>(null);
  const lastIn = useRef(new WeakMap<Element, HTMLElement>());
  const paneOf = (target: EventTarget | null): Element | null =>
    target instanceof Element ? target.closest('[data-pane]') : null;
  return {
    root,
    onFocus: (event) => {
      const pane = paneOf(event.target);
      if (pane && event.target instanceof HTMLElement) lastIn.current.set(pane, event.target);
    },
    onKeyDown: (event) => {
      if (event.key !== 'F6' || event.defaultPrevented || !root.current) return;
      const panes = [...root.current.querySelectorAll('[data-pane]')];
      const here = panes.findIndex((pane) => pane === paneOf(event.target));
      const step = event.shiftKey ? -1 : 1;
      for (let offset = 1; offset <= panes.length; offset += 1) {
        const pane = panes[(here + step * offset + panes.length * 2) % panes.length];
        const last = pane === undefined ? undefined : lastIn.current.get(pane);
        const target = last?.isConnected === true ? last : pane?.querySelector<HTMLElement>(focusable);
        if (!target) continue;
        event.preventDefault();
        target.focus();
        return;
      }
    },
  };
}

export function Panes({ panes, library, list, page, panel, status }: PanesProps): ReactElement {
  const { root, onKeyDown, onFocus } = useF6();
  const remPx = useRemPx();
  const [dragged, setDragged] = useState<{ readonly pane: PaneName; readonly rem: number } | null>(null);
  const { setWindowRem, memory, drawers, drawer, closeDrawer } = panes;

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = (): void => setWindowRem(element.clientWidth / remPx);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root, remPx, setWindowRem]);

  const widthOf = (pane: PaneName): number => (dragged?.pane === pane ? dragged.rem : memory[pane]);
  const splitter = (pane: PaneName, side: 'before' | 'after'): ReactElement => (
    <Splitter
      label={resizeNames[pane]}
      pane={pane}
      side={side}
      rem={widthOf(pane)}
      onMove={(rem) => setDragged({ pane, rem })}
      onSettle={(rem) => {
        setDragged(null);
        panes.setWidth(pane, rem);
      }}
      onHide={() => panes.toggle(pane)}
    />
  );
  const frame = (
    pane: PaneName,
  ): { readonly className: string; readonly style: { readonly width: string } } => ({
    className: classes(styles['pane'], styles[pane], drawers.includes(pane) && styles['drawer']),
    style: { width: `${widthOf(pane)}rem` },
  });
  const isThere = (pane: PaneName, content: ReactNode): boolean =>
    content !== undefined && panes.isShown(pane);

  return (
    // Only listens for keys that bubble out of the panes; it is no control itself.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className={styles['window']}
      onFocus={onFocus}
      onKeyDown={(event) => {
        onKeyDown(event);
        if (event.key === 'Escape' && drawer !== null && !event.defaultPrevented) closeDrawer();
      }}
    >
      <div className={styles['panes']}>
        {isThere('library', library) && (
          <nav aria-label={names.library} data-pane="library" {...frame('library')}>
            {library}
            {splitter('library', 'before')}
          </nav>
        )}
        {isThere('list', list) && (
          <section aria-label={names.list} data-pane="list" {...frame('list')}>
            {list}
            {!drawers.includes('list') && splitter('list', 'before')}
          </section>
        )}
        <main aria-label={names.page} data-pane="page" className={classes(styles['pane'], styles['page'])}>
          {page}
        </main>
        {drawer !== null && <div className={styles['veil']} aria-hidden onPointerDown={closeDrawer} />}
        {isThere('panel', panel) && (
          <aside aria-label={names.panel} data-pane="panel" {...frame('panel')}>
            {panel}
            {!drawers.includes('panel') && splitter('panel', 'after')}
          </aside>
        )}
      </div>
      <footer aria-label={names.status} data-pane="status" className={styles['status']}>
        {status}
      </footer>
    </div>
  );
}
