// The editor's extensions: exactly the nodes, marks and attributes that the domain declares for a document, and the
// gestures that make them.
import type { Extensions } from '@tiptap/core';
import { Extension, Mark, Node } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { Placeholder } from '@tiptap/extensions';
import { Plugin } from '@tiptap/pm/state';
import { StarterKit } from '@tiptap/starter-kit';
import { parseAddress } from '#domain/address.ts';
import { noteWords } from '#words/notes.ts';
import { highlights } from './highlights.ts';
import type { ReferenceAttributes } from './reference.ts';
import { Reference } from './reference.ts';
import type { ReferenceTargets } from './referenceTargets.ts';
import styles from './document.module.css';

export interface EditorGestures {
  readonly targets: ReferenceTargets;
  readonly openReference: (reference: ReferenceAttributes) => void;
  /** `typed` is what goes into the text when the person thinks better of it. */
  readonly pickReference: (typed: string) => void;
  readonly editLink: () => void;
  readonly focusToolbar: () => void;
}

/** A sentence whose evidence is followed up. */
const Claim = Mark.create({
  name: 'claim',
  inclusive: false,
  addAttributes: () => ({
    id: {
      parseHTML: (element) => element.getAttribute('data-claim'),
      renderHTML: ({ id }: Readonly<Record<string, unknown>>) => ({ 'data-claim': id }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-claim]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: styles['claim'] }, 0],
});

/** Only what says where it comes from by itself becomes a link while typing: `notes.md` is a file, not an address. */
const looksLikeAddress = /^(?:https?:\/\/|mailto:|www\.)/i;

const DocumentLink = Link.extend({
  addAttributes: () => ({
    href: { parseHTML: (element: HTMLElement) => parseAddress(element.getAttribute('href')) },
  }),
}).configure({
  openOnClick: false,
  autolink: true,
  linkOnPaste: true,
  defaultProtocol: 'https',
  HTMLAttributes: { rel: 'noopener noreferrer' },
  isAllowedUri: (address) => parseAddress(address) !== null,
  shouldAutoLink: (address) => looksLikeAddress.test(address),
});

/** The usual kit, where it declares more or less than the domain does. */
const Kit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((each) => {
      // Code may be bold or a link, as in Markdown.
      if (each instanceof Mark && each.name === 'code') return each.extend({ excludes: 'code' });
      if (each instanceof Node && each.name === 'heading')
        return each.extend({ addAttributes: () => ({ level: { default: 2, rendered: false } }) });
      if (each instanceof Node && each.name === 'orderedList')
        return each.extend({ addAttributes: () => ({ start: { default: 1, parseHTML: readStart } }) });
      return each;
    });
  },
});

function readStart(element: HTMLElement): number {
  const start = Number(element.getAttribute('start') ?? '1');
  return Number.isInteger(start) && start >= 0 && start <= 1_000_000 ? start : 1;
}

function gestures({ pickReference, editLink, focusToolbar }: EditorGestures): Extension {
  const run = (gesture: () => void) => () => {
    gesture();
    return true;
  };
  return Extension.create({
    name: 'gestures',
    addKeyboardShortcuts: () => ({
      'Mod-Shift-k': run(editLink),
      'Alt-F10': run(focusToolbar),
      'Mod-Enter': ({ editor }) => {
        if (!editor.isActive('taskItem')) return false;
        const isChecked = editor.getAttributes('taskItem')['checked'] === true;
        return editor.commands.updateAttributes('taskItem', { checked: !isChecked });
      },
    }),
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          // By the character, not by the key: where @ lies, and with which modifiers, differs between keyboards.
          handleTextInput: ({ state }, from, to, text) => {
            const { $from } = state.selection;
            if (text !== '@' || from !== to || $from.parent.type.spec.code === true) return false;
            const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\ufffc').at(-1) ?? ' ';
            if (!/[\s([“‘"']/.test(before)) return false;
            pickReference('@');
            return true;
          },
        },
      }),
    ],
  });
}

export function editorExtensions(parts: EditorGestures): Extensions {
  return [
    Kit.configure({
      // An empty line at the end would be a change that nobody made; a click below the text makes one when wanted.
      trailingNode: false,
      link: false,
      dropcursor: { color: false, class: styles['dropcursor'] ?? '' },
    }),
    DocumentLink,
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => noteWords.editor.task(node.firstChild?.textContent ?? '') },
    }),
    Claim,
    Reference.configure({ targets: parts.targets, open: parts.openReference }),
    Placeholder.configure({
      placeholder: ({ editor }) => (editor.isEmpty ? noteWords.editor.begin : noteWords.editor.goOn),
    }),
    highlights,
    gestures(parts),
  ];
}
