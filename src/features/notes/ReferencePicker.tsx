// Choosing what to point at: type a few words, walk the hits with the arrows, insert with Enter.
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { KindMark } from '#ui/marks.tsx';
import { SearchField } from '#ui/SearchField.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { classes } from '#ui/classes.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { noteWords } from '#words/notes.ts';
import type { Described } from './describe.ts';
import { shorten } from './describe.ts';
import { KindLine } from './KindLine.tsx';
import { useReferenceSearch } from './useReferenceSearch.ts';
import styles from './picker.module.css';

const words = noteWords.picker;

interface Props {
  readonly notebook: Notebook;
  readonly noteId: string;
  /** The paragraph at the caret: what is near to it is offered before anything is typed. */
  readonly paragraph: string;
  readonly onChoose: (chosen: Described, how: 'reference' | 'quotation') => void;
}

export function ReferencePicker({ notebook, noteId, paragraph, onChoose }: Props): ReactElement {
  const [question, setQuestion] = useState('');
  const found = useReferenceSearch(notebook, noteId, question, paragraph);
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const hits = found.kind === 'found' ? found.hits : [];
  const at = Math.min(active, hits.length - 1);
  const chosen = hits[at];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (hits.length > 0) setActive((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && chosen)
      onChoose(chosen, event.shiftKey && chosen.kind === 'excerpt' ? 'quotation' : 'reference');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const message =
    found.kind === 'failed'
      ? words.failed
      : found.kind === 'looking'
        ? words.looking
        : hits.length > 0
          ? ''
          : question.trim() === ''
            ? words.nothingYet
            : words.nothing;

  return (
    // The keys are those of the field inside.
    <div className={styles['picker']} onKeyDownCapture={onKeyDown}>
      <SearchField
        label={words.label}
        placeholder={words.placeholder}
        value={question}
        onChange={(typed) => {
          setQuestion(typed);
          setActive(0);
        }}
        aria-controls={`${id} list`}
        {...(chosen ? { 'aria-activedescendant': `${id} ${chosen.id}` } : {})}
        // The picker was asked for to type into it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      {hits.length > 0 && (
        <>
          <div className={styles['heading']}>{question.trim() === '' ? words.related : words.results}</div>
          <div
            ref={list}
            id={`${id} list`}
            role="listbox"
            aria-label={words.results}
            className={styles['hits']}
          >
            {hits.map((hit, index) => (
              <div
                key={hit.id}
                id={`${id} ${hit.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={classes(styles['hit'], index === at && styles['active'])}
                onMouseMove={() => setActive(index)}
                onClick={(event) =>
                  onChoose(hit, event.shiftKey && hit.kind === 'excerpt' ? 'quotation' : 'reference')
                }
                onKeyDown={() => undefined}
              >
                <span className={styles['title']}>
                  <KindMark kind={hit.kind} hideWord />
                  <span>{hit.title === '' ? shorten(hit.text, 80) || noteWords.untitled : hit.title}</span>
                  <span className={styles['detail']}>
                    <KindLine described={hit} />
                  </span>
                </span>
                {hit.text !== '' && <span className={styles['text']}>{shorten(hit.text, 110)}</span>}
              </div>
            ))}
          </div>
        </>
      )}
      <div role="status" className={classes(styles['message'], message === '' && styles['hidden'])}>
        {message}
      </div>
      {chosen && (
        <div className={styles['foot']}>
          <span>
            <Shortcut keys="Enter" /> {words.insert}
          </span>
          {chosen.kind === 'excerpt' && (
            <span>
              <Shortcut keys="Shift+Enter" /> {words.quote}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
