// Leaving: words first, then a backup if it is quick, and never a half of one.
import { describe, expect, it } from 'vitest';
import type { Backup, BackupOutcome } from '#notebook/backup.ts';
import { leave } from '#notebook/leaving.ts';

function setUp(taking: (signal: AbortSignal | undefined) => Promise<BackupOutcome | null>) {
  const deeds: string[] = [];
  let ring: () => void = () => undefined;
  const backup: Pick<Backup, 'ifBehind' | 'stop'> = {
    ifBehind: (reason, signal) => {
      deeds.push(`backup ${reason}`);
      return taking(signal);
    },
    stop: () => Promise.resolve(void deeds.push('stopped')),
  };
  const hurry = new AbortController();
  const left = leave(
    {
      flushDrafts: () => Promise.resolve(void deeds.push('flushed')),
      settled: () => Promise.resolve(void deeds.push('settled')),
      backup,
      pause: () => new Promise((resolve) => (ring = resolve)),
    },
    hurry.signal,
  );
  return { deeds, left, hurry, ring: () => ring() };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('leaving', () => {
  it('[Q1] writes the drafts down before the backup is taken', async () => {
    const { deeds, left } = setUp(() => Promise.resolve(null));
    await left;
    expect(deeds.slice(0, 3)).toEqual(['flushed', 'settled', 'backup quit']);
  });

  it('[Q2] gives a backup up that takes too long, and drops what there is of it', async () => {
    let given: AbortSignal | undefined;
    const { deeds, left, ring } = setUp((signal) => {
      given = signal;
      return new Promise(() => undefined);
    });
    await soon();
    expect(given?.aborted).toBe(false);
    ring();
    await left;
    expect(given?.aborted).toBe(true);
    expect(deeds.at(-1)).toBe('stopped');
  });

  it('[Q3] does not wait when the person is in a hurry, nor for a backup that fails', async () => {
    const waiting = setUp(() => new Promise(() => undefined));
    await soon();
    waiting.hurry.abort();
    await waiting.left;
    expect(waiting.deeds.at(-1)).toBe('stopped');
    const hurried = setUp(() => Promise.resolve(null));
    hurried.hurry.abort();
    await hurried.left;
    expect(hurried.deeds).toEqual(['flushed', 'settled']);
    await setUp(() => Promise.reject(new Error('the main process is gone'))).left;
  });
});
