// What a reference or a piece of evidence says outside the notebook: a citation, the title of another file, or words.
// Nothing that is exported of another record carries the title, author or citekey of a source that is confidential.
import type { Document, ReferenceKind } from '#domain/document.ts';
import { everyNode, referenceKinds } from '#domain/document.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Evidence } from '#domain/judgement.ts';
import type { RecordOf } from '#domain/operation.ts';
import type { Source } from '#domain/source.ts';
import { sourceTitle } from '#domain/source.ts';
import { exportWords as words } from '#exchange/exportWords.ts';
import type { Reference, Resolved, Resolve } from '#exchange/markdownOut.ts';
import type { DescribeEvidence } from '#exchange/scorecardOut.ts';
import { coverOf, mayBeQuoted } from './cover.ts';
import type { Parts } from './records.ts';

export interface Citing {
  readonly resolve: Resolve;
  readonly describe: DescribeEvidence;
}

type Named = Pick<Reference, 'kind' | 'id'>;
type Shelf = { readonly [K in ReferenceKind]: ReadonlyMap<string, RecordOf[K]> };

/** Knows every record of the notebook, those in the trash included. */
export async function citingAll({ store, machine }: Parts): Promise<Citing> {
  const all = async <const K extends ReferenceKind>(kind: K): Promise<ReadonlyMap<string, RecordOf[K]>> =>
    byId([...(await store.heads(kind)), ...(await store.heads(kind, 'deleted'))]);
  const [note, source, excerpt, scorecard, judgement] = await Promise.all([
    all('note'),
    all('source'),
    all('excerpt'),
    all('scorecard'),
    all('judgement'),
  ]);
  return citing({ note, source, excerpt, scorecard, judgement }, machine.now());
}

/** Knows the records that these name, and those that are said with them. */
export async function citingOf({ store, machine }: Parts, named: readonly Named[]): Promise<Citing> {
  const read = async <const K extends ReferenceKind>(
    kind: K,
    more: readonly string[] = [],
  ): Promise<ReadonlyMap<string, RecordOf[K]>> => {
    const ids = new Set([...named.filter((each) => each.kind === kind).map(({ id }) => id), ...more]);
    const records = await store.getMany(kind, [...ids]);
    return byId(records.filter((record) => record !== undefined));
  };
  const [note, excerpt, judgement] = await Promise.all([read('note'), read('excerpt'), read('judgement')]);
  const source = await read(
    'source',
    [...excerpt.values()].map(({ sourceId }) => sourceId),
  );
  const scorecard = await read(
    'scorecard',
    [...judgement.values()].map(({ scorecardId }) => scorecardId),
  );
  return citing({ note, source, excerpt, scorecard, judgement }, machine.now());
}

/** What the references of a document name. */
export function namedIn(document: Document): readonly Named[] {
  return [...everyNode(document)].flatMap((node): Named[] => {
    const kind = referenceKinds.find((each) => each === node.attrs?.['kind']);
    const id = node.attrs?.['id'];
    return node.type === 'reference' && kind !== undefined && typeof id === 'string' ? [{ kind, id }] : [];
  });
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function citing(shelf: Shelf, now: Date): Citing {
  /** What stands in for a source that may not be named; null for one that may. */
  const cover = (source: Source): string | null => coverOf(source, now);

  const gone = (text: string): Resolved => ({ kind: 'words', text: said(text) });
  const said = (text: string): string => `${text.trim() === '' ? words.untitled : text} (${words.deleted})`;

  const ofSource = (source: Source, locator: string, text: string): Resolved => {
    const covered = cover(source);
    if (covered !== null)
      return source.deletedAt === undefined ? { kind: 'words', text: covered } : gone(covered);
    if (source.deletedAt !== undefined) return gone(text);
    return { kind: 'citation', citekey: source.csl.id, ...(locator === '' ? {} : { locator }) };
  };

  const ofExcerpt = (excerpt: Excerpt, text: string): Resolved => {
    const source = shelf.source.get(excerpt.sourceId);
    if (source === undefined) return gone(text);
    const covered = cover(source);
    if (covered !== null) {
      const quoted = mayBeQuoted(source) ? `“${excerpt.quotation}” (${covered})` : covered;
      return isGone(excerpt) || isGone(source) ? gone(quoted) : { kind: 'words', text: quoted };
    }
    return isGone(excerpt) ? gone(text) : ofSource(source, locatorOf(excerpt), text);
  };

  const titled = (
    record: { readonly title: string; readonly deletedAt?: string } | undefined,
    text: string,
  ) =>
    record === undefined || isGone(record)
      ? gone(text)
      : ({ kind: 'file', title: record.title.trim() === '' ? words.untitled : record.title } as const);

  const resolve: Resolve = ({ kind, id, text }) => {
    switch (kind) {
      case 'note':
      case 'scorecard':
        return titled(shelf[kind].get(id), text);
      case 'judgement': {
        const judgement = shelf.judgement.get(id);
        if (judgement === undefined || isGone(judgement)) return gone(text);
        return titled(shelf.scorecard.get(judgement.scorecardId), text);
      }
      case 'source': {
        const source = shelf.source.get(id);
        return source === undefined ? gone(text) : ofSource(source, '', text);
      }
      case 'excerpt': {
        const excerpt = shelf.excerpt.get(id);
        return excerpt === undefined ? gone(text) : ofExcerpt(excerpt, text);
      }
    }
  };

  const describeSource = (source: Source): string =>
    cover(source) ?? `${sourceTitle(source) || words.untitled} (${source.csl.id})`;

  const describeExcerpt = (excerpt: Excerpt): string => {
    const source = shelf.source.get(excerpt.sourceId);
    if (source !== undefined && !mayBeQuoted(source) && cover(source) !== null) return describeSource(source);
    const from = [source === undefined ? '' : describeSource(source), locatorOf(excerpt)];
    return [`“${excerpt.quotation}”`, ...from.filter((part) => part !== '')].join(', ');
  };

  const describe: DescribeEvidence = ({ kind, id }: Evidence) => {
    const record = shelf[kind].get(id);
    if (record === undefined) return said('');
    const text =
      'quotation' in record
        ? describeExcerpt(record)
        : 'csl' in record
          ? describeSource(record)
          : record.title || words.untitled;
    return isGone(record) ? said(text) : text;
  };

  return { resolve, describe };
}

function isGone({ deletedAt }: { readonly deletedAt?: string | undefined }): boolean {
  return deletedAt !== undefined;
}

function locatorOf({ page, timestamp }: Excerpt): string {
  return [
    page === undefined ? '' : `${words.page} ${page}`,
    timestamp === undefined ? '' : `${words.at} ${timestamp}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
