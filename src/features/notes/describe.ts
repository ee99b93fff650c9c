// What a record is called where a note points at it: its title, a detail that tells it from its like, a line of it.
import type { ReferenceKind } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import { dateText, sourceTitle } from '#domain/source.ts';
import { coverOf } from '#notebook/cover.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { noteWords } from '#words/notes.ts';
import type { ReferenceAttributes } from './reference.ts';

export interface Described {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly title: string;
  /** A page, or a date as ISO. Null where there is none. */
  readonly detail:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'date'; readonly iso: string; readonly look: 'friendly' | 'plain' }
    | null;
  /** The quotation of an excerpt, the reason of a judgement, the beginning of a note; may be empty. */
  readonly text: string;
  readonly isGone: boolean;
  /** What is written in place of the title of a source that may not be named; null where it may. */
  readonly cover: string | null;
}

type Place = Pick<Notebook, 'parts'>;

const detailText = (text: string): Described['detail'] => (text === '' ? null : { kind: 'text', text });

export async function describe({ parts }: Place, kind: ReferenceKind, id: string): Promise<Described> {
  const { door, machine } = parts;
  const gone: Described = { kind, id, title: '', detail: null, text: '', isGone: true, cover: null };
  switch (kind) {
    case 'note': {
      const note = await door.latest('note', id);
      if (!note) return gone;
      const { title, updatedAt, preview } = note;
      const isGone = note.deletedAt !== undefined;
      return {
        kind,
        id,
        title,
        detail: { kind: 'date', iso: updatedAt, look: 'friendly' },
        text: preview,
        isGone,
        cover: null,
      };
    }
    case 'source': {
      const source = await door.latest('source', id);
      if (!source) return gone;
      const issued = dateText(source.csl.issued);
      const detail = issued === '' ? null : ({ kind: 'date', iso: issued, look: 'plain' } as const);
      return {
        kind,
        id,
        title: sourceTitle(source),
        detail,
        text: '',
        isGone: source.deletedAt !== undefined,
        cover: coverOf(source, machine.now()),
      };
    }
    case 'excerpt': {
      const excerpt = await door.latest('excerpt', id);
      if (!excerpt) return gone;
      const source = await door.latest('source', excerpt.sourceId);
      const page =
        excerpt.page === undefined ? (excerpt.timestamp ?? '') : noteWords.reference.page(excerpt.page);
      return {
        kind,
        id,
        title: source ? sourceTitle(source) : '',
        detail: detailText(page),
        text: excerpt.quotation,
        isGone: excerpt.deletedAt !== undefined,
        cover: source ? coverOf(source, machine.now()) : null,
      };
    }
    case 'scorecard': {
      const card = await door.latest('scorecard', id);
      if (!card) return gone;
      return {
        kind,
        id,
        title: card.title,
        detail: null,
        text: card.question,
        isGone: card.deletedAt !== undefined,
        cover: null,
      };
    }
    case 'judgement': {
      const judgement = await door.latest('judgement', id);
      if (!judgement) return gone;
      const card = await door.latest('scorecard', judgement.scorecardId);
      const criterion = card?.criteria.find((each) => each.id === judgement.criterionId)?.name ?? '';
      return {
        kind,
        id,
        title: criterion,
        detail: { kind: 'date', iso: judgement.recordedAt, look: 'plain' },
        text: plainText(judgement.rationale),
        isGone: judgement.deletedAt !== undefined,
        cover: null,
      };
    }
  }
}

const mostChars = 120;

/**
 * What a reference says in the text: the title, with the page of an excerpt. The words of a note are copied, exported
 * and read by others: of a source that may not be named they say its alias, or that it may not, and nothing else.
 */
export function referenceTo({ kind, id, title, detail, text, cover }: Described): ReferenceAttributes {
  if (cover !== null) return { kind, id, text: shorten(cover, mostChars) };
  const name = title === '' ? shorten(text, mostChars) : shorten(title, mostChars);
  const isPaged = kind === 'excerpt' && detail?.kind === 'text' && name !== '';
  return { kind, id, text: isPaged ? noteWords.reference.named(name, detail.text) : name };
}

/** The beginning of a text in one line, cut between words where that loses little. */
export function shorten(text: string, chars: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= chars) return line;
  const cut = line.slice(0, chars - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > chars / 2 ? space : undefined).trimEnd()}…`.toWellFormed();
}
