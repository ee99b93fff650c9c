// @vitest-environment happy-dom
// Components on a page: shortcuts are heard where they may be, long lists draw few rows, marks are elements.
import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyAppearance, claimPressStyle } from '#ui/appearance.ts';
import type { Command } from '#ui/command.ts';
import { Highlight } from '#ui/Highlight.tsx';
import { useShortcuts } from '#ui/useShortcuts.ts';
import { VirtualList } from '#ui/VirtualList.tsx';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

let place: HTMLElement;
let root: Root;
beforeEach(() => {
  place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
});
afterEach(() => {
  act(() => root.unmount());
  place.remove();
});
const show = (element: ReactElement): void => act(() => root.render(element));
const find = (selector: string): HTMLElement => {
  const element = place.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`${selector} is not on the page`);
  return element;
};
const type = (target: EventTarget, key: string, more: KeyboardEventInit = {}): void =>
  act(() => {
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more }),
    );
  });

describe('shortcuts on a page', () => {
  const ran: string[] = [];
  const command = (id: string, shortcut: string, isOn = true): Command<null> => ({
    id,
    label: id,
    group: 'g',
    shortcut,
    enabled: () => isOn,
    perform: () => void ran.push(id),
  });
  const commands = [command('palette', 'Mod+K'), command('find', '/'), command('off', 'Mod+D', false)];
  function Page(): ReactElement {
    useShortcuts(commands, null, 'linux');
    return (
      <div>
        <button type="button">b</button>
        <input aria-label="i" />
        <div data-modal>
          <button type="button" id="inside">
            c
          </button>
        </div>
      </div>
    );
  }
  beforeEach(() => {
    ran.length = 0;
    show(<Page />);
  });

  it('[V1] run wherever the focus is; a bare sign does not where text is typed', () => {
    type(find('button'), 'k', { ctrlKey: true });
    type(find('input'), 'k', { ctrlKey: true });
    type(find('button'), '/');
    type(find('input'), '/');
    expect(ran).toEqual(['palette', 'palette', 'find']);
  });

  it('[V2] do not run when disabled, behind a dialog, or when the key was already used', () => {
    type(find('button'), 'd', { ctrlKey: true });
    type(find('#inside'), 'k', { ctrlKey: true });
    find('button').addEventListener('keydown', (event) => event.preventDefault());
    type(find('button'), 'k', { ctrlKey: true });
    expect(ran).toEqual([]);
  });

  it('[V3] are heard no more once the page is gone', () => {
    show(<div />);
    type(document.body, 'k', { ctrlKey: true });
    expect(ran).toEqual([]);
  });
});

describe('a list of ten thousand', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => `Row ${index}`);
  const same = (item: string): string => item;
  let chosen: ReadonlySet<string> = new Set();
  const list = (selection: 'single' | 'multiple' = 'single', shown = items): ReactElement => (
    <VirtualList
      label="Rows"
      items={shown}
      keyOf={same}
      textOf={same}
      row={(item) => item}
      rowRem={2}
      selected={chosen}
      selection={selection}
      onSelect={(keys) => {
        chosen = keys;
        root.render(list(selection, shown));
      }}
    />
  );
  beforeEach(() => {
    chosen = new Set();
  });

  it('[V4] draws only rows in sight and says how many there are', () => {
    show(list());
    const options = place.querySelectorAll('[role=option]');
    expect(options.length).toBeGreaterThan(0);
    expect(options.length).toBeLessThan(60);
    expect(options[0]?.getAttribute('aria-setsize')).toBe('10000');
  });

  it('[V5] the selection follows the keys and the active row is named', () => {
    show(list());
    type(find('[role=listbox]'), 'ArrowDown');
    type(find('[role=listbox]'), 'ArrowDown');
    expect([...chosen]).toEqual(['Row 1']);
    const active = find('[role=listbox]').getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toBe('Row 1');
    type(find('[role=listbox]'), 'End');
    expect([...chosen]).toEqual(['Row 9999']);
  });

  it('[V6] Shift extends and shrinks from where it began, Ctrl+A takes all, only where many may be chosen', () => {
    show(list('multiple'));
    for (const key of ['ArrowDown', 'ArrowDown']) type(find('[role=listbox]'), key);
    for (const key of ['ArrowDown', 'ArrowDown']) type(find('[role=listbox]'), key, { shiftKey: true });
    expect([...chosen]).toEqual(['Row 1', 'Row 2', 'Row 3']);
    type(find('[role=listbox]'), 'ArrowUp', { shiftKey: true });
    expect([...chosen]).toEqual(['Row 1', 'Row 2']);
    type(find('[role=listbox]'), 'a', { ctrlKey: true });
    expect(chosen.size).toBe(10_000);
  });
});

describe('the page itself', () => {
  it('[V7] a text with marks has the text and no more', () => {
    show(
      <p>
        <Highlight
          text="The cost is borne."
          marks={[
            { start: 0, end: 18, kind: 'near' },
            { start: 4, end: 8, kind: 'word' },
          ]}
        />
      </p>,
    );
    expect(place.textContent).toBe('The cost is borne.');
    expect(place.querySelectorAll('mark mark')).toHaveLength(1);
  });

  it('[V8] the theme stands on the root and the zoom is its font size', () => {
    const stop = applyAppearance({ theme: 'dark', zoomPercent: 125 });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.style.fontSize).toBe('125%');
    stop();
  });

  it('[V9] the component library finds its style claimed, once', () => {
    claimPressStyle();
    claimPressStyle();
    expect(document.querySelectorAll('#react-aria-pressable-style')).toHaveLength(1);
  });
});
