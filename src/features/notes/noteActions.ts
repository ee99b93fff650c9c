// What a person does with whole notes, from the page's menu as from the list's.
import type { Note } from '#domain/note.ts';
import type { Exported } from '#notebook/exporting.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { noteWords } from '#words/notes.ts';

const words = noteWords.page;

export function removeNotes(work: Workplace, notes: readonly Note[]): void {
  if (notes.length > 0) void work.remove(notes.map(({ id }) => ({ kind: 'note', id })));
}

async function exported(work: Workplace, { id }: Note): Promise<Exported> {
  await work.flushDrafts();
  const made = await work.notebook.exporting.markdown({ kind: 'note', id });
  if (made === null) throw new Error(words.gone);
  return made;
}

export async function copyMarkdown(work: Workplace, note: Note): Promise<void> {
  try {
    await work.surroundings.copyText((await exported(work, note)).text);
  } catch {
    work.tell({ text: words.notCopied, look: 'bad' });
  }
}

export async function saveMarkdown(work: Workplace, note: Note): Promise<void> {
  try {
    const { name, text } = await exported(work, note);
    await work.surroundings.saveText(name, 'md', text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    work.tell({ text: words.notWritten(why), look: 'bad' });
  }
}
