// The hits of a question, or why there are none.
import type { ReactElement } from 'react';
import { useCallback, useEffect, useState } from 'react';
import type { Span } from '#domain/passages.ts';
import type { SearchState } from '#notebook/librarianClient.ts';
import type { Hit } from '#notebook/librarianProtocol.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState, Skeleton } from '#ui/frame.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { searchWords } from '#words/search.ts';
import { HitCard } from './HitCard.tsx';
import { NothingFound } from './NothingFound.tsx';
import { contextsOf } from './contexts.ts';
import type { Contexts } from './contexts.ts';
import { countIn } from './counts.ts';
import { isKeptBack, listOf, type InquiryState } from './inquiry.ts';
import { hitKey } from './join.ts';
import type { MorePassage } from './morePassages.ts';
import { morePassagesOf } from './morePassages.ts';
import type { Visit } from './remembered.ts';
import { remember } from './remembered.ts';
import styles from './search.module.css';
import { useDrawn } from './useDrawn.ts';

export interface FindingsProps {
  readonly work: Workplace;
  readonly state: InquiryState;
  readonly search: SearchState;
  /** What was here when the person left, if they came back. */
  readonly visit: Visit | null;
  readonly onOpen: (hit: Hit, span: Span) => void;
  readonly onAllKinds: () => void;
  readonly onAsk: (text: string) => void;
  /** Shows the nearest there is, relevant or not. */
  readonly onNearest: () => void;
  readonly onAgain: () => void;
  readonly onMore: () => void;
}

const noHits: readonly Hit[] = [];
const noContexts: Contexts = new Map();

export function Findings(props: FindingsProps): ReactElement {
  const { work, state, search, visit, onOpen, onAllKinds, onAsk, onNearest, onAgain, onMore } = props;
  const { store } = work.notebook.parts;
  const answer = state.kind === 'answered' ? state.answer : state.kind === 'looking' ? state.before : null;
  const hits = answer?.hits ?? noHits;
  const drawn = useDrawn(listOf(answer), visit === null ? null : listOf(visit.answer));
  const readContexts = useCallback(() => contextsOf(store, hits), [store, hits]);
  const contexts = valueOf(useLive(readContexts, work.notebook.watch), visit?.contexts ?? noContexts);
  const [whole, setWhole] = useState<ReadonlySet<string>>(visit?.whole ?? new Set());
  const [more, setMore] = useState<ReadonlyMap<string, readonly MorePassage[]>>(visit?.more ?? new Map());

  useEffect(() => {
    if (answer?.isFinal === true)
      remember(answer.asked.text, answer.asked.kinds, { answer, contexts, whole, more });
  }, [answer, contexts, whole, more]);

  const toggleWhole = (key: string): void =>
    setWhole((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const toggleMore = (hit: Hit): void => {
    const key = hitKey(hit);
    if (more.has(key)) {
      setMore((before) => new Map([...before].filter(([other]) => other !== key)));
      return;
    }
    morePassagesOf(store, hit).then(
      (passages) => setMore((before) => new Map([...before, [key, passages]])),
      (error: unknown) => work.tell({ text: searchWords.notOpened(String(error)), look: 'bad' }),
    );
  };

  if (state.kind === 'failed')
    return (
      <EmptyState
        title={searchWords.failed.title}
        text={searchWords.failed.text(state.why)}
        action={<Button onPress={onAgain}>{searchWords.failed.again}</Button>}
      />
    );
  if (answer === null)
    return (
      <div className={styles['column']}>
        <Skeleton lines={4} />
      </div>
    );
  if (hits.length === 0 || isKeptBack(answer)) {
    if (state.kind === 'looking' || !answer.isFinal) return <div className={styles['column']} />;
    return (
      <NothingFound
        answer={answer}
        search={search}
        onAllKinds={onAllKinds}
        onAsk={onAsk}
        onNearest={onNearest}
      />
    );
  }
  const isMore =
    drawn >= hits.length &&
    hits.length >= answer.asked.limit &&
    countIn(answer.counts, answer.asked.kinds) > hits.length;
  return (
    <div className={styles['column']}>
      <ol aria-label={answer.isWeak ? searchWords.nearest : searchWords.hits}>
        {hits.slice(0, drawn).map((hit) => {
          const key = hitKey(hit);
          return (
            <li key={key}>
              <HitCard
                hit={hit}
                isListed={answer.isList}
                context={contexts.get(key) ?? null}
                isWhole={whole.has(key)}
                more={more.get(key) ?? null}
                onOpen={onOpen}
                onWhole={() => toggleWhole(key)}
                onMore={() => toggleMore(hit)}
              />
            </li>
          );
        })}
      </ol>
      {isMore && (
        <div className={styles['foot']}>
          <Button onPress={onMore}>{searchWords.showMore}</Button>
        </div>
      )}
    </div>
  );
}
