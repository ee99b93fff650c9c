// How a journey opens the program, on whichever shell the run is for, and what every journey ends with.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as plain } from '@playwright/test';
import { openOnElectron } from './electron.ts';
import { isRunning } from './process.ts';
import type { OpenOptions, Program } from './program.ts';
import { openOnStandin } from './standin.ts';

export const shell: Program['shell'] =
  process.env['COMMONPLACE_SHELL'] === 'electron' ? 'electron' : 'stand-in';

export interface Driver {
  /** Opens the program; it is ended after the journey, if the journey has not done so. */
  readonly open: (options?: OpenOptions) => Promise<Program>;
  /** A folder that is removed after the journey. */
  readonly folder: () => Promise<string>;
  /** This journey violates the content policy on purpose: it looks at the violations itself. */
  readonly expectViolations: () => void;
}

/** Nothing may break the page's policy or reach the network, whatever a journey was about. */
async function checkQuiet(program: Program, violationsExpected: boolean): Promise<void> {
  const { violations, outside } = await program.network();
  expect(outside.filter(({ outcome }) => outcome === 'let through')).toEqual([]);
  if (violationsExpected) return;
  expect(violations.filter(({ isReportOnly }) => !isReportOnly)).toEqual([]);
  expect(outside).toEqual([]);
}

/** At once, and only then: a journey that failed may have left anything open. */
function end(program: Program): void {
  for (const pid of new Set([program.mainPid, program.browserPid]))
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

export const test = plain.extend<{ driver: Driver }>({
  driver: async ({}, use) => {
    const programs: Program[] = [];
    const folders: string[] = [];
    let violationsExpected = false;
    const folder = async (): Promise<string> => {
      const path = await mkdtemp(join(tmpdir(), 'commonplace-journey-'));
      folders.push(path);
      return path;
    };
    await use({
      folder,
      expectViolations: () => {
        violationsExpected = true;
      },
      open: async (options = {}) => {
        const profile = options.profile ?? (await folder());
        const open = shell === 'electron' ? openOnElectron : openOnStandin;
        const program = await open(profile, options);
        programs.push(program);
        return program;
      },
    });
    try {
      for (const program of programs)
        if (isRunning(program.mainPid)) await checkQuiet(program, violationsExpected);
    } finally {
      programs.forEach(end);
      await Promise.all(programs.map((program) => program.ended));
      await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 })));
    }
  },
});

export { expect };
