// Holds the draft of the note that a page shows, from opening to leaving.
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { Draft, DraftState } from './draft.ts';
import { openDraft } from './drafts.ts';

export type HeldDraft =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly draft: Draft }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: string };

export function useDraft(
  { notebook, holdDraft, noteSaving }: Workplace,
  id: NoteId,
): { readonly held: HeldDraft; readonly again: () => void } {
  const [held, setHeld] = useState<HeldDraft>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stopped = false;
    let mine: Draft | null = null;
    openDraft({ notebook, holdDraft, noteSaving }, id).then(
      (draft) => {
        draft?.enter();
        if (stopped) {
          draft?.leave();
          return;
        }
        mine = draft;
        setHeld(draft ? { kind: 'open', draft } : { kind: 'gone' });
      },
      (error: unknown) => {
        if (!stopped)
          setHeld({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      stopped = true;
      mine?.leave();
    };
  }, [notebook, holdDraft, noteSaving, id, attempt]);

  // What is on the screen is written down when the person looks elsewhere.
  const draft = held.kind === 'open' ? held.draft : null;
  useEffect(() => {
    if (!draft) return undefined;
    const flush = (): void => {
      // What the disk refused is tried again after a pause, not whenever the person looks elsewhere.
      if (draft.state().saving?.kind !== 'failed') void draft.flush();
    };
    window.addEventListener('blur', flush);
    return () => window.removeEventListener('blur', flush);
  }, [draft]);

  return { held, again: useCallback(() => setAttempt((before) => before + 1), []) };
}

export function useDraftState(draft: Draft): DraftState {
  return useSyncExternalStore(draft.watch, draft.state);
}
