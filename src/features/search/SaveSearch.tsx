// Keeps the question under a name; where it is kept already, gives it another.
import { Bookmark, BookmarkCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { isSameSearch, saveSearch, type SavedSearch } from '#notebook/savedSearches.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button, IconButton } from '#ui/Button.tsx';
import { Popover } from '#ui/Popover.tsx';
import { TextField } from '#ui/TextField.tsx';
import { askingWords } from '#words/asking.ts';
import { useSavedSearches } from './useSavedSearches.ts';
import { saveMark } from './box.ts';
import styles from './search.module.css';

const words = askingWords.saved;

export interface SaveSearchProps extends Pick<SavedSearch, 'question' | 'kinds'> {
  readonly work: Workplace;
}

export function SaveSearch({ work, question, kinds }: SaveSearchProps): ReactElement {
  const { settings } = work.notebook;
  const saved = useSavedSearches(work).find((each) => isSameSearch(each, { question, kinds }));
  const label = saved === undefined ? words.save : words.rename;
  return (
    <span {...{ [saveMark]: '' }}>
      <Popover
        label={label}
        placement="bottom end"
        trigger={<IconButton label={label} icon={saved === undefined ? Bookmark : BookmarkCheck} />}
      >
        {(close) => (
          <NameForm
            name={saved?.name ?? question.trim()}
            onName={(name) => {
              close();
              void saveSearch(settings, { name, question: question.trim(), kinds });
            }}
          />
        )}
      </Popover>
    </span>
  );
}

export interface NameFormProps {
  readonly name: string;
  readonly onName: (name: string) => void;
}

/** One name, taken by Enter or the button; an empty one is none. */
export function NameForm({ name: before, onName }: NameFormProps): ReactElement {
  const [name, setName] = useState(before);
  return (
    <form
      className={styles['naming']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onName(name.trim());
      }}
    >
      {/* It was opened in order to write a name. */}
      {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField autoFocus label={words.name} value={name} onChange={setName} maxLength={120} />
      <Button look="main" type="submit" isDisabled={name.trim() === ''}>
        {words.submit}
      </Button>
    </form>
  );
}
