// One notebook, one program: a lock file that names the process holding it, and is believed only while that one lives.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';

export const lockName = 'notebook.lock';

export type Lock = { readonly kind: 'held'; readonly release: () => void } | { readonly kind: 'taken' };

/** A process, told from a later one that was given the same number. */
interface Holder {
  readonly pid: number;
  /** The system's name for this boot and the process's start in it; null where the system does not tell. */
  readonly birth: string | null;
  readonly takenAtMs: number;
}

function birthOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, field 2, may hold spaces and brackets; the start time is field 22.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return null;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, birth, takenAtMs } = value as Record<string, unknown>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null;
    return {
      pid,
      birth: typeof birth === 'string' ? birth : null,
      takenAtMs: typeof takenAtMs === 'number' ? takenAtMs : 0,
    };
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's lives too, though we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isAlive(holder: Holder): boolean {
  if (!isRunning(holder.pid)) return false;
  const birth = birthOf(holder.pid);
  if (birth !== null && holder.birth !== null) return birth === holder.birth;
  return holder.takenAtMs >= Date.now() - uptime() * 1000;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Takes the lock of a profile folder. The file appears complete (it is linked into place), so a reader never sees half
 * of one; a dead holder's file is moved aside before it is replaced, so two that find it cannot both win.
 */
export function takeLock(folder: string): Lock {
  const path = join(folder, lockName);
  const own = `${path}.${process.pid}`;
  const text = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), takenAtMs: Date.now() });
  writeFileSync(own, text);
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (tryLink(own, path)) return { kind: 'held', release: () => release(path, text) };
      const found = readText(path);
      if (found === null) continue;
      const holder = parseHolder(found);
      if (holder !== null && isAlive(holder)) return { kind: 'taken' };
      setAside(path, `${own}.old`, found);
    }
    return { kind: 'taken' };
  } finally {
    rmSync(own, { force: true });
  }
}

/** True when `path` did not exist and now does. */
function tryLink(from: string, path: string): boolean {
  const steps = [
    () => linkSync(from, path),
    // Some file systems have no links: there a reader may see an empty file for a moment, and tries again.
    () => writeFileSync(path, readFileSync(from), { flag: 'wx' }),
  ];
  let failure: unknown = null;
  for (const step of steps) {
    try {
      step();
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      failure = error;
    }
  }
  throw failure;
}

/** Removes a dead holder's file, unless another process has replaced it since it was read: that one is put back. */
function setAside(path: string, aside: string, expected: string): void {
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else was faster
  }
  if (readText(aside) !== expected) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, text: string): void {
  if (readText(path) === text) rmSync(path, { force: true });
}
