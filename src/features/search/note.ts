// What is worth knowing about a list of hits: what has not been looked at, and what came late.
import type { SearchState } from '#notebook/librarianClient.ts';
import type { Answer } from './inquiry.ts';

export type FindingsNote =
  | { readonly kind: 'list' }
  | { readonly kind: 'late'; readonly hits: number }
  | { readonly kind: 'reordered' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'no model' }
  | { readonly kind: 'no meaning' }
  | { readonly kind: 'indexing'; readonly records: number };

/** The one that matters most; null where everything was looked at. */
export function noteOf(answer: Answer, { meaning, progress }: SearchState): FindingsNote | null {
  if (answer.inOrder !== null)
    return answer.late > 0 ? { kind: 'late', hits: answer.late } : { kind: 'reordered' };
  if (!answer.isFinal)
    return meaning.kind === 'loading' || meaning.kind === 'asleep'
      ? { kind: 'loading' }
      : { kind: 'pending' };
  if (answer.isList) return { kind: 'list' };
  if (answer.mode === 'words')
    return meaning.kind === 'unavailable' ? { kind: 'no model' } : { kind: 'no meaning' };
  return progress.waiting > 0 ? { kind: 'indexing', records: progress.waiting } : null;
}
