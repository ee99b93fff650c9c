// Putting texts into a running notebook and waiting until they are found: through the same use cases as the screens.
import { documentOfText } from '#domain/document.ts';
import { tell } from '../scripts/places.mjs';
import type { Opened } from './program.ts';

export interface Item {
  /** Unique among the items. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** Saved at a time: they share their waits for the disk. */
const groupSize = 100;
const tellEveryMs = 5_000;

/** Makes a source of every item, with its title and text as they are; answers the items' keys by the sources' ids. */
export async function addSources({ notebook }: Opened, items: readonly Item[]): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (let from = 0; from < items.length; from += groupSize) {
    const group = items.slice(from, from + groupSize);
    const given = group.map(({ key, title, text }) => ({
      csl: { id: key, type: 'document', title },
      document: documentOfText(text),
    }));
    const ids = await notebook.evaluate(async ({ sources }, sent) => {
      const saved = await Promise.all(sent.map((each) => sources.create(each)));
      return saved.map((each) => (each.kind === 'saved' ? each.record.id : null));
    }, given);
    ids.forEach((id, at) => {
      const { key = '' } = group[at] ?? {};
      if (id === null) throw new Error(`The document ${key} could not be saved.`);
      keys.set(id, key);
    });
  }
  await notebook.evaluate(({ settled }) => settled());
  return keys;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

/** Waits until everything is cut and embedded; throws where the model is not there. */
export async function waitForIndex({ notebook }: Opened): Promise<void> {
  const stateOf = () => notebook.evaluate(({ librarian }) => librarian.state());
  const idle = notebook.evaluate(({ librarian }) => librarian.idle()).then(() => 'idle' as const);
  for (let toldAtMs = Date.now(); (await Promise.race([idle, pause()])) !== 'idle';) {
    if (Date.now() - toldAtMs < tellEveryMs) continue;
    toldAtMs = Date.now();
    const { progress } = await stateOf();
    const left = progress.secondsLeft === null ? '' : `, about ${progress.secondsLeft} s left`;
    tell(`  indexing ${progress.done} of ${progress.done + progress.waiting}${left}`);
  }
  const { open, meaning } = await stateOf();
  if (open === 'failed') throw new Error('The index could not be opened.');
  if (meaning.kind === 'unavailable') throw new Error(`The model is not available: ${meaning.why}.`);
}
