// What is known of how safe the notebook is: the last save, backup and test restore, the room there is, the folder.
import { FolderInput, FolderOpen } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { SnapshotFolder } from '#notebook/backup.ts';
import type { SafetyFigures } from '#notebook/restoring.ts';
import { Button } from '#ui/Button.tsx';
import { fileSize } from '#words/format.ts';
import { safetyWords } from '#words/safety.ts';
import { sayMoment } from './sentences.ts';
import styles from './backup.module.css';

const words = safetyWords.figures;

export interface FiguresProps {
  readonly figures: SafetyFigures;
  readonly folder: SnapshotFolder;
  readonly onShow: () => void;
  readonly onMove: () => void;
}

export function Figures({ figures, folder, onShow, onMove }: FiguresProps): ReactElement {
  const { lastSavedAt, lastBackup, lastRehearsal, freeBytes, journalBytes } = figures;
  return (
    <dl className={styles['figures']}>
      <Fact name={words.lastSave}>{lastSavedAt === null ? words.nothingSaved : sayMoment(lastSavedAt)}</Fact>
      <Fact name={words.lastBackup}>
        {lastBackup === null ? (
          words.noBackup
        ) : (
          <Dated at={lastBackup.createdAt} more={words.held(lastBackup.records)} />
        )}
      </Fact>
      <Fact name={words.lastRehearsal}>
        {lastRehearsal === null ? (
          words.noRehearsal
        ) : (
          <Dated
            at={lastRehearsal.at}
            isBad={lastRehearsal.different > 0}
            more={
              lastRehearsal.different > 0
                ? words.rehearsedBadly(lastRehearsal.different, lastRehearsal.records)
                : words.rehearsed
            }
          />
        )}
      </Fact>
      <Fact name={words.freeSpace}>{freeBytes === null ? words.unknown : fileSize(freeBytes)}</Fact>
      <Fact name={words.journal}>{fileSize(journalBytes)}</Fact>
      <Fact name={words.folder}>
        <code className={styles['path']}>{folder.folder}</code>
        {folder.trouble !== null && (
          <p className={styles['bad']} role="status">
            {folder.trouble === 'folder missing'
              ? words.missing
              : words.unreadable(safetyWords.why[folder.trouble])}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button icon={FolderOpen} isDisabled={folder.trouble === 'folder missing'} onPress={onShow}>
            {words.show}
          </Button>
          <Button icon={FolderInput} onPress={onMove}>
            {words.move}
          </Button>
        </div>
        <p className={styles['hint']}>{words.moveHint}</p>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Dated({
  at,
  more,
  isBad = false,
}: {
  readonly at: string;
  readonly more: string;
  readonly isBad?: boolean;
}): ReactElement {
  return (
    <>
      {sayMoment(at)} <span className={isBad ? styles['bad'] : styles['quiet']}>{more}</span>
    </>
  );
}
