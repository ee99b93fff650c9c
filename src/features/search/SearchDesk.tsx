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
import { flushSync } from 'react-dom';
import type { Span } from '#domain/passages.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import { hasFilters } from '#notebook/asking.ts';
import { isSameStop, placeOf } from '#notebook/place.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { searchWords } from '#words/search.ts';
import { Findings } from './Findings.tsx';
import { FindingsLine } from './FindingsLine.tsx';
import { Filters } from './Filters.tsx';
import { SaveSearch } from './SaveSearch.tsx';
import { SearchBox } from './SearchBox.tsx';
import type { SearchPlace } from './SearchPage.tsx';
import { QuotationOffer } from './QuotationOffer.tsx';
import { Start } from './Start.tsx';
import { Understood } from './Understood.tsx';
import { focusBox } from './box.ts';
import type { HitKind } from './counts.ts';
import type { Asked } from './inquiry.ts';
import { createInquiry, isKeptBack, listOf } from './inquiry.ts';
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
  /** What is asked of the text: all of it, but for an operator that is still being typed. */
  const [askable, setAskable] = useState(asked.text);
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
  const isNothing = answer?.isFinal === true && isKeptBack(answer);
  const isBlank = askable.trim() === '';
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

  // While a question is typed its last word may become any other: only at rest it is asked as it stands.
  const isFinal = state.kind === 'answered' && state.answer.isFinal;
  useEffect(() => {
    if (!asked.isTyping || !isFinal) return;
    const timer = setTimeout(() => {
      inquiry.rest();
      setAsked((before) => (before === asked ? { ...asked, isTyping: false } : before));
    }, restMs);
    return () => clearTimeout(timer);
  }, [asked, isFinal, inquiry]);

  // A list is read from its top, but for the one that was come back to.
  const listed = listOf(answer);
  const recalled = visit === null ? null : listOf(visit.answer);
  useLayoutEffect(() => {
    if (scroll.current)
      scroll.current.scrollTop = visit !== null && listed === recalled ? visit.scrollTop : 0;
  }, [listed, recalled, visit]);
  useEffect(() => {
    const at = visit?.at ?? null;
    if (at === null || !focusHit(at)) focusBox('end');
  }, [visit]);

  const ask = useCallback(
    (change: Partial<Asked>, text: string) => {
      const next = { ...asked, ...change };
      setAsked(next);
      setAskable(text);
      if (text.trim() === '') inquiry.clear();
      else inquiry.ask({ ...next, text });
    },
    [asked, inquiry],
  );
  const askWhatCanBe = useCallback(
    (text: string) => (text === askable ? undefined : ask({}, text)),
    [ask, askable],
  );
  const type = (text: string): void => {
    keysArrive();
    setAsked({ ...asked, text, isTyping: true, limit: hitsAtOnce });
  };

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

  const showNearest = (): void => {
    // The first hit takes the focus, so it has to be there.
    flushSync(inquiry.showNearest);
    focusHitBy(1);
  };
  const goDown = (): void => {
    if (isNothing) showNearest();
    else focusHitBy(1);
  };
  const onBoxKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape') back();
    else if (event.key === 'ArrowDown') goDown();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (!isSameStop(here, place)) commit(here);
      if (asked.isTyping) ask({ isTyping: false }, asked.text);
    } else return false;
    return true;
  };
  const onListKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') focusBox('end');
    else if (event.key === 'ArrowDown') goDown();
    else if (event.key === 'ArrowUp') {
      if (!focusHitBy(-1)) focusBox('end');
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        {!isBlank && <h1 className={styles['unseen']}>{searchWords.page}</h1>}
        <SearchBox
          librarian={librarian}
          text={asked.text}
          onType={type}
          onAskable={askWhatCanBe}
          onKey={onBoxKey}
          end={!isBlank && <SaveSearch work={work} question={asked.text} kinds={asked.kinds} />}
        />
        <Understood text={asked.text} onChange={type} />
        {!hasFilters(asked.text) && (
          <QuotationOffer
            text={asked.text}
            onFind={(quotation) => {
              if (!isSameStop(here, place)) commit(here);
              go({ view: 'search', question: '', quotation });
            }}
          />
        )}
        {!isBlank && (
          <>
            <Filters
              counts={isNothing ? null : (answer?.counts ?? null)}
              kinds={asked.kinds}
              onChange={(kinds: readonly HitKind[] | null) => ask({ kinds, limit: hitsAtOnce }, askable)}
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
            onAsk={type}
            onAllKinds={() => ask({ kinds: null, limit: hitsAtOnce }, askable)}
            onNearest={showNearest}
            onAgain={inquiry.refresh}
            onMore={() => ask({ limit: asked.limit + hitsAtOnce }, askable)}
          />
        )}
      </div>
    </div>
  );
}
