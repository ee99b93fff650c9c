// The order of sources in their list, of excerpts in theirs, and of excerpts along the text of their source.
import type { Excerpt } from '#domain/excerpt.ts';
import type { Source } from '#domain/source.ts';
import type { Settings } from '#notebook/settings.ts';
import { language } from '#words/words.ts';
import { titleText } from './byline.ts';

export type SourceOrder = Settings['sourceOrder'];
export const sourceOrders = ['edited', 'created', 'title'] as const satisfies readonly SourceOrder[];

const alphabet = new Intl.Collator(language, { numeric: true });

/** Newest first, or by title; sources of one title by the newest. */
export function inOrder(sources: readonly Source[], order: SourceOrder): readonly Source[] {
  const byTime = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
  switch (order) {
    case 'edited':
      return sources.toSorted((a, b) => byTime(a.updatedAt, b.updatedAt) || byTime(a.id, b.id));
    case 'created':
      return sources.toSorted((a, b) => byTime(a.createdAt, b.createdAt) || byTime(a.id, b.id));
    case 'title': {
      const titled = sources.map((source) => ({ source, title: titleText(source) }));
      return titled
        .toSorted((a, b) => alphabet.compare(a.title, b.title) || byTime(a.source.id, b.source.id))
        .map(({ source }) => source);
    }
  }
}

export function tagged(sources: readonly Source[], tag: string | undefined): readonly Source[] {
  return tag === undefined ? sources : sources.filter(({ tags }) => tags.includes(tag));
}

/** Along the text; those without a place in it come after, by page and then as they were made. */
export function alongTheText(excerpts: readonly Excerpt[]): readonly Excerpt[] {
  const place = ({ anchor }: Excerpt): number =>
    anchor.kind === 'anchored' ? anchor.start : Number.POSITIVE_INFINITY;
  return excerpts.toSorted((a, b) => {
    const [here, there] = [place(a), place(b)];
    if (here !== there) return here - there;
    return alphabet.compare(a.page ?? '', b.page ?? '') || (a.id < b.id ? -1 : 1);
  });
}
