// The page beside a list when nothing is chosen: the first steps while the notebook is new, one step later on.
import { FilePlus, FolderInput, LibraryBig } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { newNote } from '#features/notes/commands.ts';
import { Button } from '#ui/Button.tsx';
import { useLive, valueOf } from '#ui/useLive.ts';
import { appWords } from '#words/app.ts';
import type { AppContext } from './commands.ts';
import styles from './app.module.css';

const words = appWords.welcome;

export function Welcome({ context }: { readonly context: AppContext }): ReactElement {
  const { notebook, openDialog, openSample, removeSample } = context;
  const read = useCallback(() => notebook.sample.count(), [notebook]);
  const sample = valueOf(useLive(read, notebook.watch), null);
  return (
    <div className={styles['welcome']}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <div className={styles['steps']}>
        <Button look="main" icon={FilePlus} onPress={() => void newNote(context)}>
          {words.note}
        </Button>
        <Button icon={FolderInput} onPress={() => openDialog('import')}>
          {words.import}
        </Button>
        {sample === 0 && (
          <Button icon={LibraryBig} onPress={() => void openSample()}>
            {words.sample}
          </Button>
        )}
      </div>
      {sample === 0 && <p className={styles['hint']}>{words.sampleText}</p>}
      {sample !== null && sample > 0 && (
        <p className={styles['hint']}>
          {words.sampleThere} <Button onPress={() => void removeSample()}>{words.deleteSample}</Button>
        </p>
      )}
    </div>
  );
}
