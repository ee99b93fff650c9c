// Taking a source out of the notebook as Markdown, and the words for what could not be saved.
import type { SourceId } from '#domain/id.ts';
import type { Saved } from '#notebook/records.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { sourceWords } from '#words/sources.ts';

export async function copyMarkdown(work: Workplace, id: SourceId): Promise<void> {
  await carry(work, id, ({ text }) => work.surroundings.copyText(text));
}

export async function saveMarkdown(work: Workplace, id: SourceId): Promise<void> {
  await carry(work, id, ({ name, text }) => work.surroundings.saveText(name, 'md', text));
}

async function carry(
  { notebook, tell }: Workplace,
  id: SourceId,
  to: (exported: { readonly name: string; readonly text: string }) => Promise<unknown>,
): Promise<void> {
  try {
    const exported = await notebook.exporting.markdown({ kind: 'source', id });
    if (exported !== null) await to(exported);
  } catch {
    tell({ text: sourceWords.page.notExported, look: 'bad' });
  }
}

/** Why a change was not saved, and what to do; null when it was. */
export function whyNotSaved<T>(saved: Saved<T>): string | null {
  if (saved.kind === 'saved') return null;
  return sourceWords.notSaved[saved.kind === 'gone' ? 'gone' : saved.why];
}
