// What carries a tag: how many of each kind, and which list to show first.
import type { Notebook } from './notebook.ts';
import type { View } from './place.ts';

export interface TaggedCounts {
  readonly notes: number;
  readonly sources: number;
}

export async function countTagged({ heads }: Pick<Notebook, 'heads'>, tag: string): Promise<TaggedCounts> {
  const [notes, sources] = await Promise.all([heads.of('note').read(), heads.of('source').read()]);
  const carries = ({ tags }: { readonly tags: readonly string[] }): boolean => tags.includes(tag);
  return { notes: notes.filter(carries).length, sources: sources.filter(carries).length };
}

/** The list that is shown already, unless it would be empty and the other not; notes for those who come from elsewhere. */
export function viewOfTag({ notes, sources }: TaggedCounts, from: View): 'notes' | 'sources' {
  if (notes === 0 || sources === 0) return sources > 0 ? 'sources' : 'notes';
  return from === 'sources' ? 'sources' : 'notes';
}
