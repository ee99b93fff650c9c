// The page that finds a quotation: a field to paste it into, and below it every place where it stands.
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Place } from '#notebook/place.ts';
import type { QuotationPlace } from '#notebook/quotations.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { EmptyState } from '#ui/frame.tsx';
import { TextArea } from '#ui/TextArea.tsx';
import { quotationWords as words } from '#words/quotation.ts';
import { QuotationPlaces } from './QuotationPlaces.tsx';
import { hitKey } from './join.ts';
import { type QuotationState, useQuotationAnswer } from './quotationAnswer.ts';
import styles from './quotation.module.css';
import { focusHit, sightMark } from './sight.ts';

export interface QuotationPageProps {
  readonly work: Workplace;
  readonly place: Extract<Place, { readonly view: 'search' }> & { readonly quotation: string };
}

/** After a pause of this length a quotation that is typed is looked for; one that is pasted, too. */
const restMs = 350;
const fieldMark = 'data-quotation-field';

/** The place that was opened last, to come back to. */
let lastOpened: { readonly quotation: string; readonly key: string } | null = null;

export function QuotationPage({ work, place }: QuotationPageProps): ReactElement {
  const { notebook, go, back, keysArrive } = work;
  const { librarian } = notebook;
  const [text, setText] = useState(place.quotation);
  const [asked, setAsked] = useState(place.quotation);
  if (place.quotation !== asked) {
    setAsked(place.quotation);
    setText(place.quotation);
  }
  useEffect(() => {
    if (text === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(text);
      go({ view: 'search', question: '', quotation: text }, 'replace');
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, asked, go]);

  const search = useSyncExternalStore(librarian.watch, librarian.state);
  const state = useQuotationAnswer(librarian, asked.trim() === '' ? '' : asked);
  const answer = state.kind === 'answered' ? state.answer : state.kind === 'looking' ? state.soFar : null;
  const places = answer?.kind === 'places' ? answer.places : null;

  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) return;
    if (lastOpened?.quotation === asked) {
      if (places === null) return;
      isFirst.current = false;
      if (focusHit(lastOpened.key)) return;
    }
    isFirst.current = false;
    document.querySelector<HTMLElement>(`[${fieldMark}] textarea`)?.focus();
  }, [asked, places]);

  const leave = (opened: QuotationPlace): void => {
    lastOpened = { quotation: asked, key: hitKey(opened) };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    back();
  };

  return (
    // Only listens for Escape, which leaves the page.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['page']} onKeyDown={onKeyDown} {...{ [sightMark]: '' }}>
      <div className={styles['column']}>
        <h1 className={styles['heading']}>{words.page}</h1>
        <div {...{ [fieldMark]: '' }}>
          <TextArea
            label={words.field}
            hideLabel
            serif
            rows={5}
            placeholder={words.placeholder}
            hint={words.hint}
            value={text}
            onChange={(given) => {
              keysArrive();
              setText(given);
            }}
          />
        </div>
        <p role="status" className={styles['status']}>
          {sayState(state)}
        </p>
        {places !== null && places.some(({ likeness }) => likeness === 'differs') && (
          <p className={styles['legend']}>
            <del className={styles['quoted']}>{words.legend.quoted}</del>
            <ins className={styles['met']}>{words.legend.met}</ins>
          </p>
        )}
        {places !== null && places.length > 0 && (
          <QuotationPlaces work={work} quotation={asked} places={places} onLeave={leave} />
        )}
        {state.kind === 'answered' && places?.length === 0 && (
          <EmptyState
            title={words.nothing.title}
            text={
              search.progress.uncut > 0
                ? words.nothing.indexing(search.progress.uncut)
                : words.nothing.text(state.answer.kind === 'places' ? state.answer.looked : 0)
            }
          />
        )}
      </div>
    </div>
  );
}

function sayState(state: QuotationState): string {
  switch (state.kind) {
    case 'nothing asked':
      return '';
    case 'failed':
      return words.failed(state.why);
    case 'looking':
      return state.soFar?.kind === 'places'
        ? `${words.found(state.soFar.places.length)}. ${words.lookingOn}.`
        : `${words.looking}.`;
    case 'answered':
      switch (state.answer.kind) {
        case 'too short':
          return words.tooShort(state.answer.fewest);
        case 'too long':
          return words.tooLong(state.answer.most);
        case 'places':
          return state.answer.places.length === 0 ? '' : `${words.found(state.answer.places.length)}.`;
      }
  }
}
