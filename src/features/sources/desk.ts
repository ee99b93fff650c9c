// What lies open while sources are read: the dialog, the excerpt being shown, the selected words, unfinished forms.
// Page, panel and commands share it; there is one for each notebook.
import type { Span } from '#domain/passages.ts';
import type { ExcerptId, SourceId } from '#domain/id.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { ExcerptDraft } from './excerptDraft.ts';
import type { SourceDraft } from './sourceDraft.ts';

export type Opened =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new source' }
  | { readonly kind: 'edit source'; readonly id: SourceId }
  | { readonly kind: 'source text'; readonly id: SourceId }
  /** `quotation` is what stood between the offsets when they were selected. */
  | {
      readonly kind: 'select excerpt';
      readonly source: SourceId;
      readonly span: Span;
      readonly quotation: string;
    }
  | { readonly kind: 'type excerpt'; readonly source: SourceId }
  | { readonly kind: 'edit excerpt'; readonly id: ExcerptId };

/** An excerpt pointed at: by the text, for the panel to show it, or by the panel, for the text to show it. */
export interface Shown {
  readonly id: ExcerptId;
  readonly by: 'text' | 'panel';
  /** Another number each time, so that the same excerpt can be pointed at twice. */
  readonly turn: number;
}

export interface Selected {
  readonly span: Span;
  readonly quotation: string;
}

export interface DeskState {
  readonly opened: Opened;
  readonly shown: Shown | null;
}

export interface Desk {
  readonly state: () => DeskState;
  readonly watch: (changed: () => void) => () => void;
  readonly open: (opened: Opened) => void;
  readonly close: () => void;
  readonly show: (id: ExcerptId, by: Shown['by']) => void;
  readonly showNothing: () => void;
  /** The words selected in the text that is being read. */
  readonly selected: () => Selected | null;
  readonly select: (selected: Selected | null) => void;
  /** Forms that were closed before they were saved: what was typed into them is not lost. */
  readonly newSource: Shelf<SourceDraft>;
  readonly typedExcerpt: (source: SourceId) => Shelf<ExcerptDraft>;
  readonly typedText: (source: SourceId) => Shelf<string>;
}

export interface Shelf<Draft> {
  readonly take: () => Draft | undefined;
  readonly keep: (draft: Draft) => void;
  readonly clear: () => void;
}

const desks = new WeakMap<Notebook, Desk>();

export function deskOf(notebook: Notebook): Desk {
  const known = desks.get(notebook);
  if (known) return known;
  const desk = createDesk();
  desks.set(notebook, desk);
  return desk;
}

export function createDesk(): Desk {
  const listeners = new Set<() => void>();
  let state: DeskState = { opened: { kind: 'nothing' }, shown: null };
  let selected: Selected | null = null;
  let turn = 0;
  const become = (next: DeskState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const sources = new Map<'new', SourceDraft>();
  const excerpts = new Map<SourceId, ExcerptDraft>();
  const texts = new Map<SourceId, string>();
  return {
    state: () => state,
    watch: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    open: (opened) => become({ ...state, opened }),
    close: () => become({ ...state, opened: { kind: 'nothing' } }),
    show: (id, by) => {
      turn += 1;
      become({ ...state, shown: { id, by, turn } });
    },
    showNothing: () => (state.shown === null ? undefined : become({ ...state, shown: null })),
    selected: () => selected,
    select: (next) => {
      selected = next;
    },
    newSource: shelf(sources, 'new'),
    typedExcerpt: (source) => shelf(excerpts, source),
    typedText: (source) => shelf(texts, source),
  };
}

function shelf<Key, Draft>(drafts: Map<Key, Draft>, key: Key): Shelf<Draft> {
  return {
    take: () => drafts.get(key),
    keep: (draft) => void drafts.set(key, draft),
    clear: () => void drafts.delete(key),
  };
}
