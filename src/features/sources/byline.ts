// Who made a source, where it appeared and when, in one line; and how an excerpt of it is cited.
import type { Excerpt } from '#domain/excerpt.ts';
import type { CslDate, Source } from '#domain/source.ts';
import { dateText, nameText, sourceTitle } from '#domain/source.ts';
import { coverOf } from '#notebook/cover.ts';
import { plainDate } from '#ui/friendlyDate.ts';
import { listed } from '#words/format.ts';
import { excerptWords, sourceWords } from '#words/sources.ts';
import { language } from '#words/words.ts';

export function titleText(source: Source): string {
  const title = sourceTitle(source).trim();
  return title === '' ? sourceWords.untitled : title;
}

/** The names that may be shown: the alias of a source on background stands for all of them. */
export function makersText(source: Source, most = Number.POSITIVE_INFINITY): string {
  if (source.confidentiality.kind === 'on background') return source.confidentiality.alias;
  const names = (source.csl.author ?? []).map(nameText).filter((name) => name !== '');
  const [first] = names;
  if (first !== undefined && names.length > most) return sourceWords.andOthers(first);
  return names.length === 0 ? '' : listed(names);
}

/** A date as it is read, or the words that stand for it. */
export function dateInWords(date: CslDate | undefined): string {
  return date?.['date-parts'] === undefined ? dateText(date) : plainDate(dateText(date));
}

/** "Meier and Li, The Gazette, 9 Mar 2026". */
export function bylineText(source: Source): string {
  const { publisher, 'container-title': container, issued } = source.csl;
  return joined([makersText(source, 2), container ?? publisher, dateInWords(issued)]);
}

/** Confidentiality as a reader must hear of it; nothing for what is public. */
export function confidentialityText({ confidentiality }: Source): string {
  switch (confidentiality.kind) {
    case 'public':
      return '';
    case 'on background':
      return sourceWords.onBackground(confidentiality.alias);
    case 'off the record':
      return sourceWords.confidentiality['off the record'];
    case 'embargoed':
      return sourceWords.embargoedUntil(plainDate(confidentiality.until));
  }
}

/** Where in its source an excerpt stands: "p. 12, at 3:40". */
export function locatorText({ page, timestamp }: Pick<Excerpt, 'page' | 'timestamp'>): string {
  return joined([
    page === undefined ? '' : excerptWords.page(page),
    timestamp === undefined ? '' : excerptWords.at(timestamp),
  ]);
}

/**
 * The quotation with its source, to be pasted elsewhere. What may not be published yet says so; of a source on
 * background nothing is said but its alias, for title and place would name it.
 */
export function citedQuotation(excerpt: Excerpt, source: Source | undefined): string {
  if (source === undefined) return excerptWords.citation.quoted(excerpt.quotation, '');
  const { confidentiality } = source;
  if (confidentiality.kind === 'on background')
    return excerptWords.citation.quoted(excerpt.quotation, coverOf(source, new Date()) ?? '');
  const warning =
    confidentiality.kind === 'off the record'
      ? excerptWords.citation.offTheRecord
      : confidentiality.kind === 'embargoed'
        ? excerptWords.citation.embargoedUntil(plainDate(confidentiality.until))
        : '';
  const from = joined([
    makersText(source, 2),
    titleText(source),
    source.csl['container-title'] ?? source.csl.publisher,
    dateInWords(source.csl.issued),
    locatorText(excerpt),
    source.csl.URL,
    warning,
  ]);
  return excerptWords.citation.quoted(excerpt.quotation, from);
}

const languageNames = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });

/** What a language code stands for; undefined when it is none. */
export function languageName(code: string): string | undefined {
  try {
    return languageNames.of(code);
  } catch {
    return undefined;
  }
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
