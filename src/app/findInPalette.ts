// What the palette finds while a question is typed: a few records, by words and, when it is there in time, by meaning.
import { placeOf } from '#notebook/place.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import type { Workplace } from '#notebook/workplace.ts';
import type { PaletteItem } from '#ui/paletteItems.ts';
import { appWords } from '#words/app.ts';

const mostItems = 7;

export async function findInPalette(
  work: Workplace,
  question: string,
  signal: AbortSignal,
): Promise<readonly PaletteItem[]> {
  let hits: readonly Hit[] = [];
  await work.notebook.librarian.ask(
    { text: question, limit: mostItems, ranking: 'fused', prefix: true },
    signal,
    (findings) => {
      ({ hits } = findings);
    },
  );
  return hits.map(({ kind, id, title, passage, start, end }) => ({
    id: `${kind}:${id}`,
    label: title === '' ? passage.slice(0, 80) : title,
    group: appWords.views.search,
    detail: passage.slice(0, 80),
    kind,
    perform: () => {
      placeOf(work.notebook.parts.store, kind, id, { start, end }).then(
        (place) => (place ? work.go(place) : undefined),
        () => undefined,
      );
    },
  }));
}
