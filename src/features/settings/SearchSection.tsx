// The model that finds by meaning, and how far the index has come.
import type { ReactElement } from 'react';
import { useCallback, useSyncExternalStore } from 'react';
import type { SearchState } from '#notebook/librarianClient.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { useLive } from '#ui/useLive.ts';
import { settingsWords } from '#words/settings.ts';
import { Row, Section } from './Section.tsx';
import styles from './settings.module.css';

const words = settingsWords.search;

function stateInWords({ open, meaning }: SearchState): string {
  if (open !== 'open') return words.states[open];
  return meaning.kind === 'unavailable' ? words.unavailable(meaning.why) : words.states[meaning.kind];
}

export function SearchSection({ work }: { readonly work: Workplace }): ReactElement {
  const { librarian, pauseIndexing } = work.notebook;
  const search = useSyncExternalStore(librarian.watch, librarian.state);
  const readPassages = useCallback(async () => {
    let passages = 0;
    // Every answer says how much was looked through.
    await librarian.ask(
      { text: '', limit: 1, ranking: 'words' },
      new AbortController().signal,
      (findings) => {
        ({ passages } = findings);
      },
    );
    return passages;
  }, [librarian]);
  const passages = useLive(readPassages, librarian.watch);
  const { waiting, done, secondsLeft, passagesPerSecond, paused, slowedBy } = search.progress;
  return (
    <Section name="search" title={words.title}>
      <Row label={words.model}>
        <p className={styles['name']}>{words.modelName}</p>
        <p>{words.modelText}</p>
        <p>{words.english}</p>
      </Row>
      <Row label={words.state}>
        <p role="status">{stateInWords(search)}</p>
      </Row>
      <Row label={words.index}>
        {passages.kind === 'there' && (
          <p>
            {words.passages(passages.value)}
            {waiting === 0 && search.open === 'open' && `, ${words.upToDate}`}
          </p>
        )}
        {waiting > 0 && search.open === 'open' && (
          <div className={styles['indexing']}>
            <ProgressBar
              label={paused ? words.paused : words.indexing}
              progress={{ done, total: done + waiting }}
              secondsLeft={paused ? undefined : (secondsLeft ?? undefined)}
              detail={paused || passagesPerSecond === null ? undefined : words.rate(passagesPerSecond)}
            />
            <Button onPress={() => void pauseIndexing(!paused)}>{paused ? words.resume : words.pause}</Button>
            {slowedBy !== null && !paused && <p className={styles['hint']}>{words.slowed[slowedBy]}</p>}
          </div>
        )}
        <p className={styles['hint']}>{words.rebuilt}</p>
      </Row>
    </Section>
  );
}
