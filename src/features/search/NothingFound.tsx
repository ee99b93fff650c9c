// Nothing relevant was found: said in words, with what was not looked at and what to do next.
import type { ReactElement } from 'react';
import { hasFilters, hasPhrases, plainQuestion, withoutFilters, withoutMarks } from '#notebook/asking.ts';
import type { SearchState } from '#notebook/librarianClient.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/frame.tsx';
import { askingWords } from '#words/asking.ts';
import { searchWords } from '#words/search.ts';
import { countIn } from './counts.ts';
import type { Answer } from './inquiry.ts';
import { unlookedAt, type Unlooked } from './note.ts';

const words = searchWords.nothing;
const titleChars = 90;

export interface NothingFoundProps {
  readonly answer: Answer;
  readonly search: SearchState;
  readonly onAllKinds: () => void;
  /** Asks this instead. */
  readonly onAsk: (text: string) => void;
  readonly onNearest: () => void;
}

interface Said {
  readonly text: string;
  readonly action?: ReactElement;
}

export function NothingFound(props: NothingFoundProps): ReactElement {
  const { answer, search, onNearest } = props;
  const { asked, isList, hits } = answer;
  const question = shortened(plainQuestion(asked.text));
  const title = unlookedAt(search) === null ? words.title(question) : words.titleSoFar(question);
  const { text, action } = saidOf(props);
  const isNearestThere = hits.length > 0;
  return (
    <EmptyState
      title={isList ? askingWords.nothing.list : title}
      text={text}
      {...(isNearestThere ? { shortcut: 'ArrowDown' } : {})}
      action={
        isNearestThere ? (
          <>
            {action}
            <Button onPress={onNearest}>{words.showNearest}</Button>
          </>
        ) : (
          action
        )
      }
    />
  );
}

/** What most likely stands in the way comes first. */
function saidOf({ answer, search, onAllKinds, onAsk }: NothingFoundProps): Said {
  const { asked, counts, mode, isList, isWeak } = answer;
  const elsewhere = asked.kinds === null || isWeak ? 0 : countIn(counts, null);
  const unread = unlookedAt(search);
  if (elsewhere > 0)
    return {
      text: words.inKinds,
      action: <Button onPress={onAllKinds}>{words.otherKinds(elsewhere)}</Button>,
    };
  if (unread !== null) return { text: unreadInWords(unread) };
  if (isList) return { text: askingWords.nothing.onlyFilters };
  if (hasPhrases(asked.text))
    return {
      text: askingWords.nothing.phrases,
      action: (
        <Button onPress={() => onAsk(withoutMarks(asked.text))}>{askingWords.nothing.withoutMarks}</Button>
      ),
    };
  if (hasFilters(asked.text))
    return {
      text: askingWords.nothing.filters,
      action: (
        <Button onPress={() => onAsk(withoutFilters(asked.text))}>
          {askingWords.nothing.withoutFilters}
        </Button>
      ),
    };
  if (isWeak) return { text: words.weak };
  return { text: mode === 'words' ? words.byWords : words.text };
}

/** A pasted paragraph is no title. */
function shortened(question: string): string {
  return question.length <= titleChars
    ? question
    : `${question.slice(0, titleChars).replace(/\s\S*$/, '')} ${searchWords.cut}`;
}

function unreadInWords(unread: Unlooked): string {
  return unread.kind === 'checking' ? words.checking : words[unread.kind](unread.records);
}
