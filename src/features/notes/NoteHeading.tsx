// The head of a note on its sheet: the title, when it was edited, where it came from, its tags.
import type { KeyboardEvent, ReactElement } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import type { Note } from '#domain/note.ts';
import { parseTag } from '#domain/record.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { DateText } from '#ui/DateText.tsx';
import { TagChip, TagField } from '#ui/TagField.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { noteWords } from '#words/notes.ts';
import type { Draft } from './draft.ts';
import { takeTitleWish } from './shownNote.ts';
import styles from './notes.module.css';

const words = noteWords.page;
const titleChars = 500;
const noTags: readonly string[] = [];

interface Props {
  readonly work: Workplace;
  readonly draft: Draft;
  readonly note: Note;
  readonly isReadOnly: boolean;
  /** Enter or the down arrow in the title. */
  readonly onDone: () => void;
}

export function NoteHeading({ work, draft, note, isReadOnly, onDone }: Props): ReactElement {
  const { notebook } = work;
  const title = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takeTitleWish(draft.id)) title.current?.focus();
  }, [draft.id]);

  const readTags = useCallback(async () => {
    const tags = await notebook.heads.tags();
    return tags.toSorted((a, b) => b.count - a.count).map(({ tag }) => tag);
  }, [notebook]);
  const known = valueOf(useLive(readTags, notebook.watch), noTags);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, value } = event.currentTarget;
    const isAtEnd = event.key === 'ArrowDown' && selectionStart === value.length;
    if (event.key !== 'Enter' && !isAtEnd) return;
    event.preventDefault();
    onDone();
  };
  const { origin } = note;

  return (
    <>
      <textarea
        ref={title}
        rows={1}
        spellCheck={false}
        maxLength={titleChars}
        readOnly={isReadOnly}
        className={styles['title']}
        aria-label={words.titleLabel}
        placeholder={words.titlePlaceholder}
        value={note.title}
        onChange={(event) => {
          work.keysArrive();
          draft.change({ title: event.target.value.replace(/[\r\n]+/g, ' ') });
        }}
        onBlur={() => void draft.flush()}
        onKeyDown={onKeyDown}
      />
      <div className={styles['meta']}>
        <span>
          {words.edited} <DateText iso={note.updatedAt} />
          {origin.kind === 'imported' && <>, {words.importedFrom(origin.path)}</>}
          {origin.kind === 'sample' && <>, {words.sample}</>}
        </span>
        {isReadOnly ? (
          note.tags.map((tag) => <TagChip key={tag}>{tag}</TagChip>)
        ) : (
          <TagField
            label={words.tags}
            tags={note.tags}
            known={known}
            parse={parseTag}
            onChange={(tags) => draft.change({ tags })}
          />
        )}
      </div>
    </>
  );
}
