// What stands around a hit: where an excerpt comes from, which cell a judgement is of, when a note was written.
import type { Hit } from '#notebook/librarianProtocol.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { dateText, nameText, sourceTitle } from '#domain/source.ts';
import { searchWords } from '#words/search.ts';
import { hitKey } from './join.ts';

/** A part of the line above a title: words, or a date to be said as dates are said. */
export type ContextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly iso: string; readonly look: 'friendly' | 'plain' };

export interface HitContext {
  readonly title: string;
  readonly parts: readonly ContextPart[];
  readonly isDeleted: boolean;
}

export type Contexts = ReadonlyMap<string, HitContext>;

type Reader = Workplace['notebook']['parts']['store'];

function texts(...given: readonly (string | undefined)[]): readonly ContextPart[] {
  return given.flatMap((text) => (text === undefined || text === '' ? [] : [{ kind: 'text', text }]));
}

/** By hit; none where the record is gone. */
export async function contextsOf(
  reader: Reader,
  hits: readonly Pick<Hit, 'kind' | 'id'>[],
): Promise<Contexts> {
  const idsOf = (kind: Hit['kind']): string[] => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
  const [notes, sources, excerpts, cards, judgements] = await Promise.all([
    reader.getMany('note', idsOf('note')),
    reader.getMany('source', idsOf('source')),
    reader.getMany('excerpt', idsOf('excerpt')),
    reader.getMany('scorecard', idsOf('scorecard')),
    reader.getMany('judgement', idsOf('judgement')),
  ]);
  const [quoted, judged] = await Promise.all([
    reader.getMany('source', [...new Set(excerpts.flatMap((each) => each?.sourceId ?? []))]),
    reader.getMany('scorecard', [...new Set(judgements.flatMap((each) => each?.scorecardId ?? []))]),
  ]);
  const sourceById = new Map(quoted.flatMap((source) => (source ? [[source.id, source]] : [])));
  const cardById = new Map(judged.flatMap((card) => (card ? [[card.id, card]] : [])));
  const contexts = new Map<string, HitContext>();
  const put = (
    kind: Hit['kind'],
    record: { readonly id: string; readonly deletedAt?: string },
    title: string,
    parts: readonly ContextPart[],
  ): void =>
    void contexts.set(hitKey({ kind, id: record.id }), {
      title,
      parts,
      isDeleted: record.deletedAt !== undefined,
    });

  for (const note of notes)
    if (note) put('note', note, note.title, [{ kind: 'date', iso: note.updatedAt, look: 'friendly' }]);
  for (const source of sources) {
    if (!source) continue;
    const [author] = source.csl.author ?? [];
    const issued = dateText(source.csl.issued);
    const date: ContextPart =
      issued === ''
        ? { kind: 'date', iso: source.updatedAt, look: 'friendly' }
        : { kind: 'date', iso: issued, look: 'plain' };
    put('source', source, sourceTitle(source), [
      ...texts(author ? nameText(author) : source.csl.publisher),
      date,
    ]);
  }
  for (const excerpt of excerpts) {
    if (!excerpt) continue;
    const source = sourceById.get(excerpt.sourceId);
    const title = source ? sourceTitle(source) : '';
    const page = excerpt.page === undefined ? excerpt.timestamp : searchWords.pageOf(excerpt.page);
    put('excerpt', excerpt, title, texts(title, page));
  }
  for (const card of cards)
    if (card) put('scorecard', card, card.title, [{ kind: 'date', iso: card.updatedAt, look: 'friendly' }]);
  for (const judgement of judgements) {
    if (!judgement) continue;
    const card = cardById.get(judgement.scorecardId);
    const subject = card?.subjects.find(({ id }) => id === judgement.subjectId)?.name;
    const criterion = card?.criteria.find(({ id }) => id === judgement.criterionId)?.name;
    put('judgement', judgement, card?.title ?? '', [
      ...texts(subject, criterion),
      { kind: 'date', iso: judgement.asOf, look: 'plain' },
    ]);
  }
  return contexts;
}
