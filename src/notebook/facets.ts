// The facets of a record: what can be asked of it besides its words, taken from it and from what it belongs to.
import type { Excerpt } from '#domain/excerpt.ts';
import type { Facets } from '#domain/facets.ts';
import { firstDay, type Judgement } from '#domain/judgement.ts';
import type { Note } from '#domain/note.ts';
import type { Scorecard } from '#domain/scorecard.ts';
import { nameText, sourceTitle, type CslDate, type Source } from '#domain/source.ts';
import { dayOf } from '#search/dayRange.ts';
import { tellLanguage } from '#search/tellLanguage.ts';

/** A record with the one it belongs to, and its searchable text. */
export type Described = { readonly text: string } & (
  | { readonly kind: 'note'; readonly record: Note }
  | { readonly kind: 'source'; readonly record: Source }
  | { readonly kind: 'excerpt'; readonly record: Excerpt; readonly source: Source | undefined }
  | { readonly kind: 'scorecard'; readonly record: Scorecard }
  | { readonly kind: 'judgement'; readonly record: Judgement; readonly card: Scorecard }
);

/**
 * [T1] An excerpt has its source's tags too, a judgement those of its scorecard.
 * [T2] Authors are those of the source that the record is or quotes.
 * [T3] The day is the one a source was issued or a judgement speaks of, or else the one the record was made, as the
 *      calendar on this machine has it. A date in words is no day.
 * [T4] The language is the one its source says it is in, or else the one its text tells.
 */
export function facetsOf(described: Described): Facets {
  const told = tellLanguage(described.text);
  switch (described.kind) {
    case 'note':
    case 'scorecard': {
      const { tags, createdAt } = described.record;
      return { tags, ...ofNoSource, day: dayMade(createdAt), language: told, quoted: null };
    }
    case 'judgement': {
      const { record, card } = described;
      const day = dayNumber(firstDay(record.asOf));
      return { tags: card.tags, ...ofNoSource, day, language: told, quoted: null };
    }
    case 'source': {
      const { record } = described;
      const { issued } = record.csl;
      const day = issued === undefined ? dayMade(record.createdAt) : dayIssued(issued);
      return { tags: record.tags, ...aboutSource(record, told), day, quoted: null };
    }
    case 'excerpt': {
      const { record, source } = described;
      return {
        tags: [...new Set([...record.tags, ...(source?.tags ?? [])])],
        ...aboutSource(source, told),
        day: dayMade(record.createdAt),
        quoted: record.quotation.length,
      };
    }
  }
}

const ofNoSource = { source: null, authors: [] } as const;

function aboutSource(
  source: Source | undefined,
  told: string | null,
): Pick<Facets, 'source' | 'authors' | 'language'> {
  if (source === undefined) return { ...ofNoSource, language: told };
  const { csl } = source;
  return {
    source: { id: source.id, citekey: csl.id, title: sourceTitle(source) },
    authors: (csl.author ?? []).map(nameText).filter((name) => name !== ''),
    language: csl.language === undefined || csl.language === '' ? told : csl.language.toLowerCase(),
  };
}

function dayMade(instant: string): number {
  const date = new Date(instant);
  return dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

function dayIssued({ 'date-parts': parts }: CslDate): number | null {
  const [year, month = 1, day = 1] = parts?.[0] ?? [];
  return year === undefined ? null : dayOf(year, month, day);
}

/** Of `YYYY-MM-DD`; years before the first have no number that stands in their order. */
function dayNumber(day: string): number | null {
  return day.startsWith('-') ? null : Number(day.replaceAll('-', ''));
}
