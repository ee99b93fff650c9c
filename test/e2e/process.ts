// Processes that journeys start: their environment, whether they live, and waiting for what they do.
import type { OpenOptions } from './program.ts';

export function environment(options: OpenOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(inherited),
    COMMONPLACE_AUTOMATION: '1',
    COMMONPLACE_FAULTS: (options.faults ?? []).join(','),
  };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pauseMs = 25;

/** Asks again until there is an answer other than null. */
export async function until<T>(ask: () => Promise<T | null>, longestMs = 30_000): Promise<T> {
  for (const end = Date.now() + longestMs; Date.now() < end;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`Waited ${longestMs} ms in vain.`);
}
