// The backups in the folder, newest first, each with the way back to it.
import { FileInput } from 'lucide-react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import type { SnapshotFolder } from '#notebook/backup.ts';
import type { BackupSource } from '#notebook/restoring.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Tooltip } from '#ui/Tooltip.tsx';
import { Disclosure, EmptyState } from '#ui/frame.tsx';
import { fileSize, wholeNumber } from '#words/format.ts';
import { safetyWords } from '#words/safety.ts';
import { sayMoment } from './sentences.ts';
import styles from './backup.module.css';

const words = safetyWords.list;
const shownAtFirst = 6;

export interface BackupListProps {
  readonly folder: SnapshotFolder;
  /** False where nothing may take the place of the notebook. */
  readonly mayRestore: boolean;
  readonly onRestore: (source: BackupSource) => void;
  readonly onRestoreFile: () => void;
  readonly onLetGo: (name: string) => void;
}

export function BackupList({
  folder,
  mayRestore,
  onRestore,
  onRestoreFile,
  onLetGo,
}: BackupListProps): ReactElement {
  const [isWhole, setWhole] = useState(false);
  const [isUnusableShown, setUnusableShown] = useState(false);
  const { snapshots, unusable, pinned } = folder;
  const shown = isWhole ? snapshots : snapshots.slice(0, shownAtFirst);
  const file = (
    <Button icon={FileInput} isDisabled={!mayRestore} onPress={onRestoreFile}>
      {words.file}
    </Button>
  );
  if (snapshots.length === 0 && unusable.length === 0)
    return folder.trouble === null ? (
      <EmptyState title={words.none} text={words.noneText} action={file} />
    ) : (
      <div className={styles['buttons']}>{file}</div>
    );
  return (
    <div className={styles['list']}>
      {snapshots.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.why}</th>
              <th scope="col" className={styles['number']}>
                {words.records}
              </th>
              <th scope="col" className={styles['number']}>
                {words.size}
              </th>
              <th scope="col">
                <span className={styles['unseen']}>{words.restore}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, createdAt, reason, records, sizeBytes, own }) => (
              <tr key={name}>
                <td title={name} className={styles['whole']}>
                  {sayMoment(createdAt)}
                </td>
                <td className={styles['quiet']}>
                  {Object.entries(words.reasons).find(([known]) => known === reason)?.[1] ?? reason}
                  {!own && <span className={styles['badge']}>{words.another}</span>}
                  {pinned.some(({ older }) => older === name) && (
                    <span className={styles['pinned']}>
                      {words.pinned}
                      <Tooltip text={words.letGoHint}>
                        <Button look="plain" onPress={() => onLetGo(name)}>
                          {words.letGo}
                        </Button>
                      </Tooltip>
                    </span>
                  )}
                </td>
                <td className={styles['number']}>{wholeNumber(records)}</td>
                <td className={classes(styles['number'], styles['whole'])}>{fileSize(sizeBytes)}</td>
                <td className={styles['act']}>
                  <Button
                    isDisabled={!mayRestore}
                    aria-label={words.restoreNamed(sayMoment(createdAt))}
                    onPress={() => onRestore({ kind: 'known', name })}
                  >
                    {words.ellipsis}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles['buttons']}>
        {snapshots.length > shownAtFirst && (
          <Button look="plain" onPress={() => setWhole(!isWhole)}>
            {isWhole ? words.fewer : words.all(snapshots.length)}
          </Button>
        )}
        {file}
      </div>
      <p className={styles['hint']}>{words.kept}</p>
      {unusable.length > 0 && (
        <Disclosure
          title={words.unusable(unusable.length)}
          isOpen={isUnusableShown}
          onToggle={setUnusableShown}
        >
          <ul className={styles['unusable']}>
            {unusable.map(({ name, why, entry }) => (
              <li key={name}>
                <code>{name}</code> {entry === null ? why : `${why}: ${entry}`}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}
