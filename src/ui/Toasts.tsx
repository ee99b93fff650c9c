// What was just deleted, with the way to undo it; and failures of work nobody is looking at. Never a success.
import { X } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from 'react-aria-components';
import { uiWords } from '#words/ui.ts';
import { Button, IconButton } from './Button.tsx';
import styles from './Toasts.module.css';
import { classes } from './classes.ts';

export interface Toast {
  readonly text: string;
  readonly look?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly perform: () => void };
}

export interface Toasts {
  /** Shows a toast until it is dismissed or its time is over; the returned function takes it back. */
  readonly show: (toast: Toast) => () => void;
  readonly queue: ToastQueue<Toast>;
}

/** How long an undo is offered. The clock stands still while the pointer or the focus is on it. */
const shownMs = 8000;

export function createToasts(): Toasts {
  const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 });
  return {
    queue,
    show: (toast) => {
      const key = queue.add(toast, toast.look === 'bad' ? {} : { timeout: shownMs });
      return () => queue.close(key);
    },
  };
}

/** F6 goes to the toasts first while there are any, and from there back to where the person was. */
function useF6(): void {
  useEffect(() => {
    let before: Element | null = null;
    const listen = (event: KeyboardEvent): void => {
      const region = document.querySelector('[data-toasts]');
      if (event.key !== 'F6' || region === null) return;
      const isInside = region.contains(document.activeElement);
      const target = isInside ? before : region.querySelector('button');
      if (!(target instanceof HTMLElement) || !target.isConnected) return;
      if (!isInside) before = document.activeElement;
      event.preventDefault();
      event.stopPropagation();
      target.focus();
    };
    // Before the panes hear it: what can be undone does not wait long.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

/** Where the toasts appear; stands once in the program. */
export function ToastArea({ toasts }: { readonly toasts: Toasts }): ReactElement {
  useF6();
  return (
    <ToastRegion
      data-toasts
      queue={toasts.queue}
      aria-label={uiWords.notifications}
      className={classes(styles['region'])}
    >
      {({ toast }) => {
        const { text, action, look = 'plain' } = toast.content;
        return (
          <AriaToast toast={toast} className={classes(styles['toast'], look === 'bad' && styles['bad'])}>
            <ToastContent className={classes(styles['content'])}>
              <Text slot="title">{text}</Text>
            </ToastContent>
            {action !== undefined && (
              <Button
                onPress={() => {
                  toasts.queue.close(toast.key);
                  action.perform();
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton label={uiWords.dismiss} icon={X} onPress={() => toasts.queue.close(toast.key)} />
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}
