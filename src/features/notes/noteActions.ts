// What a person does with whole notes, from the page's menu as from the list's.
import type { Note } from '#domain/note.ts';
import { carryMarkdown } from '#notebook/carrying.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { exchangeWords } from '#words/exchange.ts';

export function removeNotes(work: Workplace, notes: readonly Note[]): void {
  if (notes.length > 0) void work.remove(notes.map(({ id }) => ({ kind: 'note', id })));
}

export function carryOut(work: Workplace, { id }: Note, to: 'clipboard' | 'file'): void {
  void carryMarkdown(work, { kind: 'note', id }, to, exchangeWords);
}
