// Restoring a backup: what is in it and what would change, the question, how far it is, and what came of it.
import type { ReactElement } from 'react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BackupSource, Restoring } from '#notebook/restoring.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Banner } from '#ui/frame.tsx';
import { safetyWords } from '#words/safety.ts';
import { Progress } from './Progress.tsx';
import { RestorePreview } from './RestorePreview.tsx';
import type { RestoreRun, RestoreStep } from './restoreRun.ts';
import { openRestoreRun } from './restoreRun.ts';
import { sayCounts, sayFault, totalOf } from './sentences.ts';
import styles from './backup.module.css';

const words = safetyWords.restore;

export interface RestoreDialogProps {
  readonly restoring: Restoring;
  readonly flushDrafts: () => Promise<void>;
  readonly source: BackupSource;
  readonly onClose: () => void;
  /** The notebook is another now: loads the window anew. */
  readonly onRestored: () => void;
}

export function RestoreDialog({
  restoring,
  flushDrafts,
  source,
  onClose,
  onRestored,
}: RestoreDialogProps): ReactElement {
  const [run] = useState(() =>
    openRestoreRun({ restoring, flushDrafts, nowMs: () => performance.now() }, source),
  );
  const step = useSyncExternalStore(run.watch, run.step);
  const isOver = step.kind === 'stopped';
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  const leave = (): void => {
    if (step.kind === 'done') onRestored();
    else if (step.kind === 'refused' || step.kind === 'not done') onClose();
    else run.stop();
  };
  return (
    <Dialog
      title={step.kind === 'done' ? words.done : words.title}
      isOpen
      size={step.kind === 'looked' ? 'large' : 'medium'}
      onClose={leave}
      isDismissable={false}
      actions={<Actions step={step} run={run} onLeave={leave} />}
    >
      <Step step={step} />
    </Dialog>
  );
}

function Actions({
  step,
  run,
  onLeave,
}: {
  readonly step: RestoreStep;
  readonly run: RestoreRun;
  readonly onLeave: () => void;
}): ReactElement {
  switch (step.kind) {
    case 'looked':
      return (
        <>
          {/* The harmless answer is the one that Enter gives. */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <Button onPress={onLeave} autoFocus>
            {words.cancel}
          </Button>
          <Button look="danger" onPress={run.restore}>
            {step.looked.leftOut.length > 0 ? words.yesPartial : words.yes}
          </Button>
        </>
      );
    case 'refused':
      return (
        <>
          {step.outcome.partial !== null && (
            <Button onPress={run.lookAtHealthy}>{words.lookAtHealthy}</Button>
          )}
          <Button look="main" onPress={onLeave}>
            {words.close}
          </Button>
        </>
      );
    case 'done':
      return (
        <Button look="main" onPress={onLeave}>
          {words.open}
        </Button>
      );
    case 'not done':
      return (
        <Button look="main" onPress={onLeave}>
          {words.close}
        </Button>
      );
    case 'looking':
    case 'restoring':
    case 'stopped':
      return <Button onPress={onLeave}>{words.cancel}</Button>;
  }
}

function Step({ step }: { readonly step: RestoreStep }): ReactElement {
  switch (step.kind) {
    case 'looking':
      return <Progress label={words.looking} progress={step.progress} />;
    case 'restoring':
      return (
        <div className={styles['steps']}>
          <Progress label={words.restoring} progress={step.progress} />
          <p className={styles['hint']}>{words.wait}</p>
        </div>
      );
    case 'looked':
      return <RestorePreview looked={step.looked} />;
    case 'done':
      return <p>{words.doneText(totalOf(step.outcome.counts))}</p>;
    case 'refused': {
      const { fault, partial } = step.outcome;
      return (
        <div className={styles['steps']}>
          <Banner look="bad">{sayFault(fault)}</Banner>
          <p>{words.refused}</p>
          <p>{partial === null ? words.nothingHealthy : words.healthy(sayCounts(partial.counts))}</p>
        </div>
      );
    }
    case 'not done':
      return (
        <Banner look="bad">
          {step.why === 'not backed up'
            ? words.notBackedUp(step.detail)
            : step.why === 'failed'
              ? words.failed(step.detail)
              : words.brokeOff(step.detail)}
        </Banner>
      );
    case 'stopped':
      return <></>;
  }
}
