// The places where a quotation stands, the nearest first.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { parseId } from '#domain/id.ts';
import type { Excerpt } from '#domain/excerpt.ts';
import type { Span } from '#domain/passages.ts';
import { placeOf } from '#notebook/place.ts';
import type { QuotationPlace } from '#notebook/quotations.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { useLive, valueOf } from '#ui/useLive.ts';
import { quotationWords as words } from '#words/quotation.ts';
import { QuotationCard } from './QuotationCard.tsx';
import { contextsOf, type Contexts } from './contexts.ts';
import { hitKey } from './join.ts';
import styles from './quotation.module.css';

export interface QuotationPlacesProps {
  readonly work: Workplace;
  readonly quotation: string;
  readonly places: readonly QuotationPlace[];
  /** Told before a place is opened. */
  readonly onLeave: (place: QuotationPlace) => void;
}

const noContexts: Contexts = new Map();
const none: ReadonlySet<string> = new Set();

export function QuotationPlaces({ work, quotation, places, onLeave }: QuotationPlacesProps): ReactElement {
  const { notebook, go, tell } = work;
  const { store } = notebook.parts;
  const readContexts = useCallback(() => contextsOf(store, places), [store, places]);
  const contexts = valueOf(useLive(readContexts, notebook.watch), noContexts);
  const readFree = useCallback(() => withoutExcerpt(store, places), [store, places]);
  const free = valueOf(useLive(readFree, notebook.watch), none);

  const open = (place: QuotationPlace): void => {
    onLeave(place);
    placeOf(store, place.kind, place.id, { start: place.start, end: place.end }).then(
      (found) => (found === null ? tell({ text: words.gone, look: 'bad' }) : go(found)),
      (error: unknown) => tell({ text: words.notOpened(String(error)), look: 'bad' }),
    );
  };
  const makeExcerpt = async (place: QuotationPlace): Promise<void> => {
    const source = parseId('source', place.id);
    if (source === null) return;
    const { start, end } = trimmed(place);
    const saved = await notebook.excerpts.select(source, start, end, {});
    if (saved.kind !== 'saved') {
      tell({ text: words.notMade, look: 'bad' });
      return;
    }
    await saved.applied;
    onLeave(place);
    go({ view: 'sources', id: source, at: { start, end } });
  };

  return (
    <ol aria-label={words.places} className={styles['places']}>
      {places.map((place) => (
        <li key={hitKey(place)}>
          <QuotationCard
            quotation={quotation}
            place={place}
            context={contexts.get(hitKey(place)) ?? null}
            onOpen={() => open(place)}
            onMakeExcerpt={
              free.has(hitKey(place))
                ? () => {
                    makeExcerpt(place).catch((error: unknown) =>
                      tell({ text: words.notOpened(String(error)), look: 'bad' }),
                    );
                  }
                : null
            }
          />
        </li>
      ))}
    </ol>
  );
}

type Store = Workplace['notebook']['parts']['store'];

/** The places in readable sources that no anchored excerpt covers. */
async function withoutExcerpt(store: Store, places: readonly QuotationPlace[]): Promise<ReadonlySet<string>> {
  const inSources = places.filter(({ kind }) => kind === 'source');
  const sources = await store.getMany(
    'source',
    inSources.map(({ id }) => id),
  );
  const free = await Promise.all(
    inSources.map(async (place, at) => {
      const source = sources[at];
      if (source?.readable !== true || source.deletedAt !== undefined) return [];
      const excerpts = await store.excerptsOf(source.id);
      return excerpts.some((excerpt) => covers(excerpt, trimmed(place))) ? [] : [hitKey(place)];
    }),
  );
  return new Set(free.flat());
}

function covers({ anchor, deletedAt }: Excerpt, { start, end }: Span): boolean {
  return deletedAt === undefined && anchor.kind === 'anchored' && anchor.start <= start && anchor.end >= end;
}

/** Without the spaces that were pasted with the quotation. */
function trimmed({ text, start, end }: QuotationPlace): Span {
  return {
    start: start + text.length - text.trimStart().length,
    end: end - (text.length - text.trimEnd().length),
  };
}
