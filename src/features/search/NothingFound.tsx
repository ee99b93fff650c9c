// Nothing relevant was found: said in words, with what was not looked at and what to do next.
import type { ReactElement } from 'react';
import type { SearchState } from '#notebook/librarianClient.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/frame.tsx';
import { searchWords } from '#words/search.ts';
import { countIn } from './counts.ts';
import type { Answer } from './inquiry.ts';

const words = searchWords.nothing;

export interface NothingFoundProps {
  readonly answer: Answer;
  readonly search: SearchState;
  readonly onAllKinds: () => void;
}

export function NothingFound({ answer, search, onAllKinds }: NothingFoundProps): ReactElement {
  const { asked, counts, mode } = answer;
  const elsewhere = asked.kinds === null ? 0 : countIn(counts, null);
  const { uncut } = search.progress;
  const why =
    elsewhere > 0
      ? words.inKinds
      : uncut > 0
        ? words.indexing(uncut)
        : mode === 'words'
          ? words.byWords
          : words.text;
  return (
    <EmptyState
      title={words.title(asked.text.trim())}
      text={why}
      {...(elsewhere > 0
        ? { action: <Button onPress={onAllKinds}>{words.otherKinds(elsewhere)}</Button> }
        : {})}
    />
  );
}
