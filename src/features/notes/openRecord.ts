// Goes to a record that something in a note points at, and says so where there is none any more.
import type { ReferenceKind } from '#domain/document.ts';
import type { Span } from '#domain/passages.ts';
import { placeOf } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { noteWords } from '#words/notes.ts';

export function openRecord(work: Workplace, kind: ReferenceKind, id: string, at?: Span): void {
  placeOf(work.notebook.parts.store, kind, id, at).then(
    (place) => (place ? work.go(place) : work.tell({ text: noteWords.reference.gone })),
    () => work.tell({ text: noteWords.reference.gone, look: 'bad' }),
  );
}
