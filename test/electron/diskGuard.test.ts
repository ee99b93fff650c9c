// The disk guard: says what the room on the disk still allows, and keeps the ballast while there is room for it.
import { describe, expect, it } from 'vitest';
import type { DiskState } from '#desktop/contract.ts';
import { openBallast } from '#vault/ballast.ts';
import { levelOf, openDiskGuard } from '../../electron/main/diskGuard.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';

const megabyte = 2 ** 20;

async function setting(freeBytes: number) {
  const files = new MemoryFiles();
  files.free = freeBytes;
  const told: DiskState[] = [];
  const pauses: number[] = [];
  let next: () => void = () => undefined;
  const guard = await openDiskGuard({
    freeBytes: () => files.freeBytes(),
    ballast: openBallast(files, 2.5 * megabyte),
    after: (pauseMs, run) => {
      pauses.push(pauseMs);
      next = run;
      return () => {
        next = () => undefined;
      };
    },
    tell: (state) => told.push(state),
  });
  await guard.look();
  const wait = async (): Promise<void> => {
    next();
    await guard.look();
  };
  return { files, guard, told, pauses, wait };
}

describe('the disk guard', () => {
  it('[G1] says what the room allows, at each bound', () => {
    const bounds = [2048, 500, 200].flatMap((each) => [each * megabyte, each * megabyte - 1]);
    expect(bounds.map(levelOf)).toEqual(['ok', 'low', 'low', 'no imports', 'no imports', 'journal only']);
  });

  it('[G2] tells of another level once, down and up again, and looks more often while there is little room', async () => {
    const { files, told, pauses, wait } = await setting(3000 * megabyte);
    for (const free of [2500, 1000, 900, 100, 50, 5000]) {
      files.free = free * megabyte;
      await wait();
    }
    expect(told.map(({ level }) => level)).toEqual(['low', 'journal only', 'ok']);
    expect(Math.min(...pauses)).toBeLessThan(Math.max(...pauses));
  });

  it('[G3] begins with what is so, and takes a disk that cannot tell for none that is full', async () => {
    const { guard, files, wait } = await setting(100 * megabyte);
    expect(guard.state()).toEqual({ level: 'journal only', freeBytes: 100 * megabyte });
    files.freeBytes = () => Promise.reject(new Error('no such disk'));
    await wait();
    expect(guard.state().level).toBe('journal only');
  });

  it('[G4] writes the ballast when there is room for it, in full and with no two parts alike, and again when it is gone', async () => {
    const { files, wait } = await setting(400 * megabyte);
    expect(files.names()).toEqual([]);
    files.free = 600 * megabyte;
    await wait();
    const bytes = files.bytes('ballast.bin');
    expect(bytes.length).toBe(2.5 * megabyte);
    const parts = new Set<string>();
    for (let at = 0; at < bytes.length; at += 4096) parts.add(bytes.subarray(at, at + 4096).toString());
    expect(parts.size).toBe(bytes.length / 4096);
    files.put('ballast.bin', bytes.slice(0, 1000));
    await wait();
    expect(files.bytes('ballast.bin').length).toBe(2.5 * megabyte);
  });

  it('[G5] leaves nothing of a ballast that could not be written, and tells nobody after it was closed', async () => {
    const { files, guard, told, wait } = await setting(400 * megabyte);
    files.free = 600 * megabyte;
    files.failAt(files.operations.length + 5, 'ENOSPC');
    await wait();
    expect(files.names()).toEqual([]);
    await guard.close();
    files.free = 1;
    await guard.look();
    expect(told.map(({ level }) => level)).toEqual(['low']);
  });
});
