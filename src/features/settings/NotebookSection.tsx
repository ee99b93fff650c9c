// Where the notebook's files lie and how much it holds.
import { Check, Copy, FolderOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCallback, useState } from 'react';
import { trashKinds } from '#notebook/trash.ts';
import type { Workplace } from '#notebook/workplace.ts';
import { Button } from '#ui/Button.tsx';
import { KindMark } from '#ui/marks.tsx';
import { useLive } from '#ui/useLive.ts';
import { settingsWords } from '#words/settings.ts';
import { Row, Section } from './Section.tsx';
import styles from './settings.module.css';

const words = settingsWords.notebook;

export function NotebookSection({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook, surroundings, program, tell } = work;
  const read = useCallback(async () => {
    const [trash, ...records] = await Promise.all([
      notebook.trash.count(),
      ...trashKinds.map((kind) => notebook.count(kind)),
    ]);
    return { trash, records };
  }, [notebook]);
  const live = useLive(read, notebook.watch);
  const showFolder = (): void => {
    surroundings
      .showNotebookFolder()
      .catch((error: unknown) => tell({ text: words.folderFailed(String(error)), look: 'bad' }));
  };
  const [isCopied, setCopied] = useState(false);
  const copyPath = (): void => {
    surroundings.copyText(program.notebookFolder).then(
      () => setCopied(true),
      () => tell({ text: words.pathNotCopied, look: 'bad' }),
    );
  };
  return (
    <Section name="notebook" title={words.title}>
      <p>{words.text}</p>
      <Row label={words.holds}>
        <ul className={styles['counts']}>
          {trashKinds.map((kind, at) => (
            <li key={kind}>
              <KindMark kind={kind}>
                {words.counts[kind](live.kind === 'there' ? (live.value.records[at] ?? 0) : 0)}
              </KindMark>
            </li>
          ))}
          {live.kind === 'there' && live.value.trash > 0 && <li>{words.trash(live.value.trash)}</li>}
        </ul>
      </Row>
      <Row label={words.where}>
        <code className={styles['path']}>{program.notebookFolder}</code>
        <div className={styles['actions']}>
          <Button icon={FolderOpen} onPress={showFolder}>
            {words.folder}
          </Button>
          <Button icon={isCopied ? Check : Copy} onPress={copyPath}>
            {isCopied ? words.pathCopied : words.copyPath}
          </Button>
        </div>
        <p className={styles['hint']}>{words.notEncrypted}</p>
      </Row>
    </Section>
  );
}
