// Back up now, check everything, rehearse a restore: three buttons, how far it is, and what came of it.
import { ArchiveRestore, HardDriveDownload, ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import { Button } from '#ui/Button.tsx';
import { Tooltip } from '#ui/Tooltip.tsx';
import { safetyWords } from '#words/safety.ts';
import { Progress } from './Progress.tsx';
import { WorkResult } from './WorkResult.tsx';
import type { Deed, Works } from './works.ts';
import styles from './backup.module.css';

const words = safetyWords.works;

const deeds = [
  { deed: 'backup', label: safetyWords.commands.backUp, icon: HardDriveDownload },
  { deed: 'check', label: safetyWords.commands.check, icon: ListChecks },
  { deed: 'rehearse', label: safetyWords.commands.rehearse, icon: ArchiveRestore },
] as const satisfies readonly { readonly deed: Deed; readonly label: string; readonly icon: unknown }[];

export function WorksPart({
  works,
  isReadOnly,
  onMend,
}: {
  readonly works: Works;
  readonly isReadOnly: boolean;
  /** Builds the working copy again and loads the window anew. */
  readonly onMend: () => void;
}): ReactElement {
  const { running, result } = useSyncExternalStore(works.watch, works.state);
  return (
    <div className={styles['works']}>
      <div className={styles['buttons']}>
        {deeds.map(({ deed, label, icon }) => (
          <Tooltip key={deed} text={words.hints[deed]}>
            <Button
              look={deed === 'backup' ? 'main' : 'quiet'}
              icon={icon}
              isDisabled={running !== null || (isReadOnly && deed === 'backup')}
              onPress={() => void works.start(deed)}
            >
              {label}
            </Button>
          </Tooltip>
        ))}
      </div>
      {running !== null && (
        <div className={styles['running']}>
          <Progress label={words.running[running.deed]} progress={running.progress} />
          <Button isDisabled={running.isStopping} onPress={works.stop}>
            {running.isStopping ? words.stopping : words.stop}
          </Button>
        </div>
      )}
      {result !== null && <WorkResult result={result} onMend={onMend} onDismiss={works.dismiss} />}
    </div>
  );
}
