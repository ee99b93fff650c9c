// A question or a form that must be answered before anything else: centred, with its actions at the end.
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { classes } from './classes.ts';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: 'small' | 'medium' | 'large';
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  /** Stands at the other end of the actions: a hint, a checkbox. */
  readonly aside?: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  /** False for a question that a click beside it must not answer. */
  readonly isDismissable?: boolean;
  readonly children?: ReactNode;
}

export function Dialog({
  title,
  isOpen,
  onClose,
  size = 'medium',
  actions,
  aside,
  role = 'dialog',
  isDismissable = true,
  children,
}: DialogProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable={isDismissable}
      className={classes(styles['scrim'])}
    >
      <Modal data-modal className={classes(styles['modal'], styles[size])}>
        <AriaDialog role={role} className={classes(styles['dialog'])}>
          <header className={styles['head']}>
            <Heading slot="title" className={classes(styles['title'])}>
              {title}
            </Heading>
            {role === 'dialog' && <IconButton label={uiWords.close} icon={X} onPress={onClose} />}
          </header>
          <div className={styles['body']}>{children}</div>
          {(actions !== undefined || aside !== undefined) && (
            <footer className={styles['foot']}>
              <div className={styles['aside']}>{aside}</div>
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
