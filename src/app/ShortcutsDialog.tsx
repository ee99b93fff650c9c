// Every shortcut of the program, drawn from the commands themselves.
import type { ReactElement } from 'react';
import { Dialog } from '#ui/Dialog.tsx';
import { Shortcut } from '#ui/Shortcut.tsx';
import { appWords } from '#words/app.ts';
import { commands } from './commands.ts';
import styles from './app.module.css';

export function ShortcutsDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const groups = new Map<string, typeof commands>();
  for (const command of commands) {
    if (command.shortcut === undefined) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <Dialog title={appWords.shortcuts.title} isOpen={isOpen} onClose={onClose}>
      <div className={styles['shortcuts']}>
        {[...groups].map(([group, members]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {members.map(({ id, label, shortcut = '' }) => (
                <div key={id}>
                  <dt>{label}</dt>
                  <dd>
                    <Shortcut keys={shortcut} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
