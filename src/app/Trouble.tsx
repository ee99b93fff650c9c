// Shown instead of the notebook when it could not be opened: what happened, and what can be done. Nothing is deleted.
import type { ReactElement } from 'react';
import { Button } from '#ui/Button.tsx';
import { appWords } from '#words/app.ts';
import styles from './app.module.css';

export function Trouble({
  text,
  onFolder,
}: {
  readonly text: string;
  readonly onFolder: () => void;
}): ReactElement {
  return (
    <main className={styles['trouble']}>
      <h1>{appWords.trouble.title}</h1>
      <p role="alert">{text}</p>
      <p>{appWords.trouble.safe}</p>
      <div className={styles['row']}>
        <Button look="main" onPress={() => location.reload()}>
          {appWords.trouble.again}
        </Button>
        <Button onPress={onFolder}>{appWords.trouble.folder}</Button>
      </div>
    </main>
  );
}
