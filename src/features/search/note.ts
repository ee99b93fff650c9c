// What is worth knowing about a list of hits: what has not been looked at, and what came late.
import type { SearchState } from '#notebook/librarianClient.ts';
import { isKeptBack, type Answer } from './inquiry.ts';

export type FindingsNote =
  | { readonly kind: 'list' }
  | { readonly kind: 'nearest' }
  | { readonly kind: 'late'; readonly hits: number }
  | { readonly kind: 'reordered' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'no model' }
  | { readonly kind: 'no meaning' }
  | { readonly kind: 'indexing'; readonly records: number };

/** The one that matters most; null where everything was looked at. */
export function noteOf(answer: Answer, { meaning, progress }: SearchState): FindingsNote | null {
  if (isKeptBack(answer)) return null;
  if (answer.isWeak) return { kind: 'nearest' };
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

export type Unlooked =
  | { readonly kind: 'indexing'; readonly records: number }
  | { readonly kind: 'paused'; readonly records: number }
  /** How many records are lacking is not known yet. */
  | { readonly kind: 'checking' };

/** What keeps one from saying that nothing is there; null where everything was looked at that can be. */
export function unlookedAt({ open, meaning, progress }: SearchState): Unlooked | null {
  // Without the model, records wait for their vectors in vain.
  const records = meaning.kind === 'unavailable' ? progress.uncut : progress.waiting;
  // What comes in during a pause is not counted before the pause is over.
  if (progress.paused) return { kind: 'paused', records };
  if (records > 0) return { kind: 'indexing', records };
  return open === 'open' && progress.isChecked ? null : { kind: 'checking' };
}
