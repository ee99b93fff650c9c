// The search page before anything is asked: how searching works and what can be found.
import { CaseSensitive, Keyboard, Sparkle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { SearchState } from '#notebook/librarianClient.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { EmptyState } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { searchWords } from '#words/search.ts';
import { SavedSearches } from './SavedSearches.tsx';
import styles from './search.module.css';

const words = searchWords.start;

const ways = [
  { Sign: CaseSensitive, term: words.wordsTerm, text: words.words },
  { Sign: Sparkle, term: words.meaningTerm, text: words.meaning },
  { Sign: Keyboard, term: words.keysTerm, text: words.keys },
];

/** How many passages there are to find; null until the index is read. */
function usePassages({ notebook: { librarian } }: Workplace): number | null {
  const read = useCallback(async (): Promise<number | null> => {
    let passages: number | null = null;
    await librarian.ask(
      { text: '', limit: 1, ranking: 'words' },
      new AbortController().signal,
      (findings) => {
        ({ passages } = findings);
      },
    );
    return passages;
  }, [librarian]);
  const live = useLive(read, librarian.watch);
  return live.kind === 'there' ? live.value : null;
}

export interface StartProps {
  readonly work: Workplace;
  readonly search: SearchState;
}

export function Start({ work, search }: StartProps): ReactElement {
  const passages = usePassages(work);
  const { waiting, done, secondsLeft, paused } = search.progress;
  if (passages === 0 && waiting === 0 && search.open === 'open')
    return (
      <EmptyState
        title={words.empty}
        text={words.emptyText}
        action={<Button onPress={() => work.openDialog('import')}>{words.import}</Button>}
      />
    );
  return (
    <section className={styles['start']}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <SavedSearches work={work} />
      <dl>
        {ways.map(({ Sign, term, text }) => (
          <div key={term}>
            <dt>
              <Sign aria-hidden />
              {term}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['indexed']}>
        {passages === null
          ? search.open === 'failed'
            ? searchWords.failed.title
            : words.reading
          : words.indexed(passages)}
      </p>
      {waiting > 0 && (
        <ProgressBar
          label={paused ? words.paused : words.progress}
          progress={{ done, total: done + waiting }}
          secondsLeft={secondsLeft ?? undefined}
        />
      )}
    </section>
  );
}
