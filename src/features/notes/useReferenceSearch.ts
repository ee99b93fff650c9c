// What could be pointed at: the hits of a question, and before one is asked, what is near to the paragraph.
import { useEffect, useState } from 'react';
import type { Hit } from '#notebook/librarianProtocol.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Described } from './describe.ts';
import { describe } from './describe.ts';

export type ReferenceSearch =
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly hits: readonly Described[] }
  | { readonly kind: 'failed' };

const kinds = ['excerpt', 'source', 'note', 'scorecard'] as const;
const limit = 8;
const pauseMs = 120;

/** A note does not point at itself; each record stands once. */
async function describeHits(
  notebook: Notebook,
  noteId: string,
  hits: readonly Hit[],
): Promise<readonly Described[]> {
  const offered = hits.filter(({ kind, id }) => id !== noteId && kinds.some((each) => each === kind));
  const once = [...new Map(offered.map((hit) => [hit.id, hit])).values()];
  const described = await Promise.all(once.map(({ kind, id }) => describe(notebook, kind, id)));
  return described.filter(({ isGone }) => !isGone);
}

export function useReferenceSearch(
  notebook: Notebook,
  noteId: string,
  question: string,
  paragraph: string,
): ReferenceSearch {
  const [search, setSearch] = useState<ReferenceSearch>({ kind: 'looking' });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const show = async (hits: readonly Hit[]): Promise<void> => {
      const described = await describeHits(notebook, noteId, hits);
      if (!signal.aborted) setSearch({ kind: 'found', hits: described });
    };
    const ask = async (): Promise<void> => {
      const text = question.trim();
      if (text === '' && paragraph.trim() === '') return show([]);
      if (text === '') {
        const except = { kind: 'note', id: noteId } as const;
        return show((await notebook.librarian.related({ text: paragraph, except, limit }, signal)).hits);
      }
      let hits: readonly Hit[] = [];
      const asked = { text, kinds, limit: limit + 1, ranking: 'fused', prefix: true } as const;
      await notebook.librarian.ask(asked, signal, (findings, isLast) => {
        ({ hits } = findings);
        // Words first; the last answer is shown below, after all that came before.
        if (!isLast) show(hits).catch(() => undefined);
      });
      return show(hits);
    };
    const timer = setTimeout(
      () => {
        ask().catch(() => {
          if (!signal.aborted) setSearch({ kind: 'failed' });
        });
      },
      question === '' ? 0 : pauseMs,
    );
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [notebook, noteId, question, paragraph]);
  return search;
}
