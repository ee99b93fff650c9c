// Finds evidence while a judgement is written: a search box, live results, and three buttons on each to link it.
import type { KeyboardEvent, ReactElement } from 'react';
import { useMemo, useRef, useState } from 'react';
import type { Stance } from '#domain/judgement.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import { SearchField } from '#ui/SearchField.tsx';
import { scorecardWords } from '#words/scorecards.ts';
import { FoundEvidence } from './FoundEvidence.tsx';
import type { Linked } from './draft.ts';
import type { ResultButton } from './resultKeys.ts';
import { resultAfter } from './resultKeys.ts';
import { useEvidenceSearch } from './useEvidenceSearch.ts';
import styles from './form.module.css';

const words = scorecardWords.form;

export interface EvidenceSearchProps {
  readonly librarian: Librarian;
  /** Asked while the box is empty: the names of the cell. */
  readonly suggestion: string;
  /** Puts the focus into the box at once, and begins at the button for evidence against. */
  readonly isForAgainst: boolean;
  readonly evidence: readonly Linked[];
  readonly onLink: (item: Linked) => void;
  readonly onType: () => void;
}

export function EvidenceSearch({
  librarian,
  suggestion,
  isForAgainst,
  evidence,
  onLink,
  onType,
}: EvidenceSearchProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [stop, setStop] = useState<ResultButton>({ row: 0, column: isForAgainst ? 1 : 0 });
  const question = text.trim() === '' ? suggestion : text.trim();
  const found = useEvidenceSearch(librarian, question, text.trim() !== '');
  const hits = found?.hits ?? [];
  const stanceOf = useMemo(
    () => new Map(evidence.map(({ kind, id, stance }): [string, Stance] => [`${kind}:${id}`, stance])),
    [evidence],
  );

  const go = (next: ResultButton): void => {
    setStop(next);
    const button = box.current?.querySelector<HTMLElement>(
      `[data-result="${next.row} ${next.column}"] button`,
    );
    button?.focus();
    button?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || hits.length === 0) return;
    event.preventDefault();
    go({ row: 0, column: stop.column });
  };
  const onResultKey = (event: KeyboardEvent): void => {
    const place = event.target instanceof Element ? event.target.closest('[data-result]') : null;
    const [row, column] = (place?.getAttribute('data-result') ?? '').split(' ').map(Number);
    if (row === undefined || column === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = resultAfter(event.key, { row, column }, hits.length);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'search') field.current?.focus();
    else go(next);
  };

  const isCurrent = found?.question === question;
  const state = (): string => {
    if (found === null || !isCurrent) return words.looking;
    if (found.failed !== null) return words.searchFailed(found.failed);
    if (hits.length === 0) return text.trim() === '' ? words.nothingYet : words.nothing;
    return text.trim() === '' ? words.suggested : words.found(hits.length);
  };

  return (
    <div ref={box} className={styles['search']}>
      <div role="presentation" onKeyDownCapture={onSearchKey}>
        <SearchField
          label={words.search}
          placeholder={words.searchHint}
          inputRef={field}
          value={text}
          onChange={(next) => {
            onType();
            setText(next);
          }}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- The person came to look for evidence against.
          autoFocus={isForAgainst}
        />
      </div>
      <p role="status" className={styles['state']}>
        {state()}
      </p>
      {/* The keys are those of the buttons inside. */}
      {}
      <ul className={styles['results']} aria-label={words.results} onKeyDownCapture={onResultKey}>
        {hits.map((hit, row) => (
          <FoundEvidence
            key={`${hit.kind}:${hit.id}`}
            hit={hit}
            row={row}
            stance={stanceOf.get(`${hit.kind}:${hit.id}`) ?? null}
            tabColumn={stop.row === row || (row === 0 && stop.row >= hits.length) ? stop.column : null}
            onLink={(stance) =>
              onLink({ kind: hit.kind, id: hit.id, stance, title: hit.title, passage: hit.passage })
            }
          />
        ))}
      </ul>
      {hits.length > 0 && <p className={styles['keys']}>{words.searchKeys}</p>}
    </div>
  );
}
