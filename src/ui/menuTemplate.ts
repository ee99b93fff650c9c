// Draws the application menu from the commands: plain data that may cross to the main process.
import { type Command, commandNamed, isEnabled } from './command.ts';
import { accelerator } from './shortcut.ts';

/** A command by its id, a role of the desktop (`copy`, `quit`), a rule, or a menu of these. */
export type MenuEntryLayout =
  | { readonly command: string }
  | { readonly role: string; readonly label?: string }
  | 'separator'
  | MenuLayout;

export interface MenuLayout {
  readonly label: string;
  readonly items: readonly MenuEntryLayout[];
}

export interface MenuTemplate {
  readonly kind: 'command' | 'role' | 'separator' | 'submenu';
  readonly id?: string;
  readonly label?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly items?: readonly MenuTemplate[];
}

/** Throws when the layout names a command that does not exist: a menu must not offer what cannot be done. */
export function toMenuTemplate<Context>(
  commands: readonly Command<Context>[],
  layout: readonly MenuLayout[],
  context: Context,
): readonly MenuTemplate[] {
  return layout.map((menu) => submenu(commands, menu, context));
}

function submenu<Context>(
  commands: readonly Command<Context>[],
  menu: MenuLayout,
  context: Context,
): MenuTemplate {
  return {
    kind: 'submenu',
    label: menu.label,
    items: menu.items.map((entry): MenuTemplate => {
      if (entry === 'separator') return { kind: 'separator' };
      if ('items' in entry) return submenu(commands, entry, context);
      if ('role' in entry)
        return { kind: 'role', id: entry.role, ...(entry.label === undefined ? {} : { label: entry.label }) };
      return item(commandNamed(commands, entry.command), context);
    }),
  };
}

function item<Context>(command: Command<Context>, context: Context): MenuTemplate {
  const { shortcut, checked } = command;
  return {
    kind: 'command',
    id: command.id,
    label: command.label,
    enabled: isEnabled(command, context),
    ...(shortcut === undefined ? {} : { accelerator: accelerator(shortcut) }),
    ...(checked === undefined ? {} : { checked: checked(context) }),
  };
}
