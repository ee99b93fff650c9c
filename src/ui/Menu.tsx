// A menu as data, drawn below a button; ContextMenu.tsx draws the same data where the pointer is.
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { type Command, commandNamed, type Icon, isEnabled } from './command.ts';
import { Shortcut } from './Shortcut.tsx';
import styles from './Overlay.module.css';
import { classes } from './classes.ts';

export interface MenuItemEntry {
  readonly kind: 'item';
  readonly id: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  readonly isChecked?: boolean;
  readonly isDanger?: boolean;
  readonly perform: () => void;
}

export type MenuEntry =
  | MenuItemEntry
  | { readonly kind: 'separator' }
  | { readonly kind: 'group'; readonly label: string; readonly entries: readonly MenuItemEntry[] };

/** The named commands as menu entries for this context; '-' draws a line. */
export function menuEntries<Context>(
  commands: readonly Command<Context>[],
  ids: readonly string[],
  context: Context,
): readonly MenuEntry[] {
  return ids.map((id): MenuEntry => {
    if (id === '-') return { kind: 'separator' };
    const { label, icon, shortcut, checked, perform } = commandNamed(commands, id);
    return {
      kind: 'item',
      id,
      label,
      ...(icon === undefined ? {} : { icon }),
      ...(shortcut === undefined ? {} : { shortcut }),
      ...(checked === undefined ? {} : { isChecked: checked(context) }),
      isDisabled: !isEnabled(commandNamed(commands, id), context),
      perform: () => perform(context),
    };
  });
}

interface ItemProps {
  readonly entry: MenuItemEntry;
  /** Leaves room for a sign also where the entry has none, so that all labels begin at one line. */
  readonly hasSignColumn: boolean;
}

function Item({ entry, hasSignColumn }: ItemProps): ReactElement {
  const Sign = entry.icon;
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={entry.isDisabled ?? false}
      onAction={entry.perform}
      className={classes(styles['option'])}
      {...(entry.isDanger === true ? { 'data-danger': true } : {})}
    >
      {hasSignColumn && (
        <span className={styles['sign']}>
          {entry.isChecked === true ? (
            <Check role="img" aria-label={uiWords.chosen} />
          ) : (
            Sign !== undefined && <Sign aria-hidden />
          )}
        </span>
      )}
      <span className={styles['optionText']}>{entry.label}</span>
      {entry.shortcut !== undefined && <Shortcut keys={entry.shortcut} />}
    </MenuItem>
  );
}

export interface MenuProps {
  /** Name of the menu, for people who cannot see it. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose?: () => void;
  /** Puts the focus on the first entry as soon as it is there. */
  readonly takesFocus?: boolean;
}

/** The list itself; stands inside a menu button or a context menu. */
export function Menu({ label, entries, onClose, takesFocus = false }: MenuProps): ReactElement {
  const items = entries.flatMap((entry) =>
    entry.kind === 'group' ? entry.entries : entry.kind === 'item' ? [entry] : [],
  );
  const hasSignColumn = items.some(({ icon, isChecked }) => icon !== undefined || isChecked !== undefined);
  return (
    <AriaMenu
      aria-label={label}
      {...(takesFocus ? { autoFocus: 'first' } : {})}
      className={classes(styles['options'])}
      {...(onClose === undefined ? {} : { onClose })}
    >
      {entries.map((entry, index) => {
        if (entry.kind === 'separator')
          return <Separator key={`separator ${index}`} className={classes(styles['separator'])} />;
        if (entry.kind === 'item') return <Item key={entry.id} entry={entry} hasSignColumn={hasSignColumn} />;
        return (
          <MenuSection key={`group ${entry.label}`}>
            <Header className={classes(styles['section'])}>{entry.label}</Header>
            {entry.entries.map((item) => (
              <Item key={item.id} entry={item} hasSignColumn={hasSignColumn} />
            ))}
          </MenuSection>
        );
      })}
    </AriaMenu>
  );
}

export interface MenuButtonProps extends MenuProps {
  /** The button: `Button` or `IconButton` of this room. */
  readonly trigger: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
}

export function MenuButton({ trigger, placement = 'bottom start', ...menu }: MenuButtonProps): ReactElement {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={4} className={classes(styles['popover'])}>
        <Menu {...menu} />
      </Popover>
    </MenuTrigger>
  );
}
