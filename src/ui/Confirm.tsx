// A yes-or-no question, for what cannot be undone or leaves the program.
import type { ReactElement, ReactNode } from 'react';
import { uiWords } from '#words/ui.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface ConfirmProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** What will happen, in a verb: "Delete for ever", "Open in the browser". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

export function Confirm({
  title,
  isOpen,
  confirm,
  danger = false,
  onConfirm,
  onCancel,
  children,
}: ConfirmProps): ReactElement {
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onCancel}
      size="small"
      role="alertdialog"
      isDismissable={false}
      actions={
        <>
          {/* The harmless answer is the one that Enter gives. */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <Button onPress={onCancel} autoFocus>
            {uiWords.cancel}
          </Button>
          <Button look={danger ? 'danger' : 'main'} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
