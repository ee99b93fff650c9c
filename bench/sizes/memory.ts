// How much memory a browser's processes take, as the system counts it; only Linux tells.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** What the processes alone take and their part of what they share (PSS); null where the system does not tell. */
export async function memoryOf(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return memoryOfProcesses(processInfo.map(({ id }) => id));
}

export function memoryOfProcesses(pids: readonly number[]): number | null {
  let sumBytes = 0;
  for (const pid of pids) {
    try {
      const [, kiB] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      sumBytes += Number(kiB ?? 0) * 1_024;
    } catch {
      // It ended meanwhile, or there is no such folder.
    }
  }
  return sumBytes === 0 ? null : sumBytes;
}
