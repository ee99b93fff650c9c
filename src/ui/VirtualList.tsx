// A list of equal rows that stays quick with ten thousand of them: only the rows in sight are drawn.
//
// The focus is on the list and the active row is named to screen readers (aria-activedescendant), so that a row may
// leave the page without taking the focus along. react-aria's own virtual list was not taken: it renders every item
// once to learn the collection, and again on each change, which is the long task that an import must not cause.
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Point } from './ContextMenu.tsx';
import { useRemPx } from './rem.ts';
import { rowAfter, rowStartingWith, rowsInSight, scrollToRow } from './rows.ts';
import { isCharacter } from './shortcut.ts';
import styles from './VirtualList.module.css';
import { classes } from './classes.ts';

export interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What a row is found by when the person types its first letters. */
  readonly textOf: (item: Item) => string;
  readonly row: (item: Item, isSelected: boolean) => ReactNode;
  /** Height of each row. */
  readonly rowRem: number;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  readonly selection?: 'single' | 'multiple';
  /** Enter or a double click. */
  readonly onOpen?: (item: Item) => void;
  /** Right click or the menu key, with the place for a `ContextMenu`. */
  readonly onMenu?: (item: Item, at: Point) => void;
  /** Keys the list does not know itself, such as Delete. */
  readonly onKey?: (event: KeyboardEvent, item: Item | null) => void;
  /** Name under which the scroll position outlives the list. */
  readonly place?: string;
  readonly empty?: ReactNode;
}

const places = new Map<string, number>();
const typingPauseMs = 700;

