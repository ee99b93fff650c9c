// The window's notebook and screens: opens the notebook, and either does the job it was started for or shows the screens.
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Boot, Desktop } from '#desktop/contract.ts';
import { createImporters, spawnImporter } from '#exchange/importers.ts';
import { keepBackedUp } from '#notebook/backupSchedule.ts';
import type { LibrarianPort } from '#notebook/librarianClient.ts';
import { desktopMachine } from '#notebook/desktopMachine.ts';
import { keepHouse } from '#notebook/housekeeping.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { desktopOriginals } from '#notebook/originals.ts';
import { openNotebook } from '#notebook/notebook.ts';
import { desktopRestoreDesk } from '#notebook/restoreDesk.ts';
import { desktopSurroundings } from '#notebook/surroundings.ts';
import { applyAppearance, claimPressStyle } from '#ui/appearance.ts';
import { appWords } from '#words/app.ts';
import { App } from './App.tsx';
import { Trouble } from './Trouble.tsx';
import { batterySense } from './batterySense.ts';
import { applyFaults, faultyMachine } from './faults.ts';
import { runJob } from './headlessJob.ts';

export interface WindowParts {
  readonly desktop: Desktop;
  readonly boot: Boot;
  /** It knows already which database will most likely be asked for. */
  readonly librarian: LibrarianPort;
}

function after(pauseMs: number, run: () => void): () => void {
  const timer = setTimeout(run, pauseMs);
  return () => clearTimeout(timer);
}

async function open({ desktop, boot, librarian }: WindowParts): Promise<Notebook | string> {
  const importers = createImporters({ spawn: spawnImporter });
  const faults = boot.automation?.faults ?? [];
  const opened = await openNotebook({
    machine: faultyMachine(desktopMachine(desktop), faults),
    identity: boot.identity,
    setDatabase: async (name) => {
      await desktop.setDatabase(name);
    },
    spawnLibrarian: () => librarian,
    importFile: importers.read,
    cores: navigator.hardwareConcurrency,
    snapshotDesk: desktop,
    restoreDesk: desktopRestoreDesk(desktop),
    originals: desktopOriginals(desktop),
    ownsStorage: true,
    disk: boot.disk,
    ...applyFaults(faults),
  });
  if (opened.kind === 'open') return opened.notebook;
  librarian.close();
  if (opened.kind === 'lost') return appWords.trouble.lost(opened.folder);
  return opened.kind === 'newer' ? appWords.trouble.newer : appWords.trouble.notOpened(opened.why);
}

export async function openWindow(parts: WindowParts): Promise<void> {
  const { desktop, boot } = parts;
  claimPressStyle();
  applyAppearance({ theme: boot.theme, zoomPercent: 100 });
  const root = createRoot(document.getElementById('root') ?? document.body);
  const notebook = await open(parts).catch((error: unknown) =>
    appWords.trouble.notOpened(error instanceof Error ? error.message : String(error)),
  );
  if (typeof notebook === 'string') {
    if (boot.job) await desktop.finishJob({ exitCode: 1, output: '', error: notebook });
    root.render(<Trouble text={notebook} onFolder={() => void desktop.showNotebookFolder()} />);
    return;
  }
  desktop.listen('disk', notebook.disk.hear);
  const surroundings = desktopSurroundings(desktop, boot.platform);
  // In one go, so that whoever waits for the notebook finds a window that listens.
  flushSync(() =>
    root.render(<App boot={boot} desktop={desktop} notebook={notebook} surroundings={surroundings} />),
  );
  void batterySense(notebook.librarian, navigator);
  if (notebook.readOnly === null) keepGoing(notebook);
  if (boot.automation) Object.assign(globalThis, { commonplace: notebook });
  if (boot.job) await runJob(desktop, notebook, boot.job);
}

/** What the program does by itself as long as it runs. */
function keepGoing(notebook: Notebook): void {
  keepBackedUp({
    backup: notebook.backup,
    watch: notebook.watch,
    lastAppliedSeq: () => notebook.parts.store.lastAppliedSeq(),
    now: () => new Date(),
    after,
  });
  keepHouse(notebook.housekeeping, { after });
}
