// The node that points at another record: one step in the text, drawn as a quiet link with the mark of its kind.
import { mergeAttributes, Node } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { ReferenceKind } from '#domain/document.ts';
import { referenceKinds } from '#domain/document.ts';
import { leafText } from '#domain/plainText.ts';
import { uiWords } from '#words/ui.ts';
import { noteWords } from '#words/notes.ts';
import type { ReferenceTargets } from './referenceTargets.ts';
import styles from './document.module.css';

export interface ReferenceAttributes {
  readonly kind: ReferenceKind;
  readonly id: string;
  /** What the record was called when the reference was made. */
  readonly text: string;
}

interface ReferenceOptions {
  readonly targets: ReferenceTargets;
  readonly open: (reference: ReferenceAttributes) => void;
}

/** The attributes of a reference node, or null when it is another node. */
export function referenceOf(node: ProseMirrorNode | null): ReferenceAttributes | null {
  if (node?.type.name !== 'reference') return null;
  const given: Readonly<Record<string, unknown>> = node.attrs;
  const kind = referenceKinds.find((each) => each === given['kind']);
  const { id, text } = given;
  return kind === undefined || typeof id !== 'string' || typeof text !== 'string' ? null : { kind, id, text };
}

const read = (name: string) => (element: HTMLElement) => element.getAttribute(name);

export const Reference = Node.create<ReferenceOptions>({
  name: 'reference',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addOptions: () => ({
    targets: { stateOf: () => 'there', watch: () => () => undefined },
    open: () => undefined,
  }),

  addAttributes: () => ({
    kind: { parseHTML: read('data-reference') },
    id: { parseHTML: read('data-id') },
    text: { default: '', parseHTML: (element) => element.textContent },
  }),

  parseHTML: () => [
    {
      tag: 'span[data-reference][data-id]',
      getAttrs: (element) => {
        const isKind = referenceKinds.some((kind) => kind === element.getAttribute('data-reference'));
        return isKind && /^[0-9a-f-]{36}$/.test(element.getAttribute('data-id') ?? '') ? null : false;
      },
    },
  ],

  renderHTML: ({ node }) => {
    const reference = referenceOf(node);
    const attributes = { 'data-reference': reference?.kind, 'data-id': reference?.id };
    return ['span', mergeAttributes(attributes), reference?.text ?? ''];
  },

  renderText: ({ node }) => leafText({ type: 'reference', attrs: node.attrs }),

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state;
        const reference = selection instanceof NodeSelection ? referenceOf(selection.node) : null;
        if (reference) this.options.open(reference);
        return reference !== null;
      },
    };
  },

  addNodeView() {
    const { targets, open } = this.options;
    return ({ node }) => {
      const dom = document.createElement('span');
      const mark = document.createElement('i');
      const said = document.createElement('span');
      dom.className = styles['reference'] ?? '';
      dom.contentEditable = 'false';
      dom.setAttribute('role', 'link');
      dom.append(mark, said);
      let shown = referenceOf(node);
      const draw = (): void => {
        if (!shown) return;
        const isGone = targets.stateOf(shown.kind, shown.id) === 'gone';
        mark.className = styles[shown.kind] ?? '';
        said.textContent = shown.text === '' ? noteWords.untitled : shown.text;
        dom.toggleAttribute('data-gone', isGone);
        const what = `${uiWords.kinds[shown.kind]}: ${said.textContent}`;
        dom.title = isGone ? noteWords.reference.deleted(what) : what;
        dom.setAttribute('aria-label', dom.title);
      };
      draw();
      const unwatch = targets.watch(draw);
      dom.addEventListener('click', (event) => {
        if (event.shiftKey || !shown) return;
        event.preventDefault();
        open(shown);
      });
      return {
        dom,
        update: (next) => {
          const reference = referenceOf(next);
          if (!reference) return false;
          shown = reference;
          draw();
          return true;
        },
        ignoreMutation: () => true,
        destroy: unwatch,
      };
    };
  },
});
