// Says that the working copy takes no changes, and what can be done. What was saved is in the journal all the while.
import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import type { Notebook } from '#notebook/notebook.ts';
import { Banner } from '#ui/frame.tsx';
import { Button } from '#ui/Button.tsx';
import { appWords } from '#words/app.ts';

const words = appWords.trouble;

type Trouble = Parameters<Parameters<Notebook['watchTrouble']>[0]>[0];

interface Props {
  readonly notebook: Notebook;
  /** Shown while the working copy is well: of a full disk one sentence is enough. */
  readonly otherwise?: ReactElement | null;
  /** Begins the window anew, once what is being written is saved. */
  readonly onReopen: () => void;
}

export function StoreBanner({ notebook, otherwise = null, onReopen }: Props): ReactElement | null {
  const [trouble, setTrouble] = useState<Trouble>(null);
  useEffect(() => notebook.watchTrouble(setTrouble), [notebook]);
  // That it was told to wait is what the other banner says.
  if (trouble === null || trouble.kind === 'no room') {
    const { unread } = notebook.rebuilt;
    return unread.length > 0 ? <Banner look="warn">{appWords.unread(unread.length)}</Banner> : otherwise;
  }
  const text =
    trouble.kind === 'disk full'
      ? words.diskFull
      : trouble.kind === 'closed'
        ? words.closed
        : words.broken(trouble.why);
  const action =
    trouble.kind === 'closed' ? (
      <Button onPress={onReopen}>{words.reopen}</Button>
    ) : (
      <Button onPress={() => notebook.retry()}>{words.retry}</Button>
    );
  return (
    <Banner look="bad" action={action}>
      {text}
    </Banner>
  );
}
