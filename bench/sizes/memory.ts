// How much memory a browser's processes take, as the system counts it; only Linux tells.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Bytes by process: what it alone takes and its part of what it shares (PSS). */
export type Memory = ReadonlyMap<number, number>;

export async function memoryOf(browser: Browser): Promise<Memory> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return memoryOfProcesses(processInfo.map(({ id }) => id));
}

/**
 * How much the process grew that grew most: others that do nothing meanwhile may well shrink. Null where the system does
 * not tell.
 */
export function growthOf(before: Memory, after: Memory): number | null {
  if (before.size === 0 || after.size === 0) return null;
  return Math.max(0, ...[...after].map(([pid, bytes]) => bytes - (before.get(pid) ?? 0)));
}

function memoryOfProcesses(pids: readonly number[]): Memory {
  const all = new Map<number, number>();
  for (const pid of pids) {
    try {
      const [, kiB] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      if (kiB !== undefined) all.set(pid, Number(kiB) * 1_024);
    } catch {
      // It ended meanwhile, or there is no such folder.
    }
  }
  return all;
}

/** A process with all that it started, and those with theirs. */
export function memoryOfTree(pid: number): number | null {
  const children = new Map<number, number[]>();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the name in brackets: the state, then the parent.
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const all = [pid];
  for (let at = 0; at < all.length; at += 1) all.push(...(children.get(all[at] ?? 0) ?? []));
  const memory = memoryOfProcesses(all);
  return memory.size === 0 ? null : [...memory.values()].reduce((sum, bytes) => sum + bytes, 0);
}
