// What else in the notebook is near to a paragraph: asked anew when it changes, and when more of the notebook can be found.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { NoteId } from '#domain/id.ts';
import type { Hit, Ranking } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Described } from './describe.ts';
import { describe } from './describe.ts';

export interface RelatedHit extends Hit {
  readonly described: Described;
}

export type Related =
  | { readonly kind: 'looking' }
  | {
      readonly kind: 'found';
      readonly mode: Ranking;
      readonly hits: readonly RelatedHit[];
      /** More may be found when the rest of the notebook has been read. */
      readonly isIndexing: boolean;
    }
  | { readonly kind: 'failed' };

const limit = 6;
/** The note being written waits to be read again after each save: that is no reason to ask anew. */
const fewWaiting = 5;

export function useRelated(notebook: Notebook, id: NoteId, text: string): Related {
  const [related, setRelated] = useState<Related>({ kind: 'looking' });
  const { librarian } = notebook;
  const meaning = useSyncExternalStore(librarian.watch, () => librarian.state().meaning.kind);
  const isReady = meaning === 'ready';
  const isIndexing = useSyncExternalStore(
    librarian.watch,
    () => librarian.state().progress.waiting > fewWaiting,
  );
  useEffect(() => {
    const ended = new AbortController();
    const ask = async (): Promise<void> => {
      if (text.trim() === '') {
        setRelated({ kind: 'found', mode: 'fused', hits: [], isIndexing: false });
        return;
      }
      const request = { text, except: { kind: 'note', id }, limit } as const;
      const { mode, hits } = await librarian.related(request, ended.signal);
      const described = await Promise.all(
        hits.map(async (hit) => ({ ...hit, described: await describe(notebook, hit.kind, hit.id) })),
      );
      if (!ended.signal.aborted)
        setRelated({
          kind: 'found',
          mode,
          hits: described.filter((hit) => !hit.described.isGone),
          isIndexing,
        });
    };
    ask().catch(() => {
      if (!ended.signal.aborted) setRelated({ kind: 'failed' });
    });
    return () => ended.abort();
  }, [notebook, librarian, id, text, isReady, isIndexing]);
  return related;
}
