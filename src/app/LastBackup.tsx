// Shown while the window closes and a last backup is taken: what it waits for, and the way to close at once.
import type { ReactElement } from 'react';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { safetyWords } from '#words/safety.ts';

const words = safetyWords.leaving;

export function LastBackup({
  isOpen,
  onHurry,
}: {
  readonly isOpen: boolean;
  readonly onHurry: () => void;
}): ReactElement {
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      onClose={onHurry}
      size="small"
      role="alertdialog"
      isDismissable={false}
      actions={<Button onPress={onHurry}>{words.now}</Button>}
    >
      <ProgressBar label={words.text} progress={null} />
    </Dialog>
  );
}
