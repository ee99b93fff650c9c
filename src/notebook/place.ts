// Where a person can be in the notebook: plain data, so that going back, links and hits all speak of the same places.
import type { Span } from '#domain/passages.ts';
import type { ReferenceKind } from '#domain/document.ts';
import { parseId } from '#domain/id.ts';
import type { ExcerptId, NoteId, ScorecardId, SourceId } from '#domain/id.ts';
import type { SearchableKind, Reader } from '#store/store.ts';

export type Place =
  /** `at` is a span of the note's plain text to show and mark. */
  | { readonly view: 'notes'; readonly id?: NoteId; readonly at?: Span; readonly tag?: string }
  | { readonly view: 'sources'; readonly id?: SourceId; readonly at?: Span; readonly tag?: string }
  | { readonly view: 'excerpts'; readonly id?: ExcerptId }
  | {
      readonly view: 'scorecards';
      readonly id?: ScorecardId;
      readonly cell?: { readonly subject: string; readonly criterion: string };
      readonly judgement?: string;
    }
  | {
      readonly view: 'search';
      readonly question: string;
      readonly kinds?: readonly SearchableKind[];
      /** A quotation to be found word by word, in place of a question; empty where it is still to be pasted. */
      readonly quotation?: string;
    }
  | { readonly view: 'trash' }
  | { readonly view: 'settings' }
  /** The import that runs, or the report of the last one. */
  | { readonly view: 'import' };

export type View = Place['view'];

/** Whether two places are one stop on the way: the same record or list, whatever part of it is shown. */
export function isSameStop(a: Place, b: Place): boolean {
  if (a.view !== b.view) return false;
  if (a.view === 'search' || b.view === 'search') return JSON.stringify(a) === JSON.stringify(b);
  return ('id' in a ? a.id : undefined) === ('id' in b ? b.id : undefined);
}

/**
 * Where a record is shown; null when there is no such record. An excerpt that is anchored is shown in its source, a
 * judgement in its cell. A span counts in the record's searchable text.
 */
export async function placeOf(
  reader: Pick<Reader, 'get'>,
  kind: ReferenceKind,
  id: string,
  at?: Span,
): Promise<Place | null> {
  switch (kind) {
    case 'note': {
      const note = parseId('note', id);
      return note === null ? null : { view: 'notes', id: note, ...(at ? { at } : {}) };
    }
    case 'source': {
      const source = await reader.get('source', id);
      return source ? { view: 'sources', id: source.id, ...(at && source.readable ? { at } : {}) } : null;
    }
    case 'excerpt': {
      const excerpt = await reader.get('excerpt', id);
      if (!excerpt) return null;
      const { anchor, sourceId } = excerpt;
      return anchor.kind === 'anchored' && excerpt.deletedAt === undefined
        ? { view: 'sources', id: sourceId, at: { start: anchor.start, end: anchor.end } }
        : { view: 'excerpts', id: excerpt.id };
    }
    case 'scorecard': {
      const card = parseId('scorecard', id);
      return card === null ? null : { view: 'scorecards', id: card };
    }
    case 'judgement': {
      const judgement = await reader.get('judgement', id);
      if (!judgement) return null;
      const cell = { subject: judgement.subjectId, criterion: judgement.criterionId };
      return { view: 'scorecards', id: judgement.scorecardId, cell, judgement: judgement.id };
    }
  }
}
