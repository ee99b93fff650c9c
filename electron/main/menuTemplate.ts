// Menus as data: what the window's commands ask for, and what a right click offers.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { MenuItem } from '#desktop/contract.ts';
import { oneOf } from '#desktop/parse.ts';
import { desktopWords } from '#words/desktop.ts';
import { parseLink } from './link.ts';

/** The roles of Electron's menus that a notebook has a use for. */
const parseRole = oneOf(
  'about',
  'close',
  'copy',
  'cut',
  'delete',
  'front',
  'hide',
  'hideOthers',
  'minimize',
  'paste',
  'pasteAndMatchStyle',
  'quit',
  'redo',
  'resetZoom',
  'selectAll',
  'services',
  'togglefullscreen',
  'undo',
  'unhide',
  'zoom',
  'zoomIn',
  'zoomOut',
);

/** One item as Electron takes it. The window listens for the keys itself, so they are shown and not registered. */
export function templateOf(item: MenuItem, choose: (id: string) => void): MenuItemConstructorOptions {
  const label = item.label === undefined ? {} : { label: item.label };
  const keys =
    item.accelerator === undefined ? {} : { accelerator: item.accelerator, registerAccelerator: false };
  const enabled = item.enabled === undefined ? {} : { enabled: item.enabled };
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: parseRole(item.id), ...label };
    case 'submenu':
      return { ...label, submenu: (item.items ?? []).map((each) => templateOf(each, choose)) };
    case 'command': {
      const mark = item.checked === undefined ? {} : ({ type: 'checkbox', checked: item.checked } as const);
      const id = item.id ?? '';
      return { ...label, ...keys, ...enabled, ...mark, click: () => choose(id) };
    }
  }
}

/** What the menu bar holds before the window has said anything: without it, no key would copy or paste. */
export const firstMenu: readonly MenuItem[] = [
  {
    kind: 'submenu',
    label: desktopWords.editMenu,
    items: [
      { kind: 'role', id: 'undo', label: desktopWords.undo },
      { kind: 'role', id: 'redo', label: desktopWords.redo },
      { kind: 'separator' },
      { kind: 'role', id: 'cut', label: desktopWords.cut },
      { kind: 'role', id: 'copy', label: desktopWords.copy },
      { kind: 'role', id: 'paste', label: desktopWords.paste },
      { kind: 'role', id: 'selectAll', label: desktopWords.selectAll },
    ],
  },
];

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL' | 'editFlags'>;

/** What a right click offers: only what applies where it was made. */
export function contextItems(
  clicked: Clicked,
  copyText: (text: string) => void,
): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags } = clicked;
  const link = parseLink(clicked.linkURL);
  const items: MenuItemConstructorOptions[] = [];
  if (isEditable && editFlags.canCut) items.push({ role: 'cut', label: desktopWords.cut });
  if (selectionText !== '' && editFlags.canCopy) items.push({ role: 'copy', label: desktopWords.copy });
  if (isEditable && editFlags.canPaste) items.push({ role: 'paste', label: desktopWords.paste });
  if (isEditable && editFlags.canSelectAll) items.push({ role: 'selectAll', label: desktopWords.selectAll });
  if (link.kind === 'link') items.push({ label: desktopWords.copyLink, click: () => copyText(link.address) });
  return items;
}
