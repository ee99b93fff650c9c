// Carrying one record out as Markdown, to the clipboard or to a file: the same from every menu, whichever screen it is.
import type { ExportTarget } from './exporting.ts';
import type { Workplace } from './workplace.ts';

/** What is said when nothing was carried. */
export interface CarryWords {
  readonly gone: string;
  readonly notCopied: (why: string) => string;
  readonly notSaved: (why: string) => string;
}

type Place = Pick<Workplace, 'notebook' | 'surroundings' | 'flushDrafts' | 'tell'>;

/** Never rejects: what went wrong is told. */
export async function carryMarkdown(
  { notebook, surroundings, flushDrafts, tell }: Place,
  target: ExportTarget,
  to: 'clipboard' | 'file',
  words: CarryWords,
): Promise<void> {
  try {
    // What is on the screen is what is carried out.
    await flushDrafts();
    const exported = await notebook.exporting.markdown(target);
    if (exported === null) tell({ text: words.gone, look: 'bad' });
    else if (to === 'clipboard') await surroundings.copyText(exported.text);
    else await surroundings.saveText(exported.name, 'md', exported.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell({ text: to === 'clipboard' ? words.notCopied(why) : words.notSaved(why), look: 'bad' });
  }
}
