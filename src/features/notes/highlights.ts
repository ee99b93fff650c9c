// What is marked in the text without being part of it: the passage that was opened, and what was found.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { EditorView } from '@tiptap/pm/view';
import type { Range } from './spans.ts';
import styles from './document.module.css';

interface Marked {
  /** Goes at the first edit: it was about the text as it stood. */
  readonly passage: DecorationSet;
  /** Moves along with edits until the search is run again. */
  readonly found: DecorationSet;
}

type Change =
  | { readonly kind: 'passage'; readonly range: Range | null }
  | { readonly kind: 'found'; readonly ranges: readonly Range[]; readonly current: number };

const key = new PluginKey<Marked>('highlights');

export const highlights = Extension.create({
  name: 'highlights',
  addProseMirrorPlugins: () => [
    new Plugin<Marked>({
      key,
      state: {
        init: () => ({ passage: DecorationSet.empty, found: DecorationSet.empty }),
        apply: (transaction, before) => {
          const { doc } = transaction;
          const moved = transaction.docChanged
            ? { passage: DecorationSet.empty, found: before.found.map(transaction.mapping, doc) }
            : before;
          const change = transaction.getMeta(key) as Change | undefined;
          if (change === undefined) return moved;
          if (change.kind === 'found') {
            const found = change.ranges.map(({ from, to }, at) =>
              Decoration.inline(from, to, {
                class: styles[at === change.current ? 'foundNow' : 'found'] ?? '',
              }),
            );
            return { ...moved, found: DecorationSet.create(doc, found) };
          }
          const { range } = change;
          if (range === null) return { ...moved, passage: DecorationSet.empty };
          const passage = Decoration.inline(range.from, range.to, { class: styles['passage'] ?? '' });
          return { ...moved, passage: DecorationSet.create(doc, [passage]) };
        },
      },
      props: {
        decorations: (state) => {
          const marked = key.getState(state);
          if (!marked) return null;
          const { passage, found } = marked;
          return passage === DecorationSet.empty
            ? found
            : found === DecorationSet.empty
              ? passage
              : found.add(state.doc, passage.find());
        },
      },
    }),
  ],
});

function change(view: EditorView, what: Change): void {
  view.dispatch(view.state.tr.setMeta(key, what).setMeta('addToHistory', false));
}

export function markPassage(view: EditorView, range: Range | null): void {
  change(view, { kind: 'passage', range });
}

export function markFound(view: EditorView, ranges: readonly Range[], current: number): void {
  change(view, { kind: 'found', ranges, current });
}
