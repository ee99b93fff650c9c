// The line below the filters: how much was looked through, and what was not. It keeps its height when it is empty.
import type { ReactElement } from 'react';
import type { SearchState } from '#notebook/librarianClient.ts';
import { Button } from '#ui/Button.tsx';
import { askingWords } from '#words/asking.ts';
import { searchWords } from '#words/search.ts';
import { countIn, isCapped } from './counts.ts';
import { isKeptBack, type Answer } from './inquiry.ts';
import type { FindingsNote } from './note.ts';
import { noteOf } from './note.ts';
import styles from './search.module.css';

const words = searchWords.note;

function said(note: FindingsNote): string {
  switch (note.kind) {
    case 'list':
      return askingWords.list;
    case 'nearest':
      return words.nearest;
    case 'late':
      return words.late(note.hits);
    case 'reordered':
      return words.reordered;
    case 'pending':
      return words.pending;
    case 'loading':
      return words.loading;
    case 'no model':
      return words.noModel;
    case 'no meaning':
      return words.noMeaning;
    case 'indexing':
      return words.indexing(note.records);
  }
}

function announced(answer: Answer): string {
  if (isKeptBack(answer)) return searchWords.nothing.announced;
  return searchWords.found(countIn(answer.counts, answer.asked.kinds), isCapped(answer.counts));
}

export interface FindingsLineProps {
  readonly answer: Answer | null;
  readonly search: SearchState;
  readonly onSort: () => void;
}

export function FindingsLine({ answer, search, onSort }: FindingsLineProps): ReactElement {
  const note = answer === null ? null : noteOf(answer, search);
  const isSortable = note?.kind === 'late' || note?.kind === 'reordered';
  return (
    <div className={styles['line']}>
      <span>{answer === null ? searchWords.looking : searchWords.passages(answer.passages)}</span>
      {note !== null && <span className={styles['note']}>{said(note)}</span>}
      {isSortable && (
        <Button look="plain" onPress={onSort}>
          {words.sort}
        </Button>
      )}
      <span role="status" className={styles['unseen']}>
        {answer?.isFinal === true && announced(answer)}
      </span>
    </div>
  );
}
