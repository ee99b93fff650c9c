// The program as batteries start it: on real Electron where the run is for it, else on the stand-in, outside any test.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notebook } from '#notebook/notebook.ts';
import { openOnElectron } from '../e2e/electron.ts';
import { isRunning } from '../e2e/process.ts';
import type { OpenOptions, Program } from '../e2e/program.ts';
import { openOnStandin } from '../e2e/standin.ts';

declare global {
  var commonplace: Notebook;
}

const longestStartMs = 60_000;

export const shellName = process.env['COMMONPLACE_SHELL'] === 'electron' ? 'electron' : 'stand-in';

/** Opens the program and waits until its notebook is there. */
export async function openProgram(profile: string, options: OpenOptions = {}): Promise<Program> {
  const open = shellName === 'electron' ? openOnElectron : openOnStandin;
  const program = await open(profile, options);
  try {
    await program.page.waitForFunction(() => 'commonplace' in globalThis, null, { timeout: longestStartMs });
    return program;
  } catch (error) {
    const shown = await program.page.evaluate(() => document.body.textContent).catch(() => '');
    endAtOnce(program);
    await program.ended;
    throw new Error(`the notebook was not opened; the window says: ${shown.slice(0, 200)}`, { cause: error });
  }
}

export function endAtOnce(program: Program): void {
  for (const pid of new Set([program.mainPid, program.browserPid]))
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

/** The process that draws the page, found among the browser's: null where the system does not tell. */
export async function rendererOf(browserPid: number): Promise<number | null> {
  for (const name of await readdir('/proc').catch((): string[] => [])) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(join('/proc', name, 'cmdline'), 'utf8').catch(() => '');
    if (!line.includes('--type=renderer')) continue;
    if (await descends(Number(name), browserPid)) return Number(name);
  }
  return null;
}

async function descends(pid: number, ancestor: number): Promise<boolean> {
  for (let at = pid; at > 1;) {
    if (at === ancestor) return true;
    const stat = await readFile(join('/proc', String(at), 'stat'), 'utf8').catch(() => '');
    // After the name in brackets: the state, then the parent.
    at = Number(/\) \S (\d+)/.exec(stat)?.[1] ?? 0);
  }
  return false;
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-torture-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every record of the working copy in one number: two notebooks that hold the same have the same. */
export function digestOf(program: Program): Promise<{ readonly digest: string; readonly records: number }> {
  return program.page.evaluate(async () => {
    const { store } = commonplace.parts;
    await commonplace.settled();
    const lines: string[] = [];
    for await (const { kind, records } of store.everyRecord())
      for (const record of records) lines.push(`${kind} ${JSON.stringify(record)}`);
    const bytes = new TextEncoder().encode(lines.toSorted().join('\n'));
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return { digest: Array.from(hash, (byte) => byte.toString(16)).join(' '), records: lines.length };
  });
}
