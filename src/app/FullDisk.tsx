// Says once that the disk refused something, what became of the words, and what to do. It comes again only after there
// was room in between, however often the disk says it.
import type { ReactElement } from 'react';
import { useState, useSyncExternalStore } from 'react';
import type { Notebook } from '#notebook/notebook.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { appWords } from '#words/app.ts';
import { fileSize } from '#words/format.ts';

const words = appWords.fullDisk;

export function FullDisk({ disk }: Pick<Notebook, 'disk'>): ReactElement {
  const refused = useSyncExternalStore(disk.watch, disk.refused);
  const [read, setRead] = useState<typeof refused>(null);
  // What was read before there was room again is not what is refused now.
  if (refused === null && read !== null) setRead(null);
  const dismiss = (): void => setRead(refused);
  return (
    <Dialog
      title={words.title}
      isOpen={refused !== null && refused !== read}
      onClose={dismiss}
      size="small"
      role="alertdialog"
      isDismissable={false}
      actions={
        <Button look="main" onPress={dismiss}>
          {words.understood}
        </Button>
      }
    >
      <p>{refused === 'entry' ? words.unsaved : words.journalOnly}</p>
      <p>{words.nothingLost}</p>
      <p>{words.what(fileSize(disk.state().freeBytes))}</p>
    </Dialog>
  );
}
