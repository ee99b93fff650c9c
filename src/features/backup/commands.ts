// What can be done about safety from menu and palette.
import { ArchiveRestore, FileInput, HardDriveDownload, ListChecks } from 'lucide-react';
import type { Workplace } from '#notebook/workplace.ts';
import type { Command } from '#ui/command.ts';
import { safetyWords as words } from '#words/safety.ts';
import { restoreWish } from './wishes.ts';
import { type Deed, worksOf } from './works.ts';

const { group, commands } = words;
const keywords = Object.values(commands.keywords);

/** Lets the person choose a file and looks at it. */
export function chooseFile({ notebook, tell }: Workplace): void {
  notebook.restoring.chooseFile().then(
    (source) => (source === null ? undefined : restoreWish.wish(source)),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      tell({ text: words.restore.chooseFailed(why), look: 'bad' });
    },
  );
}

/** Begins it where its progress and outcome are shown. */
function start(deed: Deed, showSafety: (work: Workplace) => void) {
  return (work: Workplace): void => {
    showSafety(work);
    void worksOf(work.notebook).start(deed);
  };
}

/** `showSafety` goes to the section of the settings that these belong to. */
export function backupCommands(showSafety: (work: Workplace) => void): readonly Command<Workplace>[] {
  return [
    {
      id: 'backup.now',
      label: commands.backUp,
      group,
      keywords,
      icon: HardDriveDownload,
      perform: start('backup', showSafety),
    },
    {
      id: 'backup.check',
      label: commands.check,
      group,
      keywords,
      icon: ListChecks,
      perform: start('check', showSafety),
    },
    {
      id: 'backup.rehearse',
      label: commands.rehearse,
      group,
      keywords,
      icon: ArchiveRestore,
      perform: start('rehearse', showSafety),
    },
    {
      id: 'backup.restoreFile',
      label: commands.restoreFile,
      group,
      keywords,
      icon: FileInput,
      perform: chooseFile,
    },
  ];
}
