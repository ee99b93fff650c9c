// Quoting the selected words: never others that have come to stand where they stood.
import type { Excerpt } from '#domain/excerpt.ts';
import type { SourceId } from '#domain/id.ts';
import { plainText } from '#domain/plainText.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Saved } from '#notebook/records.ts';
import type { Selected } from './desk.ts';
import type { ExcerptDraft } from './excerptDraft.ts';
import { detailsOf } from './excerptDraft.ts';

/** `moved` when the text was imported anew since the words were selected, and is another now. */
export async function quoteSelected(
  { sources, excerpts }: Pick<Notebook, 'sources' | 'excerpts'>,
  source: SourceId,
  { span, quotation }: Selected,
  draft: ExcerptDraft,
): Promise<Saved<Excerpt> | { readonly kind: 'moved' }> {
  const body = await sources.document(source);
  if (body === null || plainText(body).slice(span.start, span.end) !== quotation) return { kind: 'moved' };
  return excerpts.select(source, span.start, span.end, detailsOf(draft));
}
