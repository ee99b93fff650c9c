// The page beside a list when nothing is chosen: the first steps while the notebook is new, one step later on; and the
// way back where a notebook is empty and its folder of backups is not.
import { ArchiveRestore, FilePlus, FolderInput, LibraryBig } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { sayMoment } from '#features/backup/sentences.ts';
import { restoreWish } from '#features/backup/wishes.ts';
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
      <EarlierBackups notebook={notebook} />
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

/** An empty notebook beside backups may be one that was lost: the newest is offered before anything is begun. */
function EarlierBackups({ notebook }: Pick<AppContext, 'notebook'>): ReactElement | null {
  const read = useCallback(async () => {
    const [notes, sources, folder] = await Promise.all([
      notebook.count('note'),
      notebook.count('source'),
      notebook.backup.folder(),
    ]);
    return notes + sources === 0 && notebook.readOnly === null ? folder : null;
  }, [notebook]);
  const folder = valueOf(useLive(read, notebook.watch), null);
  const newest = folder?.snapshots.find(({ records }) => records > 0);
  if (folder === null || newest === undefined) return null;
  const { name, createdAt, records } = newest;
  return (
    <div className={styles['earlier']}>
      <p>{words.earlier(folder.snapshots.length, sayMoment(createdAt), records)}</p>
      <Button icon={ArchiveRestore} onPress={() => restoreWish.wish({ kind: 'known', name })}>
        {words.restoreEarlier}
      </Button>
      <p className={styles['hint']}>{folder.folder}</p>
    </div>
  );
}
