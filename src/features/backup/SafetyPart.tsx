// Settings, Safety: what is known, what can be checked and tried, and every backup with the way back to it.
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import type { Workplace } from '#notebook/workplace.ts';
import { Banner, Skeleton } from '#ui/frame.tsx';
import { useLive } from '#ui/useLive.ts';
import { safetyWords as words } from '#words/safety.ts';
import { BackupList } from './BackupList.tsx';
import { Figures } from './Figures.tsx';
import { chooseFile } from './commands.ts';
import { WorksPart } from './WorksPart.tsx';
import { restoreWish } from './wishes.ts';
import { worksOf } from './works.ts';

export function SafetyPart({ work }: { readonly work: Workplace }): ReactElement {
  const { notebook, tell } = work;
  const { backup, restoring } = notebook;
  const works = worksOf(notebook);
  const read = useCallback(async () => {
    const [figures, folder] = await Promise.all([restoring.safety(), backup.folder()]);
    return { figures, folder };
  }, [restoring, backup]);
  const watch = useCallback(
    (changed: () => void) => {
      const stops = [notebook.watch(changed), backup.watch(changed), works.watch(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [notebook, backup, works],
  );
  const live = useLive(read, watch);
  const orTell = (deed: Promise<unknown>, say: (reason: string) => string): void => {
    deed.catch((error: unknown) =>
      tell({ text: say(error instanceof Error ? error.message : String(error)), look: 'bad' }),
    );
  };
  return (
    <>
      <p>{words.text}</p>
      {live.kind === 'reading' && <Skeleton lines={6} />}
      {live.kind === 'failed' && <Banner look="bad">{words.figures.failed(live.why)}</Banner>}
      {live.kind === 'there' && (
        <Figures
          figures={live.value.figures}
          folder={live.value.folder}
          onShow={() => orTell(backup.showFolder(), words.figures.showFailed)}
          onMove={() => orTell(backup.moveFolder(), words.figures.moveFailed)}
        />
      )}
      <h3>{words.works.title}</h3>
      <WorksPart
        works={works}
        isReadOnly={notebook.readOnly !== null}
        onMend={() =>
          orTell(
            work
              .flushDrafts()
              .then(restoring.mend)
              .then(() => location.reload()),
            words.works.checkFailed,
          )
        }
      />
      <h3>{words.list.title}</h3>
      {live.kind === 'there' && (
        <BackupList
          folder={live.value.folder}
          mayRestore={notebook.readOnly === null}
          onRestore={restoreWish.wish}
          onRestoreFile={() => chooseFile(work)}
          onLetGo={(name) => orTell(backup.letGo(name), words.banner.letGoFailed)}
        />
      )}
    </>
  );
}
