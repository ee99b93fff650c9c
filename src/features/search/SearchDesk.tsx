// One visit to the search: the box, the filters, the line that says what was looked at, and the hits below.
import type { KeyboardEvent, ReactElement } from 'react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Span } from '#domain/passages.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import { isSameStop, placeOf } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { SearchField } from '#ui/SearchField.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { searchWords } from '#words/search.ts';
import { Findings } from './Findings.tsx';
import { FindingsLine } from './FindingsLine.tsx';
import { Filters } from './Filters.tsx';
import type { SearchPlace } from './SearchPage.tsx';
import { QuotationOffer } from './QuotationOffer.tsx';
import { Start } from './Start.tsx';
import { boxMark, focusBox } from './box.ts';
import type { HitKind } from './counts.ts';
import type { Asked } from './inquiry.ts';
import { createInquiry } from './inquiry.ts';
import { hitKey } from './join.ts';
import { recall, rememberPlace } from './remembered.ts';
import { focusHit, focusHitBy, readingNow, sightMark } from './sight.ts';
import styles from './search.module.css';

export interface SearchDeskProps {
  readonly work: Workplace;
  readonly place: SearchPlace;
  /** Writes the question into the history, in place of the one before. */
  readonly commit: (place: SearchPlace) => void;
}

const hitsAtOnce = 50;
/** A question that rests this long is one to come back to. */
const restMs = 900;

export function SearchDesk({ work, place, commit }: SearchDeskProps): ReactElement {
  const { notebook, tell, go, back, keysArrive } = work;
  const { librarian } = notebook;
  const [visit] = useState(() => recall(place.question, place.kinds ?? null));
  const [asked, setAsked] = useState<Asked>(() => ({
    text: place.question,
    kinds: place.kinds ?? null,
    limit: visit?.answer.asked.limit ?? hitsAtOnce,
    isTyping: false,
  }));
  const [inquiry] = useState(() =>
    createInquiry({
      ask: librarian.ask,
      reading: readingNow,
      nowMs: () => performance.now(),
      first: asked.text.trim() === '' ? null : asked,
      found: visit?.answer ?? null,
    }),
  );
  const state = useSyncExternalStore(inquiry.watch, inquiry.state);
  const search = useSyncExternalStore(librarian.watch, librarian.state);
  const answer = state.kind === 'answered' ? state.answer : state.kind === 'looking' ? state.before : null;
  const isBlank = asked.text.trim() === '';
  const scroll = useRef<HTMLDivElement>(null);

  const isUpToDate = search.open === 'open' && search.progress.waiting === 0;
  useEffect(() => inquiry.refresh(), [inquiry, isUpToDate]);
  useEffect(() => inquiry.stop, [inquiry]);

  const here = useMemo(
    (): SearchPlace => ({
      view: 'search',
      question: asked.text,
      ...(asked.kinds === null ? {} : { kinds: asked.kinds }),
    }),
    [asked.text, asked.kinds],
  );
  useEffect(() => {
    if (isSameStop(here, place)) return;
    const timer = setTimeout(() => commit(here), restMs);
    return () => clearTimeout(timer);
  }, [here, place, commit]);

  // A list is read from its top, but for the one that was come back to.
  const listed = answer === null ? '' : JSON.stringify([answer.asked.text, answer.asked.kinds]);
  const recalled =
    visit === null ? null : JSON.stringify([visit.answer.asked.text, visit.answer.asked.kinds]);
  useLayoutEffect(() => {
    if (scroll.current)
      scroll.current.scrollTop = visit !== null && listed === recalled ? visit.scrollTop : 0;
  }, [listed, recalled, visit]);
  useEffect(() => {
    const at = visit?.at ?? null;
    if (at === null || !focusHit(at)) focusBox('end');
  }, [visit]);

  const ask = useCallback(
    (change: Partial<Asked>) => {
      const next = { ...asked, ...change };
      setAsked(next);
      if (next.text.trim() === '') inquiry.clear();
      else inquiry.ask(next);
    },
    [asked, inquiry],
  );

  const open = useCallback(
    (hit: Hit, span: Span) => {
      rememberPlace(asked.text, asked.kinds, { at: hitKey(hit), scrollTop: scroll.current?.scrollTop ?? 0 });
      if (!isSameStop(here, place)) commit(here);
      placeOf(notebook.parts.store, hit.kind, hit.id, { start: span.start, end: span.end }).then(
        (found) => (found === null ? tell({ text: searchWords.gone, look: 'bad' }) : go(found)),
        (error: unknown) => tell({ text: searchWords.notOpened(String(error)), look: 'bad' }),
      );
    },
    [asked, here, place, commit, notebook, tell, go],
  );

  const onBoxKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') back();
    else if (event.key === 'ArrowDown') focusHitBy(1);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (!isSameStop(here, place)) commit(here);
      if (!isBlank && asked.isTyping) ask({ isTyping: false });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onListKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') focusBox('end');
    else if (event.key === 'ArrowDown') focusHitBy(1);
    else if (event.key === 'ArrowUp') {
      if (!focusHitBy(-1)) focusBox('end');
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        {!isBlank && <h1 className={styles['unseen']}>{searchWords.page}</h1>}
        {/* Keys are heard before the field: its own Escape would empty it. */}
        <div {...{ [boxMark]: '' }} onKeyDownCapture={onBoxKey}>
          <SearchField
            large
            label={searchWords.box}
            placeholder={searchWords.placeholder}
            value={asked.text}
            onChange={(text) => {
              keysArrive();
              ask({ text, isTyping: true, limit: hitsAtOnce });
            }}
            end={<Shortcut keys="Escape" />}
          />
        </div>
        <QuotationOffer
          text={asked.text}
          onFind={(quotation) => {
            if (!isSameStop(here, place)) commit(here);
            go({ view: 'search', question: '', quotation });
          }}
        />
        {!isBlank && (
          <>
            <Filters
              counts={answer?.counts ?? null}
              kinds={asked.kinds}
              onChange={(kinds: readonly HitKind[] | null) => ask({ kinds, limit: hitsAtOnce })}
            />
            <FindingsLine answer={answer} search={search} onSort={inquiry.sort} />
          </>
        )}
      </div>
      {/* Only listens for keys that bubble out of the hits. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={scroll}
        className={styles['scroll']}
        {...{ [sightMark]: '' }}
        onKeyDown={onListKey}
        onScroll={({ currentTarget }) => {
          if (answer !== null)
            rememberPlace(answer.asked.text, answer.asked.kinds, { scrollTop: currentTarget.scrollTop });
        }}
      >
        {isBlank ? (
          <Start work={work} search={search} />
        ) : (
          <Findings
            work={work}
            state={state}
            search={search}
            visit={visit}
            onOpen={open}
            onAllKinds={() => ask({ kinds: null, limit: hitsAtOnce })}
            onAgain={inquiry.refresh}
            onMore={() => ask({ limit: asked.limit + hitsAtOnce })}
          />
        )}
      </div>
    </div>
  );
}
