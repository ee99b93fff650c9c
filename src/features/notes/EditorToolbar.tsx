// The formatting bar: quiet until it is pointed at, one stop for the Tab key, arrows inside.
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { ChevronDown, Link2, Quote } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { Group, Separator, Toolbar } from 'react-aria-components';
import { Button, IconButton, IconToggle } from '#ui/Button.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { classes } from '#ui/classes.ts';
import { noteWords } from '#words/notes.ts';
import type { ToolbarItem } from './toolbarItems.ts';
import { blockStyles, redo, rule, toggles, toolbarState, undo } from './toolbarItems.ts';
import styles from './notes.module.css';

const words = noteWords.editor;

interface Props {
  readonly editor: Editor;
  readonly toolbarRef: Ref<HTMLDivElement>;
  readonly onLink: () => void;
  readonly onReference: () => void;
}

export function EditorToolbar({ editor, toolbarRef, onLink, onReference }: Props): ReactElement {
  const state = useEditorState({ editor, selector: ({ editor: now }) => toolbarState(now) });
  const run = ({ run: change }: Pick<ToolbarItem, 'run'>): void => {
    change(editor.chain().focus()).run();
  };
  const button = (item: ToolbarItem, isDisabled = false): ReactElement => (
    <IconButton
      label={item.label}
      icon={item.icon}
      shortcut={item.shortcut}
      isDisabled={isDisabled || !state.isEditable}
      onPress={() => run(item)}
    />
  );
  return (
    <div
      role="presentation"
      className={styles['bar']}
      onKeyDown={(event) => (event.key === 'Escape' ? editor.commands.focus() : undefined)}
    >
      <Toolbar ref={toolbarRef} aria-label={words.toolbar} className={classes(styles['toolbar'])}>
        <MenuButton
          label={words.style}
          trigger={
            <Button
              look="plain"
              aria-label={`${words.style}: ${words.styles[state.style]}`}
              isDisabled={!state.isEditable}
            >
              <span className={styles['style']}>{words.styles[state.style]}</span>
              <ChevronDown aria-hidden />
            </Button>
          }
          entries={blockStyles.map((style) => ({
            kind: 'item',
            id: style.name,
            label: words.styles[style.name],
            shortcut: style.shortcut,
            isChecked: style.name === state.style,
            perform: () => run(style),
          }))}
        />
        {toggles.map((group, at) => (
          <Group key={at} className={classes(styles['tools'])}>
            {group.map((item) => (
              <IconToggle
                key={item.name}
                label={item.label}
                icon={item.icon}
                shortcut={item.shortcut}
                isSelected={state.on.includes(item.name)}
                isDisabled={!state.isEditable}
                onChange={() => run(item)}
              />
            ))}
          </Group>
        ))}
        <Group className={classes(styles['tools'])}>
          <IconToggle
            label={words.link}
            icon={Link2}
            shortcut="Mod+Shift+K"
            isSelected={state.isLink}
            isDisabled={!state.isEditable}
            onChange={onLink}
          />
          <IconButton
            label={words.reference}
            icon={Quote}
            shortcut="Mod+Shift+E"
            isDisabled={!state.isEditable}
            onPress={onReference}
          />
          {button(rule)}
        </Group>
        <Separator orientation="vertical" className={classes(styles['stretch'])} />
        <Group className={classes(styles['tools'], styles['history'])}>
          {button(undo, !state.canUndo)}
          {button(redo, !state.canRedo)}
        </Group>
      </Toolbar>
    </div>
  );
}
