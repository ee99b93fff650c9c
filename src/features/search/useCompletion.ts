// The completion of a box: what it offers at the caret, which of it is chosen, and when it is closed.
import { useEffect, useMemo, useState } from 'react';
import { completingAt, withoutParts, type Completing } from '#notebook/asking.ts';
import type { Librarian } from '#notebook/librarianClient.ts';
import type { Completion } from '#ui/Completions.tsx';
import { chosenAtFirst, plainCompletions, valueCompletions } from './completions.ts';

export interface OpenCompletion {
  readonly completing: Completing;
  readonly completions: readonly Completion[];
  readonly chosen: number;
  /** The values are known: there being none says something. */
  readonly isSettled: boolean;
}

interface Offered {
  readonly name: string;
  readonly completions: readonly Completion[];
}

const none: readonly Completion[] = [];

export interface CompletionState {
  readonly open: OpenCompletion | null;
  /** The text without what stands for nothing yet; null until that is known. */
  readonly askable: string | null;
  readonly choose: (at: number) => void;
  readonly close: () => void;
}

export function useCompletion(librarian: Librarian, text: string, caret: number | null): CompletionState {
  const completing = useMemo(() => (caret === null ? null : completingAt(text, caret)), [text, caret]);
  const name = completing === null ? '' : JSON.stringify(completing);
  const plain = useMemo(
    () => (completing === null ? null : plainCompletions(completing, new Date())),
    [completing],
  );
  const [offered, setOffered] = useState<Offered>({ name: '', completions: none });
  const [choice, setChoice] = useState({ name: '', at: -1 });
  const [closed, setClosed] = useState('');

  useEffect(() => {
    if (completing?.kind !== 'value' || plain !== null) return;
    const stop = new AbortController();
    valueCompletions(librarian, completing, stop.signal).then(
      (completions) => setOffered({ name, completions }),
      // Without values the box is as it was: what is typed can still be asked.
      () => (stop.signal.aborted ? undefined : setOffered({ name, completions: none })),
    );
    return () => stop.abort();
  }, [librarian, completing, plain, name]);

  const isSettled = plain !== null || offered.name === name;
  // The list before stays until the next is there, but nothing in it is chosen any more.
  const completions = plain ?? offered.completions;
  const first = completing === null || !isSettled ? -1 : chosenAtFirst(completing, completions);
  const chosen = choice.name === name && isSettled ? choice.at : first;
  const isOpen = completing !== null && closed !== name;
  const isUnfinished = isOpen && (first !== -1 || !isSettled);
  return {
    open: isOpen ? { completing, completions, chosen, isSettled } : null,
    askable: isUnfinished ? (isSettled ? withoutParts(text, [completing]) : null) : text,
    choose: (at) => setChoice({ name, at }),
    close: () => setClosed(name),
  };
}
