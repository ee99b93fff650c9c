// The box of the search page: a question with its completion at the caret, help with asking, and what is typed of it
// that can be asked already.
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { withOperator, withValue, type Changed } from '#notebook/asking.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import { Completions, optionId } from '#ui/Completions.tsx';
import { SearchField } from '#ui/SearchField.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { askingWords } from '#words/asking.ts';
import { searchWords } from '#words/search.ts';
import { HowToAsk } from './HowToAsk.tsx';
import { boxMark } from './box.ts';
import { isOperator } from './completions.ts';
import { useCompletion, type OpenCompletion } from './useCompletion.ts';
import styles from './search.module.css';

export interface SearchBoxProps {
  readonly librarian: Librarian;
  readonly text: string;
  readonly onType: (text: string) => void;
  /** What can be asked of the text so far. */
  readonly onAskable: (text: string) => void;
  /** Keys that the completion has no use for. True where it was used. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** Stands at the end of the box. */
  readonly end?: ReactNode;
}

export function SearchBox({ librarian, text, onType, onAskable, onKey, end }: SearchBoxProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [wantedCaret, setWantedCaret] = useState<Changed | null>(null);
  const { open, askable, choose, close } = useCompletion(librarian, text, caret);
  const hint = open === null ? undefined : hintFor(open);
  const isListed = open !== null && open.completions.length > 0;
  const isShown = isListed || hint !== undefined;

  useEffect(() => {
    if (askable !== null) onAskable(askable);
  }, [askable, onAskable]);
  const focusWanted = useCallback(() => {
    if (wantedCaret?.text !== text) return;
    input.current?.focus();
    input.current?.setSelectionRange(wantedCaret.caret, wantedCaret.caret);
  }, [wantedCaret, text]);
  useLayoutEffect(focusWanted, [focusWanted]);

  const change = (changed: Changed): void => {
    setWantedCaret(changed);
    setCaret(changed.caret);
    onType(changed.text);
  };
  const accept = (at: number): void => {
    const value = open?.completions[at]?.value;
    if (open === null || value === undefined) return;
    const { completing } = open;
    if (completing.kind === 'value') change(withValue(text, completing, completing.operator, value));
    else if (isOperator(value)) change(withOperator(text, completing, value));
  };

  const isUsed = (event: KeyboardEvent): boolean => {
    const { key } = event;
    if (event.nativeEvent.isComposing || open === null || !isShown) return onKey(event);
    const { completions, chosen } = open;
    const last = completions.length - 1;
    if (key === 'Escape') close();
    else if (key === 'Tab' && !event.shiftKey && last >= 0) accept(Math.max(0, chosen));
    else if (key === 'Enter' && chosen >= 0) accept(chosen);
    else if (key === 'ArrowDown' && last >= 0) choose(chosen === last ? 0 : chosen + 1);
    else if (key === 'ArrowUp' && last >= 0) choose(chosen <= 0 ? last : chosen - 1);
    else {
      if (key === 'Enter') close();
      return onKey(event);
    }
    return true;
  };

  return (
    // Keys are heard before the field: its own Escape would empty it.
    <div
      {...{ [boxMark]: '' }}
      className={styles['box']}
      onKeyDownCapture={(event) => {
        const isInBox = event.target === input.current;
        if (!isInBox || !isUsed(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <SearchField
        large
        label={searchWords.box}
        placeholder={searchWords.placeholder}
        value={text}
        inputRef={input}
        input={{
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-expanded': isListed,
          ...(isListed ? { 'aria-controls': listId } : {}),
          ...(isListed && open.chosen >= 0 ? { 'aria-activedescendant': optionId(listId, open.chosen) } : {}),
          onSelect: ({ currentTarget }) => setCaret(caretOf(currentTarget)),
          onBlur: () => setCaret(null),
        }}
        onChange={(typed) => {
          setWantedCaret(null);
          setCaret(input.current === null ? typed.length : caretOf(input.current));
          onType(typed);
        }}
        end={
          <>
            {end}
            <HowToAsk onWrite={(written) => change(appended(text, written))} onWritten={focusWanted} />
            <Shortcut keys="Escape" />
          </>
        }
      />
      {open !== null && isShown && (
        <Completions
          id={listId}
          label={askingWords.completions}
          completions={open.completions}
          chosen={open.chosen}
          onAccept={accept}
          hint={hint}
        />
      )}
    </div>
  );
}

/** Null while a stretch of text is selected: nothing is being typed then. */
function caretOf({ selectionStart, selectionEnd }: HTMLInputElement): number | null {
  return selectionStart === selectionEnd ? selectionStart : null;
}

function hintFor({ completing, completions, isSettled }: OpenCompletion): string | undefined {
  const { hints } = askingWords;
  if (completing.kind === 'name') return undefined;
  const { operator, isValue } = completing;
  if (operator === 'before' || operator === 'after') return isValue ? undefined : hints[operator];
  return completions.length === 0 && isSettled && !isValue ? hints.nothing : undefined;
}

/** The text with an example's beginning behind it; between quotation marks the caret stands inside. */
function appended(text: string, written: string): Changed {
  const kept = text.trimEnd();
  const whole = kept === '' ? written : `${kept} ${written}`;
  return { text: whole, caret: written.endsWith('"') ? whole.length - 1 : whole.length };
}
