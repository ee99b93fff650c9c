// Hits and findings as the librarian would give them, for tests.
import type { Findings, Hit } from '#notebook/librarianProtocol.ts';

export function hit(id: string, more: Partial<Hit> = {}): Hit {
  const passage = `The passage of ${id}`;
  return {
    kind: 'note',
    id,
    title: id,
    passage,
    start: 0,
    end: passage.length,
    score: 1,
    why: 'words',
    words: [],
    marks: [],
    sentence: null,
    more: [],
    ...more,
  };
}

export function findings(ids: string, mode: Findings['mode'] = 'fused'): Findings {
  return {
    mode,
    hits: Array.from(ids).map((id) => hit(id)),
    counts: { note: ids.length },
    passages: 100,
    isWeak: false,
    isList: false,
  };
}

export function idsOf(hits: readonly Hit[]): string {
  return hits.map(({ id }) => id).join('');
}
