// How a record becomes something to search: the title it is embedded under, its text, and what may not be split.
import type { Facets } from '#domain/facets.ts';
import type { Span } from '#domain/passages.ts';
import { plainText } from '#domain/plainText.ts';
import { nameText, sourceTitle } from '#domain/source.ts';
import { searchableKinds, type Reader, type SearchableKind } from '#store/store.ts';
import { facetsOf } from './facets.ts';

export interface Searchable {
  readonly title: string;
  readonly text: string;
  /** Spans of the text that one passage must hold whole. */
  readonly keep: readonly Span[];
  readonly facets: Facets;
}

export function keyOf(kind: SearchableKind, id: string): string {
  return `${kind}:${id}`;
}

/** The record that a key names; null where it is no key. */
export function nameIn(key: string): { readonly kind: SearchableKind; readonly id: string } | null {
  const kind = searchableKinds.find((each) => key.startsWith(`${each}:`));
  return kind === undefined ? null : { kind, id: key.slice(kind.length + 1) };
}

/** The searchable form of a record, or null when it is gone, deleted, or has nothing to find. */
export async function searchableOf(
  reader: Reader,
  kind: SearchableKind,
  id: string,
): Promise<Searchable | null> {
  switch (kind) {
    case 'note': {
      const note = await reader.get('note', id);
      if (note === undefined || note.deletedAt !== undefined) return null;
      const body = await reader.body(id);
      const text = body ? plainText(body.document) : '';
      return { title: note.title, text, keep: [], facets: facetsOf({ kind, record: note, text }) };
    }
    case 'source': {
      const source = await reader.get('source', id);
      if (source === undefined || source.deletedAt !== undefined) return null;
      const body = source.readable ? await reader.body(id) : undefined;
      // A source without a text is still found by who made it and where it appeared.
      const described = [
        (source.csl.author ?? []).map(nameText).join(', '),
        source.csl.publisher,
        source.csl['container-title'],
      ];
      const text = body
        ? plainText(body.document)
        : described.filter((part) => part !== undefined && part !== '').join('\n');
      return { title: sourceTitle(source), text, keep: [], facets: facetsOf({ kind, record: source, text }) };
    }
    case 'excerpt': {
      const excerpt = await reader.get('excerpt', id);
      if (excerpt === undefined || excerpt.deletedAt !== undefined) return null;
      const source = await reader.get('source', excerpt.sourceId);
      const { quotation, comment } = excerpt;
      const text = comment === '' ? quotation : `${quotation}\n${comment}`;
      return {
        title: source ? sourceTitle(source) : '',
        text,
        keep: [{ start: 0, end: quotation.length }],
        facets: facetsOf({ kind, record: excerpt, source, text }),
      };
    }
    case 'scorecard': {
      const card = await reader.get('scorecard', id);
      if (card === undefined || card.deletedAt !== undefined) return null;
      const parts = [
        card.question,
        ...card.subjects.filter(({ deleted }) => deleted !== true).map(({ name }) => name),
        ...card.criteria
          .filter(({ deleted }) => deleted !== true)
          .map(({ name, description }) => [name, description].filter((part) => part !== '').join(': ')),
      ];
      const text = parts.filter((part) => part !== '').join('\n');
      return { title: card.title, text, keep: [], facets: facetsOf({ kind, record: card, text }) };
    }
    case 'judgement': {
      const judgement = await reader.get('judgement', id);
      if (judgement === undefined || judgement.deletedAt !== undefined) return null;
      const card = await reader.get('scorecard', judgement.scorecardId);
      if (card === undefined || card.deletedAt !== undefined) return null;
      const subject = card.subjects.find((each) => each.id === judgement.subjectId)?.name ?? '';
      const criterion = card.criteria.find((each) => each.id === judgement.criterionId)?.name ?? '';
      const text = [plainText(judgement.rationale), judgement.wouldChange]
        .filter((part) => part !== '')
        .join('\n');
      return {
        title: [card.title, subject, criterion].filter((part) => part !== '').join(', '),
        text,
        keep: [],
        facets: facetsOf({ kind, record: judgement, card, text }),
      };
    }
  }
}

/** Records whose searchable form is made with this one's: they are cut again when it changes. */
export async function dependentsOf(
  reader: Reader,
  kind: SearchableKind,
  id: string,
): Promise<readonly { readonly kind: SearchableKind; readonly id: string }[]> {
  if (kind === 'source')
    return (await reader.excerptsOf(id)).map((excerpt) => ({ kind: 'excerpt', id: excerpt.id }));
  if (kind === 'scorecard')
    return (await reader.judgementsOf(id)).map((judgement) => ({ kind: 'judgement', id: judgement.id }));
  return [];
}
