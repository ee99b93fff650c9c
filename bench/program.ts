// The built program, opened without a window for measuring: on Electron where it is installed, else on the stand-in.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { ensureBuilt } from '../scripts/build.mjs';
import { findElectron } from '../scripts/electron.mjs';
import { tell } from '../scripts/places.mjs';
import { openOnElectron } from '../test/e2e/electron.ts';
import { isRunning } from '../test/e2e/process.ts';
import type { Program } from '../test/e2e/program.ts';
import { openOnStandin } from '../test/e2e/standin.ts';
import { howToGetBrowser, obtainBrowser } from '../test/standin/browser.mjs';

export type Shell = Program['shell'];

export interface Opened {
  readonly program: Program;
  /** The notebook in the program's window. */
  readonly notebook: JSHandle<Notebook>;
}

/** Builds what changed and finds what the program runs on; throws the sentence that says what is missing. */
export async function prepare(): Promise<Shell> {
  if (!(await ensureBuilt())) throw new Error('There is nothing to measure.');
  const electron = findElectron();
  const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY']);
  if (electron !== null && hasScreen) {
    process.env['COMMONPLACE_ELECTRON'] = electron;
    return 'electron';
  }
  const browser = obtainBrowser(tell);
  if (browser === null) throw new Error(howToGetBrowser);
  process.env['COMMONPLACE_CHROMIUM'] = browser;
  return 'stand-in';
}

export async function openProgram(
  shell: Shell,
  profile: string,
  faults: readonly string[] = [],
): Promise<Opened> {
  const open = shell === 'electron' ? openOnElectron : openOnStandin;
  const program = await open(profile, { faults });
  await program.page.waitForFunction(() => 'commonplace' in globalThis);
  const notebook = await program.page.evaluateHandle(
    () => (globalThis as unknown as { readonly commonplace: Notebook }).commonplace,
  );
  return { program, notebook };
}

/** Ends a program whose notebook nobody will open again. */
export async function endProgram({ program }: Opened): Promise<void> {
  for (const pid of new Set([program.mainPid, program.browserPid]))
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  await program.ended;
}

/** Gives a temporary folder to the work and removes it afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-measure-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Opens a program on a new notebook, works with it, and leaves nothing behind. */
export async function withProgram<T>(
  shell: Shell,
  work: (opened: Opened) => Promise<T>,
  faults: readonly string[] = [],
): Promise<T> {
  return withFolder(async (profile) => {
    const opened = await openProgram(shell, profile, faults);
    try {
      return await work(opened);
    } finally {
      await endProgram(opened);
    }
  });
}
