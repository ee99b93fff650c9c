// The words for what could not be saved.
import type { Saved } from '#notebook/records.ts';
import { sourceWords } from '#words/sources.ts';

/** Why a change was not saved, and what to do; null when it was. */
export function whyNotSaved<T>(saved: Saved<T>): string | null {
  if (saved.kind === 'saved') return null;
  return sourceWords.notSaved[saved.kind === 'gone' ? 'gone' : saved.why];
}
