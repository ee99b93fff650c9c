// What the formatting bar offers: its names, keys and what each does to the editor.
import type { ChainedCommands, Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import {
  Bold,
  Code,
  Italic,
  List,
  ListOrdered,
  ListTodo,
  Minus,
  Redo2,
  Strikethrough,
  TextQuote,
  Undo2,
} from 'lucide-react';
import type { Icon } from '#ui/command.ts';
import { noteWords } from '#words/notes.ts';

const words = noteWords.editor;

export interface ToolbarItem {
  readonly name: string;
  readonly label: string;
  readonly icon: Icon;
  readonly shortcut?: string;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}

/** Marks and blocks that are on or off where the caret stands. */
export const toggles: readonly (readonly ToolbarItem[])[] = [
  [
    { name: 'bold', label: words.bold, icon: Bold, shortcut: 'Mod+B', run: (chain) => chain.toggleBold() },
    {
      name: 'italic',
      label: words.italic,
      icon: Italic,
      shortcut: 'Mod+I',
      run: (chain) => chain.toggleItalic(),
    },
    {
      name: 'strike',
      label: words.strike,
      icon: Strikethrough,
      shortcut: 'Mod+Shift+S',
      run: (chain) => chain.toggleStrike(),
    },
    { name: 'code', label: words.code, icon: Code, shortcut: 'Mod+E', run: (chain) => chain.toggleCode() },
  ],
  [
    {
      name: 'bulletList',
      label: words.bulletList,
      icon: List,
      shortcut: 'Mod+Shift+8',
      run: (chain) => chain.toggleBulletList(),
    },
    {
      name: 'orderedList',
      label: words.orderedList,
      icon: ListOrdered,
      shortcut: 'Mod+Shift+7',
      run: (chain) => chain.toggleOrderedList(),
    },
    {
      name: 'taskList',
      label: words.taskList,
      icon: ListTodo,
      shortcut: 'Mod+Shift+9',
      run: (chain) => chain.toggleTaskList(),
    },
    {
      name: 'blockquote',
      label: words.quotation,
      icon: TextQuote,
      shortcut: 'Mod+Shift+B',
      run: (chain) => chain.toggleBlockquote(),
    },
  ],
];

export const rule: ToolbarItem = {
  name: 'horizontalRule',
  label: words.rule,
  icon: Minus,
  run: (chain) => chain.setHorizontalRule(),
};

export const undo: ToolbarItem = {
  name: 'undo',
  label: words.undo,
  icon: Undo2,
  shortcut: 'Mod+Z',
  run: (chain) => chain.undo(),
};

export const redo: ToolbarItem = {
  name: 'redo',
  label: words.redo,
  icon: Redo2,
  shortcut: 'Mod+Shift+Z',
  run: (chain) => chain.redo(),
};

export type BlockStyle = keyof typeof words.styles;

/** The kinds of paragraph, in the order of the menu. */
export const blockStyles: readonly {
  readonly name: BlockStyle;
  readonly shortcut: string;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}[] = [
  { name: 'paragraph', shortcut: 'Mod+Alt+0', run: (chain) => chain.setParagraph() },
  { name: 'heading1', shortcut: 'Mod+Alt+1', run: (chain) => chain.setHeading({ level: 1 }) },
  { name: 'heading2', shortcut: 'Mod+Alt+2', run: (chain) => chain.setHeading({ level: 2 }) },
  { name: 'heading3', shortcut: 'Mod+Alt+3', run: (chain) => chain.setHeading({ level: 3 }) },
  { name: 'codeBlock', shortcut: 'Mod+Alt+C', run: (chain) => chain.setCodeBlock() },
];

export interface ToolbarState {
  readonly on: readonly string[];
  readonly style: BlockStyle;
  readonly isLink: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isEditable: boolean;
}

export function toolbarState(editor: Editor): ToolbarState {
  const level = [1, 2, 3].find((each) => editor.isActive('heading', { level: each }));
  const isDeep = level === undefined && editor.isActive('heading');
  return {
    on: toggles.flat().flatMap(({ name }) => (editor.isActive(name) ? [name] : [])),
    style: editor.isActive('codeBlock')
      ? 'codeBlock'
      : level === 1
        ? 'heading1'
        : level === 2
          ? 'heading2'
          : level === 3 || isDeep
            ? 'heading3'
            : 'paragraph',
    isLink: editor.isActive('link'),
    canUndo: undoDepth(editor.state) > 0,
    canRedo: redoDepth(editor.state) > 0,
    isEditable: editor.isEditable,
  };
}
