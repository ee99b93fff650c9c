// An excerpt as it stands in its form.
import type { Credibility, Excerpt } from '#domain/excerpt.ts';
import type { ExcerptDetails, ExcerptEdit } from '#notebook/sources.ts';

export interface ExcerptDraft {
  readonly quotation: string;
  readonly page: string;
  readonly timestamp: string;
  readonly comment: string;
  readonly tags: readonly string[];
  readonly credibility: Credibility | null;
}

/** Longest quotation a record takes, in UTF-16 units. */
export const mostQuoted = 100_000;

export function newExcerptDraft(quotation: string): ExcerptDraft {
  return { quotation, page: '', timestamp: '', comment: '', tags: [], credibility: null };
}

export function draftOfExcerpt(excerpt: Excerpt): ExcerptDraft {
  const { quotation, page = '', timestamp = '', comment, tags, credibility = null } = excerpt;
  return { quotation, page, timestamp, comment, tags, credibility };
}

export function isEmptyDraft({ quotation, page, timestamp, comment }: ExcerptDraft): boolean {
  return [quotation, page, timestamp, comment].every((field) => field.trim() === '');
}

/** For a new excerpt: what was left empty is absent. */
export function detailsOf({ page, timestamp, comment, tags, credibility }: ExcerptDraft): ExcerptDetails {
  return {
    comment: comment.trim(),
    tags,
    ...(page.trim() === '' ? {} : { page: page.trim() }),
    ...(timestamp.trim() === '' ? {} : { timestamp: timestamp.trim() }),
    ...(credibility === null ? {} : { credibility }),
  };
}

/** For an excerpt that exists: what was emptied is taken away. */
export function editOf({ page, timestamp, comment, tags, credibility }: ExcerptDraft): ExcerptEdit {
  return {
    comment: comment.trim(),
    tags,
    page: page.trim() === '' ? null : page.trim(),
    timestamp: timestamp.trim() === '' ? null : timestamp.trim(),
    credibility,
  };
}
