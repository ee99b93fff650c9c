// One notebook, one program.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lockName, takeLock } from '../../electron/main/lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});

function isHeld(): boolean {
  const lock = takeLock(folder);
  if (lock.kind === 'held') lock.release();
  return lock.kind === 'taken';
}

describe('the lock', () => {
  it('[K1] is had by one at a time, and leaves nothing when it is released', () => {
    const first = takeLock(folder);
    expect(first.kind).toBe('held');
    expect(isHeld()).toBe(true);
    if (first.kind === 'held') first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(isHeld()).toBe(false);
  });

  it('[K2] of a living process holds, and of a killed one does not', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
    await once(child.stdout, 'data');
    const holder = { pid: child.pid, birth: null, takenAtMs: Date.now() };
    writeFileSync(join(folder, lockName), JSON.stringify(holder));
    expect(isHeld()).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isHeld()).toBe(false);
  });

  it('[K3] of an earlier process with the number of a living one does not hold', () => {
    const holder = { pid: process.pid, birth: 'another boot 1', takenAtMs: 0 };
    writeFileSync(join(folder, lockName), JSON.stringify(holder));
    expect(isHeld()).toBe(false);
  });

  it.each(['', '{', 'null', '{"pid":-1}', '{"pid":"1"}'])(
    '[K4] that says nothing does not hold: %j',
    (text) => {
      writeFileSync(join(folder, lockName), text);
      expect(isHeld()).toBe(false);
    },
  );

  it('[K5] is not released by one who no longer has it', () => {
    const lock = takeLock(folder);
    writeFileSync(join(folder, lockName), 'somebody else');
    if (lock.kind === 'held') lock.release();
    expect(readFileSync(join(folder, lockName), 'utf8')).toBe('somebody else');
    expect(existsSync(join(folder, `${lockName}.${process.pid}`))).toBe(false);
  });
});
