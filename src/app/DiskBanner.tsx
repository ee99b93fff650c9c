// Says that the disk is filling up, what the program leaves undone because of it, and how much room there is.
import type { ReactElement } from 'react';
import { useSyncExternalStore } from 'react';
import type { Notebook } from '#notebook/notebook.ts';
import { Banner } from '#ui/frame.tsx';
import { appWords } from '#words/app.ts';
import { fileSize } from '#words/format.ts';

export function DiskBanner({ disk }: Pick<Notebook, 'disk'>): ReactElement | null {
  const { level, freeBytes } = useSyncExternalStore(disk.watch, disk.state);
  if (level === 'ok') return null;
  return <Banner look={level === 'low' ? 'warn' : 'bad'}>{appWords.disk[level](fileSize(freeBytes))}</Banner>;
}
