// The bar for finding in the page that is shown: what, how many, the next and the one before.
import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { uiWords } from '#words/ui.ts';
import { IconButton, IconToggle } from './Button.tsx';
import styles from './FindBar.module.css';

export interface FindBarProps {
  readonly question: string;
  readonly onQuestion: (question: string) => void;
  readonly matchCase: boolean;
  readonly onMatchCase: (matchCase: boolean) => void;
  /** How many places were found, and the one that is shown, counted from 0. */
  readonly found: number;
  readonly current: number;
  /** There may be more than were counted. */
  readonly isCut?: boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
  /** Changes when the bar is asked for again while it is open: the question is then selected. */
  readonly asked?: number;
}

export function FindBar(props: FindBarProps): ReactElement {
  const { question, onQuestion, matchCase, onMatchCase, found, current, isCut = false } = props;
  const { onStep, onClose, asked = 0 } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === input.current) onStep(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // The keys are those of the field inside; the search landmark only gathers them.

    <search className={styles['bar']} onKeyDown={onKeyDown}>
      <input
        ref={input}
        type="text"
        spellCheck={false}
        className={styles['question']}
        aria-label={uiWords.find.label}
        placeholder={uiWords.find.label}
        value={question}
        onChange={(event) => onQuestion(event.target.value)}
      />
      <span role="status" className={styles['count']}>
        {question === '' ? '' : uiWords.find.count(found === 0 ? 0 : current + 1, found, isCut)}
      </span>
      <IconToggle
        label={uiWords.find.matchCase}
        icon={CaseSensitive}
        isSelected={matchCase}
        onChange={onMatchCase}
      />
      <IconButton
        label={uiWords.find.previous}
        icon={ChevronUp}
        isDisabled={found === 0}
        onPress={() => onStep(-1)}
      />
      <IconButton
        label={uiWords.find.next}
        icon={ChevronDown}
        isDisabled={found === 0}
        onPress={() => onStep(1)}
      />
      <IconButton label={uiWords.close} icon={X} onPress={onClose} />
    </search>
  );
}
