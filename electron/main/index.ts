// The main process: opens each part in its order, and says in one sentence when it cannot.
import { app, type BrowserWindow, dialog, ipcMain } from 'electron';
import { origin, programName } from '#desktop/contract.ts';
import { desktopWords } from '#words/desktop.ts';
import { type Launch, ownArguments, readArguments } from './argv.ts';
import { pretendedFreeBytes, setupBoot, shellOf } from './boot.ts';
import { setupChoosing } from './choosing.ts';
import { setupClosing } from './closing.ts';
import { mayTurnBack, openCompaction } from './compaction.ts';
import { type DiskGuard, openDiskGuard } from './diskGuard.ts';
import { reasonOf } from './failure.ts';
import { closeNode, setupGuard, setupSwitches } from './guard.ts';
import { copyBeforeNewEngine } from './coldCopy.ts';
import { createHands } from './hands.ts';
import { missingImport, setupHeadless, withoutJob } from './headless.ts';
import { openJournalFile } from './journalFile.ts';
import { setupLinks } from './links.ts';
import { setupMenu } from './menu.ts';
import { nodeFiles } from './nodeFiles.ts';
import { openOriginals } from './originals.ts';
import { type Profile, setupProfile } from './profile.ts';
import { setupProtocol, setupScheme } from './protocol.ts';
import { countRefusals } from './refusal.ts';
import { isFromWindow, registerCalls } from './registrar.ts';
import { setupRestoring, setupSnapshots } from './snapshotFolder.ts';
import { openSnapshotPlace } from './snapshotPlace.ts';
import type { Snapshots } from './snapshots.ts';
import { createWindow, focusWindow, pushTo, setupTheme, setupWindow } from './window.ts';
import { setupStorage } from './storage.ts';
import { openWindowState } from './windowState.ts';

/** Ends a start that cannot go on: on the error output, and in a box for those who started it without one. */
function giveUp(sentence: string, inBox: boolean): void {
  process.stderr.write(`${sentence}\n`);
  if (inBox && shellOf(process.versions) === 'electron') dialog.showErrorBox(programName, sentence);
  app.exit(1);
}

/** Everything that must be settled before the engine is ready. */
function start(): void {
  const reading = readArguments(ownArguments(process.argv, app.isPackaged), process.cwd());
  if (reading.kind === 'refused') {
    giveUp(reading.sentence, false);
    return;
  }
  const { launch } = reading;
  const missing = launch.headless === null ? null : missingImport(launch.headless);
  if (missing !== null) {
    giveUp(desktopWords.nothingThere(missing), false);
    return;
  }
  const inBox = launch.headless === null;
  const opening = setupProfile(launch);
  if (opening.kind !== 'opened') {
    if (opening.kind === 'refused') giveUp(opening.sentence, inBox);
    else app.exit(0);
    return;
  }
  setupSwitches();
  setupScheme();
  closeNode();
  app
    .whenReady()
    .then(() => open(launch, opening.profile))
    .catch((error: unknown) => giveUp(desktopWords.failed(reasonOf(error)), inBox));
}

async function open(launch: Launch, profile: Profile): Promise<void> {
  const request = launch.headless;
  if (profile.isTemporary && request?.json === false)
    process.stderr.write(`${desktopWords.temporaryNotebook(profile.folder)}\n`);

  const engine = shellOf(process.versions) === 'electron' ? process.versions.electron : null;
  const copied = await copyBeforeNewEngine({ profile: profile.folder, engine });
  if (copied.kind === 'skipped') process.stderr.write(`${desktopWords.noColdCopy(copied.why)}\n`);
  const state = openWindowState(profile.folder);
  const hands = createHands();
  const count = countRefusals(() => new Date());
  setupGuard(count);
  setupProtocol({ hands, refuse: (address) => count.refuse(address) });
  const journal = await openJournalFile(profile.vault, hands);
  const vault = nodeFiles(profile.vault);
  const compaction = openCompaction({ vault: journal.vault, files: vault, now: Date.now });
  let snapshots: Snapshots | null = null;
  const originals = openOriginals(vault, hands, {
    isBackingUp: () => snapshots?.isUnderWay() ?? false,
    mayTurnBack: () => mayTurnBack(vault, Date.now()),
  });
  let disk: DiskGuard | null = null;
  const settle = async (): Promise<void> => {
    await disk?.close();
    await snapshots?.close();
    await compaction.close();
    await originals.close();
    await journal.close();
    await state.settled();
    profile.release();
  };

  // A run without a window that is told to quit has not done its job.
  const leave = (): void => {
    if (request === null) app.quit();
    else app.exit(1);
  };

  let window: BrowserWindow | null = null;
  const run = request === null ? null : setupHeadless({ request, window: () => window, settle });
  window = createWindow(state, run !== null);
  const page = window;
  const place = openSnapshotPlace(profile.folder, profile.snapshots);
  snapshots = setupSnapshots({ window: page, profile, journal, compaction, place });
  const push = pushTo(page);
  const guard = await openDiskGuard({
    freeBytes: async () => pretendedFreeBytes() ?? (await vault.freeBytes()),
    ballast: profile.isTemporary ? null : journal.vault.ballast,
    after: (pauseMs, run) => {
      const timer = setTimeout(run, pauseMs);
      return () => clearTimeout(timer);
    },
    tell: (state) => push('disk', state),
  });
  disk = guard;
  journal.watchRefused(() => void guard.look());
  count.watch((refusals) => push('refused', refusals));
  registerCalls(ipcMain, (event) => isFromWindow(event, page.webContents), [
    setupBoot({ profile, journal, state, hands, disk: guard, request }),
    journal.handlers,
    snapshots.handlers,
    setupRestoring({ window: page, profile, journal, hands, place, snapshots, originals }),
    originals.handlers,
    setupChoosing(page, hands),
    setupLinks(page),
    setupStorage(profile.folder),
    setupTheme(page, state),
    setupMenu(page, push),
    setupClosing({ window: page, push, settle, leave }),
    run?.handlers ?? withoutJob(),
    { refusals: () => count.refusals() },
  ]);
  if (run === null) {
    setupWindow(page, state);
    app.on('second-instance', () => focusWindow(page));
  } else {
    run.watch(page);
  }
  await page.loadURL(`${origin}/`);
}

start();
