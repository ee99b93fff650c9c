// Saving a copy of the file that a source was read from.
import type { Source } from '#domain/source.ts';
import { extensionOf } from '#notebook/originals.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { exchangeWords } from '#words/exchange.ts';
import { sourceWords } from '#words/sources.ts';

type Place = Pick<Workplace, 'notebook' | 'surroundings' | 'tell'>;

/** Never rejects: what went wrong is told. */
export async function saveOriginal(
  { notebook, surroundings, tell }: Place,
  { attachment }: Pick<Source, 'attachment'>,
): Promise<void> {
  if (attachment === undefined) return;
  try {
    const original = await notebook.original(attachment);
    if (original === null) {
      tell({ text: sourceWords.menu.noOriginal, look: 'bad' });
      return;
    }
    const extension = extensionOf(original.name);
    const name = extension === '' ? original.name : original.name.slice(0, -extension.length - 1);
    await surroundings.saveFrom(name, extension === '' ? 'bin' : extension, original.address);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell({ text: exchangeWords.notSaved(why), look: 'bad' });
  }
}
