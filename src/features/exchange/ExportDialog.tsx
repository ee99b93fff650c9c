// The export of everything while it runs, and how it ended.
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { exchangeWords } from '#words/exchange.ts';
import type { ExportState } from './exportWork.ts';
import { exportWork } from './exportWork.ts';

const words = exchangeWords.export;

export function ExportDialog(): ReactElement {
  const state = useSyncExternalStore(exportWork.watch, exportWork.state);
  const isRunning = state.kind === 'running';
  return (
    <Dialog
      title={titleOf(state)}
      isOpen={state.kind !== 'idle'}
      onClose={isRunning ? state.cancel : exportWork.dismiss}
      size="small"
      isDismissable={!isRunning}
      actions={
        isRunning ? (
          <Button onPress={state.cancel}>{words.cancel}</Button>
        ) : (
          <Button look="main" onPress={exportWork.dismiss}>
            {words.close}
          </Button>
        )
      }
    >
      <Said state={state} />
    </Dialog>
  );
}

function titleOf(state: ExportState): string {
  switch (state.kind) {
    case 'running':
      return words.title(state.folder);
    case 'cancelled':
      return words.cancelledTitle;
    case 'failed':
      return words.failedTitle;
    case 'done':
    case 'idle':
      return words.doneTitle;
  }
}

function Said({ state }: { readonly state: ExportState }): ReactElement | null {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <>
          <ProgressBar
            label={state.progress === null ? words.preparing : words.writing}
            progress={state.progress}
          />
          <p>{words.hint}</p>
        </>
      );
    case 'done':
      return (
        <>
          <p>{words.done(state.files)}</p>
          <p>{words.doneLong(state.folder)}</p>
        </>
      );
    case 'cancelled':
      return <p>{words.cancelled(state.files, state.folder)}</p>;
    case 'failed':
      return <p>{words.failed(state.progress.done, state.progress.total, state.why)}</p>;
  }
}
