// The order of the list of notes.
import type { Note } from '#domain/note.ts';
import type { Settings } from '#notebook/settings.ts';
import { language } from '#words/words.ts';

export type NoteOrder = Settings['noteOrder'];
export const noteOrders: readonly NoteOrder[] = ['edited', 'created', 'title'];

const alphabet = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** Newest first, or by title with the untitled at the end; equal ones by age, so that the order never wavers. */
export function inOrder(notes: readonly Note[], order: NoteOrder): readonly Note[] {
  const compare: Readonly<Record<NoteOrder, (a: Note, b: Note) => number>> = {
    edited: (a, b) => later(a.updatedAt, b.updatedAt) || later(a.id, b.id),
    created: (a, b) => later(a.createdAt, b.createdAt) || later(a.id, b.id),
    title: (a, b) =>
      Number(a.title === '') - Number(b.title === '') ||
      alphabet.compare(a.title, b.title) ||
      later(a.id, b.id),
  };
  return notes.toSorted(compare[order]);
}