export function VirtualList<Item>(props: VirtualListProps<Item>): ReactElement {
  const { label, items, keyOf, textOf, row, rowRem, selected, onSelect, selection = 'single' } = props;
  const { onOpen, onMenu, onKey, place, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = Math.round(rowRem * useRemPx());
  const [scrollTop, setScrollTop] = useState(() => (place === undefined ? 0 : (places.get(place) ?? 0)));
  const [height, setHeight] = useState(600);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [rangeStart, setRangeStart] = useState<string | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const topRow = useRef<{ key: string; offset: number } | null>(null);
  const id = useId();

  const indexes = useMemo(() => new Map(items.map((item, index) => [keyOf(item), index])), [items, keyOf]);
  const firstSelected = selected.values().next().value;
  const active = indexes.get(activeKey ?? '') ?? indexes.get(firstSelected ?? '') ?? -1;
  const { first, end } = rowsInSight(scrollTop, height, rowHeight, items.length);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // What is being read stays where it is when rows come or go above it, and when the text zoom changes.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const kept = topRow.current;
    const index = kept === null ? undefined : indexes.get(kept.key);
    if (kept !== null && index !== undefined && element.scrollTop > 0)
      element.scrollTop = (index + kept.offset) * rowHeight;
    else if (kept === null && place !== undefined) element.scrollTop = places.get(place) ?? 0;
  }, [indexes, rowHeight, place]);

  const onScroll = (): void => {
    const top = box.current?.scrollTop ?? 0;
    const item = items[Math.floor(top / rowHeight)];
    topRow.current = item === undefined ? null : { key: keyOf(item), offset: (top % rowHeight) / rowHeight };
    if (place !== undefined) places.set(place, top);
    setScrollTop(top);
  };

  const show = useCallback(
    (index: number): void => {
      const element = box.current;
      if (element) element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight, rowHeight);
    },
    [rowHeight],
  );

  // A selection made elsewhere (a new note, a hit that was opened) comes into sight.
  useEffect(() => {
    const index = firstSelected === undefined ? undefined : indexes.get(firstSelected);
    if (index !== undefined && selected.size === 1) show(index);
    // Only when the selection changes: rows that arrive must not pull the list away from what is being read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [firstSelected, selected.size]);

  const keysBetween = (from: number, to: number): ReadonlySet<string> =>
    new Set(items.slice(Math.min(from, to), Math.max(from, to) + 1).map(keyOf));

  const choose = (index: number, how: 'only' | 'extend' | 'toggle'): void => {
    const item = items[index];
    if (item === undefined) return;
    const key = keyOf(item);
    setActiveKey(key);
    show(index);
    if (selection === 'multiple' && how === 'extend') {
      onSelect(keysBetween(indexes.get(rangeStart ?? '') ?? Math.max(0, active), index));
      if (rangeStart === null && active >= 0) setRangeStart(keyOf(items[active] ?? item));
      return;
    }
    setRangeStart(key);
    if (selection === 'multiple' && how === 'toggle') {
      const next = new Set(selected);
      if (!next.delete(key)) next.add(key);
      onSelect(next);
    } else {
      onSelect(new Set([key]));
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[active];
    const command = event.ctrlKey || event.metaKey;
    const next =
      command || event.altKey ? null : rowAfter(event.key, active, items.length, height / rowHeight);
    if (next !== null && items.length > 0) {
      event.preventDefault();
      choose(next, event.shiftKey ? 'extend' : 'only');
    } else if (event.key === 'Enter' && item !== undefined && !command) {
      event.preventDefault();
      onOpen?.(item);
    } else if (event.key.toLowerCase() === 'a' && command && selection === 'multiple') {
      event.preventDefault();
      onSelect(new Set(items.map(keyOf)));
    } else if (event.key === ' ' && typed.current.text === '' && item !== undefined) {
      event.preventDefault();
      choose(active, selection === 'multiple' ? 'toggle' : 'only');
    } else if (isCharacter(event.key) && !command && !event.altKey) {
      const now = event.timeStamp;
      const before = now - typed.current.at < typingPauseMs ? typed.current.text : '';
      typed.current = { text: before + event.key, at: now };
      const found = rowStartingWith(typed.current.text, active, items.length, (index) => {
        const candidate = items[index];
        return candidate === undefined ? '' : textOf(candidate);
      });
      if (found !== null) {
        event.preventDefault();
        choose(found, 'only');
      }
    } else {
      onKey?.(event, item ?? null);
    }
  };

  const onContextMenu = (event: MouseEvent): void => {
    if (!onMenu) return;
    event.preventDefault();
    const byPointer = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const index = byPointer === null ? active : Number(byPointer.getAttribute('data-index'));
    const item = items[index];
    if (item === undefined) return;
    if (!selected.has(keyOf(item))) choose(index, 'only');
    const rect = box.current?.getBoundingClientRect();
    const rowTop = (rect?.top ?? 0) + index * rowHeight - (box.current?.scrollTop ?? 0);
    onMenu(
      item,
      byPointer === null
        ? { x: (rect?.left ?? 0) + rowHeight / 2, y: rowTop + rowHeight / 2 }
        : { x: event.clientX, y: event.clientY },
    );
  };

  if (items.length === 0 && empty !== undefined) return <div className={styles['empty']}>{empty}</div>;

  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      aria-multiselectable={selection === 'multiple'}
      {...(active >= first && active < end ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      tabIndex={0}
      className={styles['list']}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <div role="presentation" className={styles['all']} style={{ height: items.length * rowHeight }}>
        {items.slice(first, end).map((item, offset) => {
          const index = first + offset;
          const isSelected = selected.has(keyOf(item));
          return (
            // The keyboard is heard by the list, which holds the focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={keyOf(item)}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={isSelected}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              data-index={index}
              className={classes(
                styles['row'],
                isSelected && styles['selected'],
                index === active && styles['active'],
              )}
              style={{ height: rowHeight, top: index * rowHeight }}
              onMouseDown={(event) => {
                event.preventDefault();
                box.current?.focus({ preventScroll: true });
              }}
              onClick={(event) =>
                choose(index, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
              }
              onDoubleClick={() => onOpen?.(item)}
            >
              {row(item, isSelected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
