// The other passages of a record that answer a question, read when a person asks for them.
import type { Span } from '#domain/passages.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import { searchableOf } from '#notebook/searchable.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { occurrences } from './cut.ts';

export interface MorePassage extends Span {
  readonly text: string;
  readonly words: readonly Span[];
}

/** In the order in which they stand in the record; empty when it is gone. */
export async function morePassagesOf(
  reader: Workplace['notebook']['parts']['store'],
  { kind, id, more, words }: Hit,
): Promise<readonly MorePassage[]> {
  const searchable = await searchableOf(reader, kind, id);
  if (searchable === null) return [];
  return more
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, end }) => {
      const text = searchable.text.slice(start, end);
      return { start, end, text, words: occurrences(text, words) };
    });
}
