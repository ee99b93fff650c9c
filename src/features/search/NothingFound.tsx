// Nothing relevant was found: said in words, with what was not looked at and what to do next.
import type { ReactElement } from 'react';
import { hasFilters, plainQuestion } from '#notebook/asking.ts';
import type { SearchState } from '#notebook/librarianClient.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/frame.tsx';
import { askingWords } from '#words/asking.ts';
import { searchWords } from '#words/search.ts';
import { countIn } from './counts.ts';
import type { Answer } from './inquiry.ts';

const words = searchWords.nothing;

export interface NothingFoundProps {
  readonly answer: Answer;
  readonly search: SearchState;
  readonly onAllKinds: () => void;
  readonly onWithoutFilters: () => void;
}

interface Said {
  readonly text: string;
  readonly action?: ReactElement;
}

export function NothingFound(props: NothingFoundProps): ReactElement {
  const { asked, isList } = props.answer;
  const question = plainQuestion(asked.text);
  return <EmptyState title={isList ? askingWords.nothing.list : words.title(question)} {...saidOf(props)} />;
}

/** What most likely stands in the way comes first. */
function saidOf({ answer, search, onAllKinds, onWithoutFilters }: NothingFoundProps): Said {
  const { asked, counts, mode, isList } = answer;
  const elsewhere = asked.kinds === null ? 0 : countIn(counts, null);
  const { uncut } = search.progress;
  if (elsewhere > 0)
    return {
      text: words.inKinds,
      action: <Button onPress={onAllKinds}>{words.otherKinds(elsewhere)}</Button>,
    };
  if (uncut > 0) return { text: words.indexing(uncut) };
  if (isList) return { text: askingWords.nothing.onlyFilters };
  if (hasFilters(asked.text))
    return {
      text: askingWords.nothing.filters,
      action: <Button onPress={onWithoutFilters}>{askingWords.nothing.withoutFilters}</Button>,
    };
  return { text: mode === 'words' ? words.byWords : words.text };
}
