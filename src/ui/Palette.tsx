// One box for finding and doing: type a question or a command, choose with the arrow keys, press Enter.
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import type { Command } from './command.ts';
import { KindMark } from './marks.tsx';
import { type PaletteItem, paletteGroups } from './paletteItems.ts';
import { SearchField } from './SearchField.tsx';
import { Shortcut } from './Shortcut.tsx';
import dialogStyles from './Dialog.module.css';
import overlayStyles from './Overlay.module.css';
import styles from './Palette.module.css';
import { classes } from './classes.ts';

export interface PaletteProps<Context> {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command<Context>[];
  readonly context: Context;
  /** Takes the question to the search page; Enter does so unless a command was meant. */
  readonly onAsk?: (question: string) => void;
  /** Things found for what was typed, a few of them; aborted when more is typed. Failures are its own to report. */
  readonly search?: (question: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;
}

const typingPauseMs = 120;

type Found =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly items: readonly PaletteItem[] };

/** The answers to a question that is still being typed: the last ones stay until the next are there. */
function useFound(query: string, search: PaletteProps<never>['search'], isOpen: boolean): Found {
  const [found, setFound] = useState<Found>({ kind: 'idle' });
  useEffect(() => {
    const question = query.trim();
    if (!search || !isOpen || question === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search(question, stop.signal).then(
        (items) => (stop.signal.aborted ? undefined : setFound({ kind: 'found', items })),
        () => (stop.signal.aborted ? undefined : setFound({ kind: 'idle' })),
      );
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, search, isOpen]);
  return query.trim() === ''
    ? { kind: 'idle' }
    : found.kind === 'idle' && search
      ? { kind: 'looking' }
      : found;
}

function Row({ item, onClose }: { readonly item: PaletteItem; readonly onClose: () => void }): ReactElement {
  const Sign = item.icon;
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      onAction={() => {
        onClose();
        item.perform();
      }}
      className={classes(overlayStyles['option'])}
    >
      {item.kind !== undefined ? <KindMark kind={item.kind} hideWord /> : Sign && <Sign aria-hidden />}
      <span className={styles['label']}>{item.label}</span>
      {item.detail !== undefined && <span className={styles['detail']}>{item.detail}</span>}
      {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
    </MenuItem>
  );
}

function Inside<Context>({
  isOpen,
  onClose,
  commands,
  context,
  onAsk,
  search,
}: PaletteProps<Context>): ReactElement {
  const [query, setQuery] = useState('');
  const found = useFound(query, search, isOpen);
  const foundItems = found.kind === 'found' ? found.items : undefined;
  const groups = useMemo(
    () => paletteGroups({ query, commands, context, ask: onAsk, found: foundItems ?? [] }),
    [query, commands, context, onAsk, foundItems],
  );
  const total = groups.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      {/* The palette is opened in order to type. */}
      {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
      <SearchField large autoFocus label={uiWords.palette.title} placeholder={uiWords.palette.placeholder} />
      <Menu
        aria-label={uiWords.palette.title}
        items={groups}
        className={classes(styles['list'])}
        renderEmptyState={() => (
          <div className={overlayStyles['optionsEmpty']}>
            {found.kind === 'looking' ? uiWords.palette.finding : uiWords.palette.nothing}
          </div>
        )}
      >
        {(group) => (
          <MenuSection id={group.id}>
            <Header className={classes(overlayStyles['section'])}>{group.label}</Header>
            <Collection items={group.items}>{(item) => <Row item={item} onClose={onClose} />}</Collection>
          </MenuSection>
        )}
      </Menu>
      <div className={styles['foot']}>
        <span>{uiWords.palette.hint}</span>
        <span role="status">
          {found.kind === 'looking' ? uiWords.palette.finding : uiWords.palette.found(total)}
        </span>
      </div>
    </Autocomplete>
  );
}

export function Palette<Context>(props: PaletteProps<Context>): ReactElement {
  const { isOpen, onClose } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable
      className={classes(dialogStyles['scrim'], dialogStyles['high'])}
    >
      <Modal data-modal className={classes(dialogStyles['modal'], styles['palette'])}>
        <Dialog aria-label={uiWords.palette.title} className={classes(styles['dialog'])}>
          {/* One Escape closes, also when something was typed: the box itself would only clear. */}
          <div
            className={styles['inside']}
            onKeyDownCapture={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              onClose();
            }}
          >
            <Inside {...props} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
